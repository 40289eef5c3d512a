package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import dev.lorabake.train.Home;
import dev.lorabake.train.OwnCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts lorabake once more, in a session of its own that no terminal's end reaches. */
public final class Detaching {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Detaching() {}

  /**
   * Returns as soon as it was started.
   *
   * @param python any of version 3.9 or later
   * @param main the class that starts lorabake
   * @param words of its command line
   * @return its process id
   */
  public static long start(QueueFolder folder, String python, Class<?> main, List<String> words)
      throws IOException, InterruptedException {
    folder.make();
    if (folder.isRunning()) {
      throw new UserError(
          "the queue has a runner already", "lorabake queue shows what it does; one is enough");
    }
    Home home = Home.find();
    List<String> argv = new ArrayList<>();
    argv.addAll(List.of(python, "-I", "-S", home.pythonEnv().resolve("detach.py").toString()));
    argv.add(folder.file(QueueFolder.RUNNER_LOG).toString());
    argv.addAll(OwnCommand.of(home, main));
    argv.addAll(words);
    CommandResult result = Commands.run(argv, PATIENCE, Map.of());
    try {
      return Json.object(result.stdout(), "detach.py").whole("pid");
    } catch (JsonError e) {
      throw new UserError(
          "the runner cannot be started: " + (result.stderr() + result.stdout()).strip(),
          "start it without --detach",
          e);
    }
  }
}
