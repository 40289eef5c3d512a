package dev.lorabake.tui.training;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer's log on a screen, from rows made up. */
class LogScreenTest {
  private static final String LONG = "RuntimeError: " + "of a long story ".repeat(9) + "the end";

  @TempDir Path folder = Path.of("");
  private App app = App.of(HomeScreen.start());

  @BeforeEach
  void open() throws IOException {
    RunDirectory run = RunDirectory.create(folder, "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    app =
        App.of(LogScreen.of(run))
            .update(new FollowLog.Rows(run, List.of("short", LONG, "last")))
            .app();
  }

  private void press(Key key, int times) {
    for (int i = 0; i < times; i++) {
      app = app.press(key).app();
    }
  }

  private String text() {
    Canvas canvas = new Canvas(60, 12, Glyphs.UNICODE);
    app.paint(canvas);
    return canvas.text();
  }

  @Test
  void theRestOfALongRowIsSeenAndTheWayBackIsNoLonger() {
    assertTrue(text().contains("RuntimeError"), text());
    assertFalse(text().contains("the end"), text());
    press(Key.of(Key.Name.RIGHT), 100);
    assertTrue(text().contains("the end"), text());
    press(Key.of(Key.Name.LEFT), LONG.length() / 20);
    assertTrue(text().contains("RuntimeError"), text());
    assertTrue(text().contains("short"), text());
  }

  @Test
  void onlyRowsWithATextAreShownUntilAllAreWanted() {
    press(Key.of('/'), 1);
    "STORY".chars().forEach(letter -> press(Key.of((char) letter), 1));
    press(Key.of(Key.Name.ENTER), 1);
    assertTrue(text().contains("RuntimeError"), text());
    assertFalse(text().contains("short"), text());
    press(Key.of('/'), 1);
    press(Key.of(Key.Name.ESCAPE), 1);
    assertTrue(text().contains("short"), text());
  }
}
