package dev.lorabake.tui;

import dev.lorabake.UserError;
import dev.lorabake.tui.paint.Canvas;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Goes through the screens with nobody at the keys: what a key has done is done, and shown, before
 * the next one. It serves to record what a start needs, and to measure.
 */
public final class Walk {
  /** What follows a run or a log never ends by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final World world;
  private final Terminal terminal;
  private App app;

  public Walk(World world, Screen first, Terminal terminal)
      throws IOException, InterruptedException {
    this.world = world;
    this.terminal = terminal;
    app = App.of(first);
    take(new App.Step(app, first.opening()));
  }

  public App app() {
    return app;
  }

  public void press(Key key) throws IOException, InterruptedException {
    take(app.press(key));
  }

  /** Takes a step over, and carries out its effects and what comes of them. */
  public void take(App.Step step) throws IOException, InterruptedException {
    app = step.app();
    Deque<Effect> effects = new ArrayDeque<>(step.effects());
    paint();
    while (!effects.isEmpty()) {
      for (Msg told : perform(effects.removeFirst())) {
        App.Step next = app.update(told);
        app = next.app();
        effects.addAll(next.effects());
      }
      paint();
    }
  }

  private List<Msg> perform(Effect effect) throws InterruptedException {
    ConcurrentLinkedQueue<Msg> told = new ConcurrentLinkedQueue<>();
    Thread worker =
        Thread.ofVirtual()
            .start(() -> {
              try {
                effect.perform(world, told::add);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (UserError e) {
                told.add(new Msg.Failed(String.valueOf(e.getMessage()), e.help()));
              } catch (Exception e) {
                told.add(new Msg.Failed(String.valueOf(e.getMessage()), "try again"));
              }
            });
    if (!worker.join(PATIENCE)) {
      worker.interrupt();
    }
    return List.copyOf(told);
  }

  private void paint() throws IOException {
    Canvas canvas = terminal.canvas();
    app.paint(canvas);
    terminal.show(canvas);
  }
}
