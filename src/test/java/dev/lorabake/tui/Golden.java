package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.tui.lanterna.Theme;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares screens with those that are kept. */
public final class Golden {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/lorabake/tui/screens").toAbsolutePath();

  private static final Path PICTURES = Path.of("src/docs/pictures").toAbsolutePath();

  private Golden() {}

  /** Paints a screen as a picture for the documentation, and compares it with the one there. */
  public static void picture(String name, Screen screen) throws IOException {
    picture(name, App.of(screen), Theme.ONE_HALF_DARK);
  }

  /** As above, with all that is on the screen, in a theme. */
  public static void picture(String name, App app, Theme theme) throws IOException {
    Canvas canvas = new Canvas(110, 32, Glyphs.UNICODE);
    app.paint(canvas);
    Path file = PICTURES.resolve(name + ".svg");
    String drawn = SvgPicture.of(canvas, theme);
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.createDirectories(PICTURES);
      Files.writeString(file, drawn);
    }
    assertEquals(
        Files.readString(file),
        drawn,
        "look at it, then: mvn -q test -Dtest='*ScreenTest' -Dlorabake.rewrite=true");
  }

  /** Paints a screen and compares it; the file's name has the size behind it. */
  public static void compare(String name, Screen screen, int width, int height) throws IOException {
    Canvas canvas = new Canvas(width, height, Glyphs.UNICODE);
    App.of(screen).paint(canvas);
    Path file = FOLDER.resolve(name + "-" + width + "x" + height + ".txt");
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, canvas.text());
    }
    assertEquals(
        Files.readString(file),
        canvas.text(),
        "look at it, then: mvn -q test -Dtest='*ScreenTest' -Dlorabake.rewrite=true");
  }
}
