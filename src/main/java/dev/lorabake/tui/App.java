package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is on the screen, as a value: the screens above each other, the help page over them, and
 * a word for the user.
 *
 * @param screens the lowest first; empty when it is time to go
 * @param helping the first row of the help page that is shown, {@link #NO_HELP} where it is closed
 * @param notice why the last key did nothing, or what went wrong
 */
public record App(List<Screen> screens, int helping, @Nullable Notice notice) {
  /** No help page is open. */
  static final int NO_HELP = -1;

  /** More rows than any page of keys has. */
  private static final int MOST_HELP = 200;

  /** A word for the user, in the last row until the next key. */
  public record Notice(String text, Ink ink) {}

  /** The state after a message, and what is to be done. */
  public record Step(App app, List<Effect> effects) {}

  static final Binding HELP =
      new Binding(
          "help",
          List.of(Key.of('?'), Key.of(Key.Name.F1)),
          "help",
          "Show every key of this screen",
          true);

  /** While text is typed a question mark is a part of it. */
  private static final Binding HELP_TYPING =
      new Binding(HELP.id(), List.of(Key.of(Key.Name.F1)), HELP.label(), HELP.help(), true);

  static final Binding BACK =
      new Binding(
          "back",
          List.of(Key.of(Key.Name.ESCAPE), Key.of('q')),
          "back",
          "Go back to the screen before, or leave lorabake",
          true);

  public static App of(Screen first) {
    return new App(List.of(first), NO_HELP, null);
  }

  public boolean isOver() {
    return screens.isEmpty();
  }

  private boolean isHelping() {
    return helping != NO_HELP;
  }

  private App helpScrolled(int by) {
    return new App(screens, Math.clamp((long) helping + by, 0, MOST_HELP), null);
  }

  private Screen top() {
    return screens.getLast();
  }

  /** Every offer of the screen, the ones that all screens have behind it. */
  List<Offer> offers() {
    List<Offer> offers = new ArrayList<>(top().offers());
    if (offers.stream().noneMatch(App::isBack)) {
      offers.add(Offer.of(BACK));
    }
    offers.add(Offer.of(top().isTyping() ? HELP_TYPING : HELP));
    return offers;
  }

  /** Takes a key to the binding that it belongs to. */
  public Step press(Key key) {
    if (isOver()) {
      return new Step(this, List.of());
    }
    if (isHelping()) {
      int by = HelpPage.rows(key);
      return by == 0
          ? new Step(new App(screens, NO_HELP, null), List.of())
          : new Step(helpScrolled(by), List.of());
    }
    boolean letter = key.name() == Key.Name.CHARACTER && !key.ctrl() && !key.alt();
    Optional<Offer> offer =
        top().isTyping() && letter
            ? Optional.empty()
            : offers().stream().filter(one -> one.binding().keys().contains(key)).findFirst();
    App heard = new App(screens, NO_HELP, null);
    if (offer.isEmpty()) {
      return heard.update(new Msg.Typed(key));
    }
    String reason = offer.get().disabled();
    String id = offer.get().binding().id();
    return reason == null
        ? heard.choose(id)
        : new Step(new App(screens, NO_HELP, new Notice(reason, Ink.WARNING)), List.of());
  }

  /** Takes a pasted text to the line that is typed; its line ends are no keys. */
  public Step paste(String text) {
    if (isOver() || isHelping()) {
      return new Step(this, List.of());
    }
    if (!top().isTyping()) {
      String why = "what is pasted goes where something is typed: nothing is typed now";
      return new Step(new App(screens, NO_HELP, new Notice(why, Ink.WARNING)), List.of());
    }
    Step step = new Step(new App(screens, NO_HELP, null), List.of());
    List<Effect> effects = new ArrayList<>();
    for (int point : text.strip().replaceAll("\\s+", " ").codePoints().toArray()) {
      Key key = new Key(Key.Name.CHARACTER, point, false, false, false);
      step = step.app().update(new Msg.Typed(key));
      effects.addAll(step.effects());
    }
    return new Step(step.app(), effects);
  }

  private Step choose(String id) {
    if (id.equals(HELP.id())) {
      return new Step(new App(screens, 0, null), List.of());
    }
    if (id.equals(BACK.id()) && top().offers().stream().noneMatch(App::isBack)) {
      return go(Next.close());
    }
    return update(new Msg.Chosen(id));
  }

  private static boolean isBack(Offer offer) {
    return offer.binding().id().equals(BACK.id());
  }

  /** Takes a message to the screens: all of them may wait for what an effect tells. */
  public Step update(Msg msg) {
    if (isOver()) {
      return new Step(this, List.of());
    }
    if (msg instanceof Msg.Failed failed) {
      Notice told = new Notice(failed.message() + "; " + failed.help(), Ink.ERROR);
      return new App(screens, helping, told).tellAll(msg);
    }
    if (msg instanceof Msg.Chosen chosen && chosen.binding().equals(HELP.id())) {
      return new Step(new App(screens, 0, null), List.of());
    }
    if (isHelping() && msg instanceof Msg.Scrolled wheel) {
      return new Step(helpScrolled(wheel.lines()), List.of());
    }
    return isForTop(msg) ? go(top().update(msg)) : tellAll(msg);
  }

  /** What a person does, and time, concern the screen that is seen. */
  private static boolean isForTop(Msg msg) {
    return msg instanceof Msg.Typed
        || msg instanceof Msg.Chosen
        || msg instanceof Msg.Scrolled
        || msg instanceof Msg.Tick
        || msg instanceof Msg.Returned;
  }

  /** What an effect tells may be for a screen below: it goes on to take in what its run does. */
  private Step tellAll(Msg msg) {
    List<Screen> told = new ArrayList<>(screens);
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < told.size() - 1; i++) {
      Next next = told.get(i).update(msg);
      if (next.move() instanceof Next.Move.Stay stay) {
        told.set(i, stay.screen());
        effects.addAll(next.effects());
      }
    }
    Step last = new App(List.copyOf(told), helping, notice).go(top().update(msg));
    effects.addAll(last.effects());
    return new Step(last.app(), effects);
  }

  private Step go(Next next) {
    List<Screen> below = new ArrayList<>(screens.subList(0, screens.size() - 1));
    List<Effect> effects = new ArrayList<>(next.effects());
    switch (next.move()) {
      case Next.Move.Stay stay -> below.add(stay.screen());
      case Next.Move.Open open -> {
        below.add(open.below());
        below.add(open.screen());
        effects.addAll(open.screen().opening());
      }
      case Next.Move.Replace other -> {
        effects.addAll(top().closing());
        below.add(other.screen());
        effects.addAll(other.screen().opening());
      }
      case Next.Move.Close _ -> {
        effects.addAll(top().closing());
        if (!below.isEmpty()) {
          Next back = below.removeLast().update(new Msg.Returned());
          effects.addAll(back.effects());
          if (back.move() instanceof Next.Move.Stay stay) {
            below.add(stay.screen());
          }
        }
      }
      case Next.Move.Quit _ -> {
        screens.forEach(screen -> effects.addAll(screen.closing()));
        below.clear();
      }
    }
    return new Step(new App(List.copyOf(below), helping, notice), effects);
  }

  /** Paints everything. */
  public void paint(Canvas canvas) {
    Area all = canvas.area();
    if (all.isEmpty() || isOver()) {
      return;
    }
    Area inside = Frame.paint(canvas, all.above(1), "lorabake ─ " + top().title());
    String status = top().status();
    if (!status.isEmpty()
        && CellWidth.of(status) + CellWidth.of(top().title()) + 18 < all.width()) {
      canvas.writeRight(all.left(all.width() - 2), 0, " " + status + " ", Ink.TITLE);
    }
    top().paint(canvas, inside);
    if (isHelping()) {
      HelpPage.paint(canvas, inside, top().title(), offers(), helping);
    }
    String word = top().word();
    Notice said = word.isEmpty() ? null : new Notice(word, Ink.WARNING);
    Footer.paint(canvas, all, offers(), notice == null ? said : notice);
  }
}
