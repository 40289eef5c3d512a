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
import org.jspecify.annotations.Nullable;

/** Somebody at a virtual terminal, with lorabake in the same Java. */
public final class UiDriver extends Person {
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

  @Override
  public UiDriver type(String text) {
    text.chars().forEach(c -> terminal.addInput(new KeyStroke((char) c, false, false)));
    return this;
  }

  @Override
  public UiDriver press(KeyType... keys) {
    for (KeyType key : keys) {
      terminal.addInput(new KeyStroke(key));
    }
    return this;
  }

  @Override
  public UiDriver ctrl(char letter) {
    terminal.addInput(new KeyStroke(letter, true, false));
    return this;
  }

  @Override
  public UiDriver resize(int width, int height) {
    terminal.setTerminalSize(new TerminalSize(width, height));
    return this;
  }

  @Override
  protected void checkAlive() {
    Throwable thrown = trouble;
    if (thrown != null) {
      throw new AssertionError("the program ended: " + thrown, thrown);
    }
  }

  @Override
  public String screen() {
    TerminalSize size = terminal.getTerminalSize();
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < size.getRows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < size.getColumns(); column++) {
        TextCharacter character = terminal.getCharacter(column, row);
        line.append(character.getCharacterString());
        column += character.isDoubleWidth() ? 1 : 0; // it is in both of its cells
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    await("for the end", _ -> !program.isAlive());
    checkAlive();
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
