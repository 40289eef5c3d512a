package dev.lorabake.cli;

import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A shell in a real terminal, by tmux on a socket of its own: types keys and waits for what is
 * seen.
 */
final class RealTerminal implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final Duration SHORT = Duration.ofSeconds(30);

  private final Path socket;
  private int commands;

  /** Opens it. */
  RealTerminal(Path folder, String name, int width, int height, Map<String, String> variables)
      throws IOException, InterruptedException {
    socket = folder.resolve(name);
    List<String> shell = new ArrayList<>(List.of("env", "LC_ALL=C.UTF-8", "PS1=$ ", "ENV="));
    variables.forEach((variable, value) -> shell.add(variable + "=" + value));
    shell.addAll(List.of("sh", "-i"));
    tmux("new-session", "-d", "-x", "" + width, "-y", "" + height, "-c", "" + folder, words(shell));
    tmux("set", "-g", "window-size", "manual");
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

  private String tmux(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
    command.addAll(List.of(words));
    CommandResult result = Commands.run(command, SHORT, Map.of("LC_ALL", "C.UTF-8"));
    if (!result.ok()) {
      throw new AssertionError(command + ": " + result);
    }
    return result.stdout();
  }

  /** Types a text, a key a character. */
  RealTerminal type(String text) throws IOException, InterruptedException {
    tmux("send-keys", "-l", text);
    return this;
  }

  /** Presses keys, named as tmux names them: {@code Enter}, {@code C-s}, {@code Down}. */
  RealTerminal press(String... keys) throws IOException, InterruptedException {
    for (String key : keys) {
      tmux("send-keys", key);
    }
    return this;
  }

  /** Begins a command of the shell. */
  RealTerminal begin(String command) throws IOException, InterruptedException {
    return type(command).press("Enter");
  }

  /** Has the shell do a command when it has the terminal again, and waits for the end of it. */
  RealTerminal shell(String command) throws IOException, InterruptedException {
    commands++;
    await("for the shell", screen -> ("\n" + screen.strip()).endsWith("\n$"));
    return begin(command + "; echo over-$((" + commands + "))-over")
        .see("over-" + commands + "-over");
  }

  RealTerminal resize(int width, int height) throws IOException, InterruptedException {
    tmux("resize-window", "-x", "" + width, "-y", "" + height);
    return this;
  }

  /** Waits until the terminal shows the text. */
  RealTerminal see(String text) throws IOException, InterruptedException {
    return await("to see \"" + text + "\"", screen -> screen.contains(text));
  }

  /** Waits until the terminal shows the text no more. */
  RealTerminal seeNoMore(String text) throws IOException, InterruptedException {
    return await("to see \"" + text + "\" no more", screen -> !screen.contains(text));
  }

  private RealTerminal await(String what, Predicate<String> fulfilled)
      throws IOException, InterruptedException {
    long since = System.nanoTime();
    while (!fulfilled.test(screen())) {
      if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new AssertionError("waited " + what + ", saw\n" + screen());
      }
      TimeUnit.MILLISECONDS.sleep(30);
    }
    return this;
  }

  /** What it shows now. */
  String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p");
  }

  /** What it shows now, with the sequences that colour it. */
  String coloured() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-e");
  }

  /** Closes the window: who runs in it is hung up. */
  @Override
  public void close() throws IOException {
    try {
      tmux("kill-server");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
