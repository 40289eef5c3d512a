package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.ExtendedTerminal;
import com.googlecode.lanterna.terminal.MouseCaptureMode;
import com.googlecode.lanterna.terminal.ansi.UnixLikeTerminal;
import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import dev.lorabake.tui.Terminal;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Rgb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A terminal by Lanterna. */
public final class LanternaTerminal implements Terminal {
  private final com.googlecode.lanterna.terminal.Terminal terminal;
  private final Palette palette;
  private final Glyphs glyphs;
  private final @Nullable LineDiscipline outside;
  private final @Nullable KittyGraphics graphics;
  private TerminalScreen screen;
  private @Nullable Canvas shown;

  /** Takes over any terminal of Lanterna's, a virtual one too. */
  public LanternaTerminal(
      com.googlecode.lanterna.terminal.Terminal terminal, ColourDepth depth, Glyphs glyphs)
      throws IOException {
    this(terminal, depth, glyphs, null, null);
  }

  private LanternaTerminal(
      com.googlecode.lanterna.terminal.Terminal terminal,
      ColourDepth depth,
      Glyphs glyphs,
      @Nullable LineDiscipline outside,
      @Nullable KittyGraphics graphics)
      throws IOException {
    this.terminal = terminal;
    this.outside = outside;
    this.graphics = graphics;
    palette = new Palette(depth);
    this.glyphs = glyphs;
    screen = start();
  }

  /**
   * Takes over the terminal that the process runs in.
   *
   * @param charset of the terminal; other than UTF-8 means plain signs
   * @param environment tells of its colours and graphics
   */
  public static LanternaTerminal ofProcess(
      InputStream in, OutputStream out, Charset charset, Map<String, String> environment)
      throws IOException, InterruptedException {
    Glyphs glyphs = charset.equals(StandardCharsets.UTF_8) ? Glyphs.UNICODE : Glyphs.ASCII;
    LineDiscipline outside = LineDiscipline.now();
    UnixTerminal terminal =
        new UnixTerminal(in, out, charset, UnixLikeTerminal.CtrlCBehaviour.TRAP);
    LineDiscipline.takeKeys();
    KittyGraphics graphics = KittyGraphics.isPossible(environment) ? new KittyGraphics(out) : null;
    return new LanternaTerminal(terminal, ColourDepth.of(environment), glyphs, outside, graphics);
  }

  private TerminalScreen start() throws IOException {
    if (terminal instanceof ExtendedTerminal extended) {
      extended.setMouseCaptureMode(MouseCaptureMode.CLICK_RELEASE);
    }
    TerminalScreen started = new TerminalScreen(terminal);
    started.startScreen();
    started.setCursorPosition(null);
    return started;
  }

  @Override
  public void listen(Consumer<Input> listener) {
    terminal.addResizeListener((_, _) -> listener.accept(new Input.Resized()));
    Thread.ofPlatform().name("keys").daemon().start(() -> read(listener));
  }

  private void read(Consumer<Input> listener) {
    try {
      while (true) {
        KeyStroke stroke = terminal.readInput();
        if (stroke == null || stroke.getKeyType() == KeyType.EOF) {
          break;
        }
        Input input = input(stroke);
        if (input != null) {
          listener.accept(input);
        }
      }
    } catch (IOException | RuntimeException e) {
      // the terminal is gone, which is what Closed says
    }
    listener.accept(new Input.Closed());
  }

  private static @Nullable Input input(KeyStroke stroke) {
    if (stroke instanceof MouseAction mouse) {
      return switch (mouse.getActionType()) {
        case CLICK_DOWN ->
            new Input.Clicked(mouse.getPosition().getColumn(), mouse.getPosition().getRow());
        case SCROLL_UP -> new Input.Wheeled(-3);
        case SCROLL_DOWN -> new Input.Wheeled(3);
        case CLICK_RELEASE, DRAG, MOVE -> null;
      };
    }
    return new Input.Pressed(LanternaKeys.key(stroke));
  }

  @Override
  public Canvas canvas() throws IOException {
    if (screen.doResizeIfNecessary() != null) {
      shown = null;
      removePictures();
    }
    TerminalSize size = screen.getTerminalSize();
    return new Canvas(size.getColumns(), size.getRows(), glyphs);
  }

  @Override
  public void show(Canvas canvas) throws IOException {
    if (shown != null && shown.looksAs(canvas)) {
      return;
    }
    shown = canvas;
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        Cell cell = canvas.cell(column, row);
        if (!cell.glyph().isEmpty()) {
          boolean wide =
              column + 1 < canvas.width() && canvas.cell(column + 1, row).glyph().isEmpty();
          set(column, row, cell, wide);
        }
      }
    }
    screen.refresh();
    if (graphics != null) {
      graphics.show(canvas.pictures());
    }
  }

  /** Lanterna knows few wide characters; where it counts otherwise, the row would be shifted. */
  private void set(int column, int row, Cell cell, boolean wide) {
    TextCharacter character = character(cell);
    if (character.isDoubleWidth() == wide) {
      screen.setCharacter(column, row, character);
      return;
    }
    TextCharacter unknown = character(new Cell("?", cell.ink(), cell.front(), cell.back()));
    screen.setCharacter(column, row, unknown);
    if (wide) {
      screen.setCharacter(column + 1, row, unknown);
    }
  }

  private void removePictures() throws IOException {
    if (graphics != null) {
      graphics.show(List.of());
    }
  }

  private TextCharacter character(Cell cell) {
    Rgb front = cell.front();
    Rgb back = cell.back();
    if (front != null && !palette.hasPictures()) {
      return base(Shades.of(cell, front, glyphs));
    }
    return base(cell.glyph())
        .withModifiers(palette.style(cell.ink()))
        .withForegroundColor(
            front == null ? palette.colour(cell.ink(), cell.glyph()) : palette.colour(front))
        .withBackgroundColor(
            back == null ? com.googlecode.lanterna.TextColor.ANSI.DEFAULT : palette.colour(back));
  }

  private static TextCharacter base(String glyph) {
    TextCharacter[] characters = TextCharacter.fromString(glyph);
    return characters.length == 0 ? TextCharacter.DEFAULT_CHARACTER : characters[0];
  }

  @Override
  public Glyphs glyphs() {
    return glyphs;
  }

  @Override
  public void suspend() throws IOException, InterruptedException {
    removePictures();
    screen.stopScreen(false);
    if (outside != null) {
      outside.restore();
    }
    LineDiscipline.stopJob();
    if (outside != null) {
      LineDiscipline.takeKeys();
    }
    screen = start();
    shown = null;
    screen.refresh(Screen.RefreshType.COMPLETE);
  }

  @Override
  public void close() throws IOException {
    removePictures();
    screen.stopScreen(false);
    terminal.close();
  }
}
