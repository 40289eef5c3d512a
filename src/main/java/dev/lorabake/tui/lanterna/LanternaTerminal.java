package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.terminal.ExtendedTerminal;
import com.googlecode.lanterna.terminal.MouseCaptureMode;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.lorabake.UserError;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.tui.Terminal;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Rgb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A terminal by Lanterna. */
public final class LanternaTerminal implements Terminal {
  private static final int MOST_KNOWN = 5000;

  private final com.googlecode.lanterna.terminal.Terminal terminal;
  private final Palette palette;
  private final Glyphs glyphs;
  private final @Nullable LineDiscipline outside;
  private final Pictures pictures;
  private final @Nullable TerminalQuestions questions;
  private final List<KeyStroke> early;
  private final Strokes strokes = new Strokes();
  private final @Nullable WholePaints out;
  private final Map<String, TextCharacter> known = new HashMap<>();
  private BufferedScreen screen;
  private @Nullable Canvas shown;

  /** Takes over any terminal of Lanterna's, a virtual one too. */
  public LanternaTerminal(
      com.googlecode.lanterna.terminal.Terminal terminal, ColourDepth depth, Glyphs glyphs)
      throws IOException {
    this(terminal, depth, glyphs, null, Pictures.ofCells(), null, List.of(), null);
  }

  LanternaTerminal(
      com.googlecode.lanterna.terminal.Terminal terminal,
      ColourDepth depth,
      Glyphs glyphs,
      @Nullable LineDiscipline outside,
      Pictures pictures,
      @Nullable TerminalQuestions questions,
      List<KeyStroke> early)
      throws IOException {
    this(terminal, depth, glyphs, outside, pictures, questions, early, null);
  }

  private LanternaTerminal(
      com.googlecode.lanterna.terminal.Terminal terminal,
      ColourDepth depth,
      Glyphs glyphs,
      @Nullable LineDiscipline outside,
      Pictures pictures,
      @Nullable TerminalQuestions questions,
      List<KeyStroke> early,
      @Nullable WholePaints out)
      throws IOException {
    this.terminal = terminal;
    this.outside = outside;
    this.pictures = pictures;
    this.questions = questions;
    this.early = early;
    this.out = out;
    palette = new Palette(depth);
    this.glyphs = glyphs;
    screen = start();
  }

  /**
   * Takes over the terminal that the process runs in.
   *
   * @param charset of the terminal; other than UTF-8 means plain signs
   * @param environment tells of its colours and graphics
   * @param commands for a word with tmux
   * @throws UserError when the environment wants pictures in a way that there is not
   */
  public static LanternaTerminal ofProcess(
      InputStream in,
      OutputStream out,
      Charset charset,
      Map<String, String> environment,
      CommandRunner commands)
      throws IOException, InterruptedException {
    boolean asked = PictureProtocol.isAsked(environment);
    Glyphs glyphs = charset.equals(StandardCharsets.UTF_8) ? Glyphs.UNICODE : Glyphs.ASCII;
    LineDiscipline outside = LineDiscipline.now();
    WholePaints whole = new WholePaints(out);
    WholeSigns terminal = new WholeSigns(in, whole, charset);
    LineDiscipline.takeKeys();
    TerminalQuestions questions = new TerminalQuestions(terminal, out);
    List<KeyStroke> early = new ArrayList<>();
    if (asked) {
      boolean multiplexed = PictureProtocol.isMultiplexed(environment, TerminalFacts.NONE);
      early.addAll(questions.ask(multiplexed, TerminalQuestions.PATIENCE));
    }
    return new LanternaTerminal(
        terminal,
        ColourDepth.of(environment),
        glyphs,
        outside,
        new Pictures(out, environment, commands),
        questions,
        early,
        whole);
  }

  /** One that nobody sees, of a fixed size: to paint as for a terminal where there is none. */
  public static LanternaTerminal ofNothing(int width, int height) throws IOException {
    return new LanternaTerminal(
        new DefaultVirtualTerminal(new TerminalSize(width, height)),
        ColourDepth.INDEXED,
        Glyphs.UNICODE);
  }

