package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Ink;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys, help, notices, and screens above each other. */
class AppTest {
  private record Noted(String what) implements Effect {
    @Override
    public void perform(World world, java.util.function.Consumer<Msg> tell) {}
  }

  /** Counts, and opens another one of itself. */
  private record Counter(String title, int count, @Nullable String disabled, boolean isTyping)
      implements Screen {
    @Override
    public List<Effect> opening() {
      return List.of(new Noted("open " + title));
    }

    @Override
    public List<Effect> closing() {
      return List.of(new Noted("close " + title));
    }

    @Override
    public Next update(Msg msg) {
      return switch (msg) {
        case Msg.Chosen chosen when chosen.binding().equals("add") -> Next.stay(plus(1));
        case Msg.Chosen chosen when chosen.binding().equals("open") ->
            Next.open(this, new Counter("second", 0, null, false));
        case Msg.Typed _ -> Next.stay(plus(100));
        case Happened _ -> Next.stay(plus(10));
        case Msg.Returned _ -> Next.stay(plus(1000));
        default -> Next.stay(this);
      };
    }

    private Counter plus(int more) {
      return new Counter(title, count + more, disabled, isTyping);
    }

    @Override
    public void paint(Canvas canvas, Area area) {
      canvas.write(area, 0, 0, "count " + count, Ink.TEXT);
    }

    @Override
    public List<Offer> offers() {
      return List.of(
          new Offer(Binding.of("add", Key.of('a'), "add", "Add one"), disabled),
          Offer.of(Binding.of("open", Key.of('o'), "open", "Open another")));
    }
  }

  /** Something that an effect tells. */
  private record Happened() implements Msg {}

  private App app = App.of(new Counter("first", 0, null, false));

  private List<Effect> press(Key key) {
    App.Step step = app.press(key);
    app = step.app();
    return step.effects();
  }

  private String shown() {
    Canvas canvas = new Canvas(90, 12, Glyphs.UNICODE);
    app.paint(canvas);
    return canvas.text();
  }

  @Test
  void aKeyOfABindingChoosesIt() {
    press(Key.of('a'));
    press(Key.of('a'));
    assertTrue(shown().contains("count 2"), shown());
    assertTrue(shown().contains(" a add  o open  Esc back  ? help"), shown());
  }

  @Test
  void aKeyThatDoesNothingNowSaysWhyUntilTheNextKey() {
    app = App.of(new Counter("first", 0, "there is nothing to add", false));
    press(Key.of('a'));
    assertTrue(shown().contains("there is nothing to add"), shown());
    press(Key.of('?'));
    assertTrue(shown().contains("Add one (not now: there is nothing to add)"), shown());
  }

  @Test
  void lettersAreTextWhereTextIsTyped() {
    app = App.of(new Counter("first", 0, null, true));
    press(Key.of('a'));
    press(Key.of('q'));
    assertTrue(shown().contains("count 200"), shown());
    press(Key.of(Key.Name.ESCAPE));
    assertTrue(app.isOver());
  }

  @Test
  void screensLieAboveEachOtherAndTellWhenTheyComeAndGo() {
    assertEquals(List.of(new Noted("open second")), press(Key.of('o')));
    press(Key.of('a'));
    assertTrue(shown().contains("second") && shown().contains("count 1"), shown());
    assertEquals(List.of(new Noted("close second")), press(Key.of('q')));
    assertTrue(shown().contains("count 1000"), shown());
    assertEquals(List.of(new Noted("close first")), press(Key.of('q')));
    assertTrue(app.isOver());
    assertEquals(List.of(), press(Key.of('q')), "a key that was pressed too often");
  }

  @Test
  void whatAnEffectTellsReachesTheScreensBelowToo() {
    press(Key.of('o'));
    app = app.update(new Happened()).app();
    app = app.update(new Msg.Tick(0)).app();
    assertTrue(shown().contains("count 10"), shown());
    press(Key.of('q'));
    assertTrue(shown().contains("count 1010"), shown());
  }

  @Test
  void anyKeyClosesTheHelpAndDoesNothingElse() {
    press(Key.of('?'));
    assertTrue(shown().contains("any key closes this page"), shown());
    press(Key.of('a'));
    assertFalse(shown().contains("any key closes"), shown());
    assertTrue(shown().contains("count 0"), shown());
  }

  @Test
  void anEffectThatFailsIsToldWithWhatToDo() {
    app = app.update(new Msg.Failed("the disk is full", "make room")).app();
    assertTrue(shown().contains("the disk is full; make room"), shown());
  }

  @Test
  void noSizeIsTooSmall() {
    for (int width = 0; width < 30; width++) {
      for (int height = 0; height < 6; height++) {
        app.paint(new Canvas(width, height, Glyphs.UNICODE));
      }
    }
  }
}
