package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.json.JsonError;
import dev.lorabake.train.queue.Queue;
import dev.lorabake.train.queue.QueueFolder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which queue a command is about, and how its result is told. */
final class QueueArguments {
  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      description = "Where the runs lie, and among them the folder of the queue (runs).",
      defaultValue = "runs")
  Path root = Path.of("runs");

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  /** What is done with the queue. */
  interface Task<T> {
    T run() throws IOException, InterruptedException;
  }

  Path runsRoot(Surroundings surroundings) {
    return surroundings.workingFolder().resolve(root).normalize();
  }

  QueueFolder folder(Surroundings surroundings) {
    return new QueueFolder(runsRoot(surroundings));
  }

  Queue queue(Surroundings surroundings) {
    return new Queue(folder(surroundings), dev.lorabake.run.Surroundings.system());
  }

  /** Does something with the queue; trouble with its files is told as such. */
  <T> T doing(Surroundings surroundings, Task<T> task) {
    try {
      return task.run();
    } catch (IOException | JsonError e) {
      throw new UserError(
          "the queue in " + folder(surroundings).file("") + " cannot be used: " + e.getMessage(),
          "mend the folder, or name other runs with --runs-dir DIR",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", "what runs goes on; look with lorabake queue", e);
    }
  }
}
