package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lorabake.tui.home.HomeShown;
import dev.lorabake.tui.lanterna.Theme;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.runs.RunsShown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every screen, whatever its files are called. */
class EveryScreenTest {
  private static final int[][] SIZES = {{40, 10}, {60, 15}, {80, 24}, {120, 40}, {240, 60}};

  private static final LookAtMachine.Seen MACHINE =
      new LookAtMachine.Seen("RTX 3060 12GB, 12.0 GiB", "");

  @TempDir Path folder = Path.of("");

  private static Canvas painted(App app, int[] size, Glyphs glyphs) {
    Canvas canvas = new Canvas(size[0], size[1], glyphs);
    app.paint(canvas);
    return canvas;
  }

  /** Characters of one and of two cells, marks that join the letter before, and an emoji. */
  @ParameterizedTest
  @ValueSource(strings = {"猫の写真", "한국어", "cafe\u0301-x\u0323\u0302", "🐱✅cat"})
  void noLineIsBrokenByANameOfAnyWidth(String word) throws Exception {
    Map<String, App> screens = Tour.of(DemoProject.make(folder, word));
    screens.forEach((name, app) -> {
      for (int[] size : SIZES) {
        for (Glyphs glyphs : Glyphs.values()) {
          isWhole(name + " " + size[0] + "x" + size[1], painted(app, size, glyphs));
        }
        isAscii(name, painted(app, size, Glyphs.ASCII).text());
      }
    });
  }

  private static void isWhole(String name, Canvas canvas) {
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        String glyph = canvas.cell(column, row).glyph();
        boolean halved = column + 1 < canvas.width() && glyphAt(canvas, column + 1, row).isEmpty();
        int width = glyph.isEmpty() ? 0 : CellWidth.of(glyph);
        boolean alone = width == 0 && (column == 0 || halved);
        if ((width == 2) != halved || alone) {
          fail(
              name
                  + ": half a character in row "
                  + row
                  + ", column "
                  + column
                  + "\n"
                  + canvas.text());
        }
      }
    }
    String edges = canvas.glyphs() == Glyphs.UNICODE ? "│┌└├┐┘┤" : "|+";
    for (int row = 0; row < canvas.height() - 1; row++) {
      for (int column : new int[] {0, canvas.width() - 1}) {
        if (!edges.contains(glyphAt(canvas, column, row))) {
          fail(name + ": the frame is broken in row " + row + "\n" + canvas.text());
        }
      }
    }
  }

  private static String glyphAt(Canvas canvas, int column, int row) {
    return canvas.cell(column, row).glyph();
  }

  /** Without Unicode nothing else is painted. */
  private static void isAscii(String name, String text) {
    assertTrue(text.chars().allMatch(c -> c < 0x80), () -> name + "\n" + text);
  }

  /** Those that show no hour of the day. */
  private static final List<String> KEPT =
      List.of(
          "home",
          "home-help",
          "wizard-name",
          "wizard-review",
          "set-up",
          "set-up-help",
          "set-up-search",
          "set-up-choice",
          "dataset-image",
          "dataset-enlarged",
          "dataset-search",
          "runs",
          "runs-copy",
          "compare",
          "pictures",
          "log",
          "log-search",
          "queue",
          "queue-asked");

  private static App seen(Map<String, App> screens, String name) {
    return Objects.requireNonNull(screens.get(name), name);
  }

  private Map<String, App> tour() throws Exception {
    DemoProject project = DemoProject.tidy(folder.resolve("tidy"), "sks-cat");
    Map<String, App> screens = Tour.of(project);
    Tour.of(DemoProject.make(folder.resolve("faults"), "sks-cat"))
        .forEach((name, app) -> {
          if (name.startsWith("dataset")) {
            screens.put(name, app);
          }
        });
    screens.replaceAll((name, app) -> {
      App home = HomeShown.in("/home/me/loras", MACHINE, app);
      return RunsShown.at(project.started().plusSeconds(10_900), home);
    });
    return screens;
  }

  @Test
  void everyScreenLooksAsItIsKeptAndAsTheDocumentationShowsIt() throws Exception {
    Map<String, App> screens = tour();
    for (String name : KEPT) {
      for (int[] size : SIZES) {
        Golden.compare("tour-" + name, seen(screens, name), size[0], size[1], Glyphs.UNICODE);
      }
    }
    for (String name : List.of("set-up-mistake", "dataset-image", "runs", "compare")) {
      Golden.compare("tour-" + name, seen(screens, name), 80, 24, Glyphs.ASCII);
    }
    for (String name :
        List.of("home", "wizard-review", "dataset-image", "runs", "compare", "queue", "log")) {
      Golden.picture(name, seen(screens, name), Theme.ONE_HALF_DARK);
    }
    Golden.picture("help", seen(screens, "set-up-help"), Theme.ONE_HALF_DARK);
    Golden.picture("set-up", seen(screens, "set-up-mistake"), Theme.ONE_HALF_DARK);
    Golden.picture("light", seen(screens, "set-up-mistake"), Theme.ONE_HALF_LIGHT);
    everySignHasALikeness(screens);
    theFooterLeadsToTheHelpPage(screens);
  }

  /** A sign that has no likeness becomes a question mark, of which a screen has few itself. */
  private static void everySignHasALikeness(Map<String, App> screens) {
    screens.forEach((name, app) -> {
      if (!name.startsWith("log")) { // what upstream wrote is all there is
        long asked = marks(painted(app, SIZES[3], Glyphs.UNICODE));
        Canvas plain = painted(app, SIZES[3], Glyphs.ASCII);
        assertEquals(asked, marks(plain), () -> name + "\n" + plain.text());
      }
    });
  }

  private static long marks(Canvas canvas) {
    return canvas.text().chars().filter(c -> c == '?').count();
  }

  private static void theFooterLeadsToTheHelpPage(Map<String, App> screens) {
    screens.forEach((name, app) -> {
      String last = painted(app, SIZES[0], Glyphs.UNICODE).text().lines().toList().getLast();
      assertTrue(last.endsWith("? help") || last.endsWith("F1 help"), () -> name + ": " + last);
    });
  }
}
