package dev.lorabake.tui;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.lorabake.tui.lanterna.ColourDepth;
import dev.lorabake.tui.lanterna.LanternaTerminal;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody at a virtual terminal: presses keys and waits for what should be seen. */
public final class UiDriver implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final DefaultVirtualTerminal terminal;
  private final Thread program;
  private volatile @Nullable Throwable trouble;

  public UiDriver(World world, Screen first, int width, int height) throws IOException {
    terminal = new Keyboard(new TerminalSize(width, height));
    LanternaTerminal ours = new LanternaTerminal(terminal, ColourDepth.TRUE, Glyphs.UNICODE);
    program =
        Thread.ofPlatform()
            .start(() -> {
              try {
                new Program(ours, world, new Faults(world.runsRoot().resolve("faults")), first)
                    .run();
              } catch (IOException | RuntimeException e) {
                trouble = e;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Lanterna's own waits for a key with the lock that every look at the screen needs. */
  private static final class Keyboard extends DefaultVirtualTerminal {
    Keyboard(TerminalSize size) {
      super(size);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what it is made for
    public KeyStroke readInput() {
      KeyStroke key = pollInput();
      try {
        while (key == null) {
          TimeUnit.MILLISECONDS.sleep(5);
          key = pollInput();
        }
        return key;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KeyStroke(KeyType.EOF);
      }
    }
  }

  /** Types a text, a key a character. */
  public UiDriver type(String text) {
    text.chars().forEach(c -> terminal.addInput(new KeyStroke((char) c, false, false)));
    return this;
  }

  public UiDriver press(KeyType key) {
    terminal.addInput(new KeyStroke(key));
    return this;
  }

  public UiDriver ctrl(char letter) {
    terminal.addInput(new KeyStroke(letter, true, false));
    return this;
  }

  public UiDriver resize(int width, int height) {
    terminal.setTerminalSize(new TerminalSize(width, height));
    return this;
  }

  /** Waits until the screen shows the text. */
  public UiDriver see(String text) throws InterruptedException {
    return await("to see \"" + text + "\"", screen -> screen.contains(text));
  }

  /** Waits until the screen shows the text no more. */
  public UiDriver seeNoMore(String text) throws InterruptedException {
    return await("to see \"" + text + "\" no more", screen -> !screen.contains(text));
  }

  private UiDriver await(String what, Predicate<String> fulfilled) throws InterruptedException {
    long since = System.nanoTime();
    while (!fulfilled.test(screen())) {
      Throwable thrown = trouble;
      if (thrown != null) {
        throw new AssertionError("the program ended: " + thrown, thrown);
      }
      if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new AssertionError("waited " + what + ", saw\n" + screen());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return this;
  }

  /** The screen as it is now, without blanks at the ends of its lines. */
  public String screen() {
    TerminalSize size = terminal.getTerminalSize();
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < size.getRows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < size.getColumns(); column++) {
        TextCharacter character = terminal.getCharacter(column, row);
        line.append(character.getCharacterString());
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /** Waits until the program has ended by itself. */
  public void awaitEnd() throws InterruptedException {
    program.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
    if (program.isAlive()) {
      throw new AssertionError("it goes on:\n" + screen());
    }
  }

  @Override
  public void close() {
    program.interrupt();
    try {
      program.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
