package dev.lorabake.tui;

import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody at a terminal: presses keys and waits for what should be seen. */
public abstract class Person implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
  private static final long LOOK_MILLIS = 25;

  private @Nullable Path recording;

  /** Types a text, a key a character. */
  public abstract Person type(String text);

  /** Presses keys that are no characters. */
  public abstract Person press(KeyType... keys);

  /** Presses a letter with Ctrl. */
  public abstract Person ctrl(char letter);

  /** Makes the terminal another size. */
  public abstract Person resize(int width, int height);

  /** The terminal's text as it is now, without blanks at the ends of its lines. */
  public abstract String screen();

  /** Waits until lorabake has ended by itself. */
  public abstract void awaitEnd() throws InterruptedException;

  /** Closes the terminal: who runs in it is hung up. */
  @Override
  public abstract void close();

  /** Throws where waiting is of no use any more. */
  protected void checkAlive() {}

  /** From now on every screen that was waited for is added to the file, to be looked at. */
  public Person recordingTo(Path file) {
    recording = file;
    return this;
  }

  /** Waits until the screen shows all the texts at once. */
  public Person see(String... texts) throws InterruptedException {
    return await(
        "to see \"" + String.join("\" and \"", texts) + "\"",
        screen -> {
          for (String text : texts) {
            if (!screen.contains(text)) {
              return false;
            }
          }
          return true;
        });
  }

  /** Waits until the screen shows the text no more. */
  public Person seeNoMore(String text) throws InterruptedException {
    return await("to see \"" + text + "\" no more", screen -> !screen.contains(text));
  }

  /** Waits until the screen is as it should be. */
  protected Person await(String what, Predicate<String> fulfilled) throws InterruptedException {
    long since = System.nanoTime();
    String screen = screen();
    while (!fulfilled.test(screen)) {
      checkAlive();
      if (System.nanoTime() - since > PATIENCE_NANOS) {
        record("waited in vain " + what, screen);
        throw new AssertionError("waited " + what + ", saw\n" + screen);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      screen = screen();
    }
    record("waited " + what, screen);
    return this;
  }

  private void record(String what, String screen) {
    Path file = recording;
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          "== " + what + "\n" + screen + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
