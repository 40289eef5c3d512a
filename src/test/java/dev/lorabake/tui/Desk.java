package dev.lorabake.tui;

import dev.lorabake.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A screen whose effects are carried out at once, one after the other, so that nothing waits. */
public final class Desk {
  private final World world;
  private final Predicate<Effect> held;
  private final List<Effect> waiting = new ArrayList<>();
  private App app;

  public Desk(World world, Screen first) {
    this(world, first, effect -> false);
  }

  /**
   * As above, but some effects take their time.
   *
   * @param held those that {@link #letGo} carries out
   */
  public Desk(World world, Screen first, Predicate<Effect> held) {
    this.world = world;
    this.held = held;
    app = App.of(first);
    first.opening().forEach(this::perform);
  }

  public App app() {
    return app;
  }

  public Screen screen() {
    return app.screens().getLast();
  }

  public Desk press(Key... keys) {
    for (Key key : keys) {
      take(app.press(key));
    }
    return this;
  }

  public Desk press(Key.Name... keys) {
    for (Key.Name key : keys) {
      press(Key.of(key));
    }
    return this;
  }

  public Desk type(String text) {
    text.codePoints().forEach(c -> press(new Key(Key.Name.CHARACTER, c, false, false, false)));
    return this;
  }

  /** Lets a message reach the screens, such as that of a click. */
  public Desk tell(Msg msg) {
    take(app.update(msg));
    return this;
  }

  /** Carries out what was held, and what follows from it unless that is held too. */
  public void letGo() {
    List<Effect> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(this::carryOut);
  }

  private void take(App.Step step) {
    app = step.app();
    step.effects().forEach(this::perform);
  }

  private void perform(Effect effect) {
    if (held.test(effect)) {
      waiting.add(effect);
    } else {
      carryOut(effect);
    }
  }

  private void carryOut(Effect effect) {
    told(effect, world).forEach(msg -> take(app.update(msg)));
  }

  /** What an effect tells, as the loop would hear it. */
  public static List<Msg> told(Effect effect, World world) {
    List<Msg> told = new ArrayList<>();
    try {
      effect.perform(world, told::add);
    } catch (UserError | IOException e) {
      Faults.Told trouble = new Faults(world.workingFolder()).of(e);
      told.add(effect.failed(trouble.message(), trouble.help()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return told;
  }
}
