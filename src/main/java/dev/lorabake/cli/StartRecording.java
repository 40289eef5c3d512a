package dev.lorabake.cli;

import dev.lorabake.train.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the commands that people start most, for the AOT cache to record; the installer starts it
 * with {@code -XX:AOTCacheOutput} in an empty folder.
 *
 * <p>One JVM has to run them all, since recordings cannot be put together. What the commands say is
 * of no interest here: a recipe template without its dataset is good enough to load the classes.
 */
final class StartRecording {
  private StartRecording() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Class.forName("dev.lorabake.cli.Main"); // else the first class of every start is not recorded
    run("--version");
    run("--help");
    for (String recipe : templates()) {
      for (String command : List.of("check", "plan")) {
        run(command, recipe);
        run(command, recipe, "--json");
      }
    }
    run("new", "--help");
    run("explain", "network_dim");
    run("runs");
    run("no-such-command");
  }

  private static List<String> templates() throws IOException {
    try (Stream<Path> files = Files.list(Home.find().templates())) {
      return files.map(Path::toString).filter(name -> name.endsWith(".toml")).sorted().toList();
    }
  }

  private static void run(String... words) {
    Surroundings surroundings = Surroundings.ofProcess();
    Cli.run(words, surroundings);
    surroundings.out().flush();
  }
}