  private BufferedScreen start() throws IOException {
    if (terminal instanceof ExtendedTerminal extended) {
      extended.setMouseCaptureMode(MouseCaptureMode.CLICK_RELEASE);
    }
    BufferedScreen started = new BufferedScreen(terminal);
    started.startScreen();
    markPastes(true);
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
      early.forEach(stroke -> tell(stroke, listener));
      while (true) {
        KeyStroke stroke = terminal.readInput();
        if (stroke == null || stroke.getKeyType() == KeyType.EOF) {
          break;
        }
        tell(stroke, listener);
      }
    } catch (IOException | RuntimeException e) {
      // the terminal is gone, which is what Closed says
    }
    listener.accept(new Input.Closed());
  }

  private void tell(KeyStroke stroke, Consumer<Input> listener) {
    boolean answer = questions != null && questions.isAnswer(stroke);
    // an answer: paint, since all may differ
    Input input = answer ? new Input.Resized() : strokes.after(stroke);
    if (input != null) {
      listener.accept(input);
    }
  }

  private void markPastes(boolean on) throws IOException {
    if (terminal instanceof WholeSigns own) {
      own.markPastes(on);
    }
  }

  @Override
  public Canvas canvas() throws IOException {
    if (screen.doResizeIfNecessary() != null) {
      shown = null;
      pictures.show(List.of(), false);
      if (questions != null && pictures.needCellSize()) {
        questions.askSizes();
      }
    }
    TerminalSize size = screen.getTerminalSize();
    return new Canvas(size.getColumns(), size.getRows(), glyphs);
  }

  @Override
  public void show(Canvas canvas) throws IOException {
    TerminalFacts facts = questions == null ? TerminalFacts.NONE : questions.facts();
    if (pictures.choose(facts, canvas.width(), canvas.height())) {
      shown = null;
    }
    boolean whole = shown == null;
    if (shown != null && shown.looksAs(canvas)) {
      return;
    }
    set(canvas, shown);
    shown = canvas;
    List<Canvas.Drawn> drawn = Pictures.of(canvas);
    pictures.uncovered(drawn).forEach(screen::forget);
    if (out != null) {
      out.begin();
    }
    screen.refresh(whole ? Screen.RefreshType.COMPLETE : Screen.RefreshType.DELTA);
    pictures.show(drawn, whole);
  }

  /** Hands over the cells that are not as before; Lanterna would compare them all once more. */
  private void set(Canvas canvas, @Nullable Canvas before) {
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        Cell cell = canvas.cell(column, row);
        boolean same = before != null && cell.equals(before.cell(column, row));
        if (!same && !cell.glyph().isEmpty()) {
          boolean wide =
              column + 1 < canvas.width() && canvas.cell(column + 1, row).glyph().isEmpty();
          set(column, row, cell, wide);
        }
      }
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

  private TextCharacter character(Cell cell) {
    Rgb front = cell.front();
    Rgb back = cell.back();
    if (front != null && pictures.areOff()) {
      return TextCharacter.DEFAULT_CHARACTER;
    }
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

  /** Kept, since Lanterna looks for the borders of characters in each text anew. */
  private TextCharacter base(String glyph) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(glyph, LanternaTerminal::made);
  }

  private static TextCharacter made(String glyph) {
    // Lanterna takes all that is no single char for two cells wide
    boolean narrow = glyph.length() > 1 && CellWidth.of(glyph) < 2;
    TextCharacter[] characters = TextCharacter.fromString(narrow ? "?" : glyph);
    return characters.length == 0 ? TextCharacter.DEFAULT_CHARACTER : characters[0];
  }

  @Override
  public Glyphs glyphs() {
    return glyphs;
  }

  @Override
  public void suspend() throws IOException, InterruptedException {
    pictures.show(List.of(), false);
    markPastes(false);
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
    pictures.show(List.of(), false);
    markPastes(false);
    screen.stopScreen(false);
    terminal.close();
  }
}
