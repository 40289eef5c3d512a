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
    Canvas canvas = painted(app, 110, 32, Glyphs.UNICODE);
    same(PICTURES.resolve(name + ".svg"), SvgPicture.of(canvas, theme));
  }

  /** Paints a screen and compares it; the file's name has the size behind it. */
  public static void compare(String name, Screen screen, int width, int height) throws IOException {
    compare(name, App.of(screen), width, height, Glyphs.UNICODE);
  }

  /** As above, with all that is on the screen; plain signs have their own file. */
  static void compare(String name, App app, int width, int height, Glyphs glyphs)
      throws IOException {
    String file = name + "-" + width + "x" + height + (glyphs == Glyphs.ASCII ? "-ascii" : "");
    same(FOLDER.resolve(file + ".txt"), painted(app, width, height, glyphs).text());
  }

  private static Canvas painted(App app, int width, int height, Glyphs glyphs) {
    Canvas canvas = new Canvas(width, height, glyphs);
    app.paint(canvas);
    return canvas;
  }

  private static void same(Path file, String painted) throws IOException {
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, painted);
    }
    assertEquals(
        Files.readString(file),
        painted,
        "look at it, then: mvn -q test -Dtest='dev/lorabake/tui/**/*Test' -Dlorabake.rewrite=true");
  }
}
