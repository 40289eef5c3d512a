package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import dev.lorabake.tui.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Somebody at a shell in a real terminal, by tmux on a socket of its own. */
final class RealTerminal extends Person {
  private static final Duration SHORT = Duration.ofSeconds(30);

  private static final Map<KeyType, String> NAMES =
      Map.of(
          KeyType.Enter, "Enter",
          KeyType.Tab, "Tab",
          KeyType.Escape, "Escape",
          KeyType.Delete, "DC",
          KeyType.ArrowUp, "Up",
          KeyType.ArrowDown, "Down",
          KeyType.ArrowLeft, "Left",
          KeyType.ArrowRight, "Right",
          KeyType.PageUp, "PPage",
          KeyType.PageDown, "NPage");

  /** Whether the terminal shows its other screen, reports the mouse, and shows the cursor. */
  private static final String MODES = "#{alternate_on} #{mouse_any_flag} #{cursor_flag}";

  private final Path socket;
  private int commands;

  /**
   * Opens it.
   *
   * @param folder where the shell starts
   * @param socket of its own, beside which it is written what the terminal is set to
   * @param variables what the shell has in its environment beside what this program has
   */
  RealTerminal(Path folder, Path socket, int width, int height, Map<String, String> variables)
      throws InterruptedException {
    this.socket = socket;
    List<String> shell =
        new ArrayList<>(List.of("env", "-u", "NO_COLOR", "LC_ALL=C.UTF-8", "PS1=$ ", "ENV="));
    variables.forEach((variable, value) -> shell.add(variable + "=" + value));
    shell.addAll(List.of("sh", "-i"));
    tmux("new-session", "-d", "-x", "" + width, "-y", "" + height, "-c", "" + folder, words(shell));
    tmux("set", "-g", "window-size", "manual");
    shell("stty -a > " + socket + "-before");
  }

  /** Whether there is a tmux. */
  static boolean isPossible() throws InterruptedException {
    try {
      return Commands.run(List.of("tmux", "-V"), SHORT, Map.of()).ok();
    } catch (IOException e) {
      return false; // no such program
    }
  }

  private static String words(List<String> command) {
    StringBuilder out = new StringBuilder("exec");
    command.forEach(word -> out.append(" '").append(word.replace("'", "'\\''")).append('\''));
    return out.toString();
  }

  private String tmux(String... words) {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
    command.addAll(List.of(words));
    try {
      CommandResult result = Commands.run(command, SHORT, Map.of("LC_ALL", "C.UTF-8"));
      if (!result.ok()) {
        throw new AssertionError(command + ": " + result);
      }
      return result.stdout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", e);
    }
  }

  @Override
  public RealTerminal type(String text) {
    tmux("send-keys", "-l", text);
    return this;
  }

  @Override
  public RealTerminal press(KeyType... keys) {
    for (KeyType key : keys) {
      tmux("send-keys", Objects.requireNonNull(NAMES.get(key), key.name()));
    }
    return this;
  }

  @Override
  public RealTerminal ctrl(char letter) {
    tmux("send-keys", "C-" + letter);
    return this;
  }

  @Override
  public RealTerminal resize(int width, int height) {
    tmux("resize-window", "-x", "" + width, "-y", "" + height);
    return this;
  }

  @Override
  public RealTerminal see(String... texts) throws InterruptedException {
    super.see(texts);
    return this;
  }

  @Override
  public RealTerminal seeNoMore(String text) throws InterruptedException {
    super.seeNoMore(text);
    return this;
  }

  /** Begins a command of the shell. */
  RealTerminal begin(String command) {
    return type(command).press(KeyType.Enter);
  }

  /** Has the shell do a command when it has the terminal again, and waits for the end of it. */
  RealTerminal shell(String command) throws InterruptedException {
    commands++;
    await("for the shell", screen -> ("\n" + screen.strip()).endsWith("\n$"));
    return begin(command + "; echo over-$((" + commands + "))-over")
        .see("over-" + commands + "-over");
  }

  /** The shell has the terminal as it was: its settings, its screen, its cursor, no mouse. */
  RealTerminal assertSane() throws InterruptedException {
    shell("stty -a > " + socket + "-after");
    assertEquals(told("-before"), told("-after"));
    assertEquals("0 0 1", tmux("display-message", "-p", MODES).strip());
    return this;
  }

  private String told(String when) {
    try {
      return Files.readString(Path.of(socket + when)).replaceFirst("rows \\d+; columns \\d+;", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    assertSane();
  }

  @Override
  public String screen() {
    return tmux("capture-pane", "-p");
  }

  /** What it shows now, with the sequences that colour it. */
  String coloured() {
    return tmux("capture-pane", "-p", "-e");
  }

  @Override
  public void close() {
    tmux("kill-server");
  }
}
