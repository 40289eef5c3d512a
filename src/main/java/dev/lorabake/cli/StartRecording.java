package dev.lorabake.cli;

import dev.lorabake.train.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the commands that people start most, for the AOT cache to record; {@code install.sh} starts
 * it with {@code -XX:AOTCacheOutput}.
 *
 * <p>One JVM has to run them all, since recordings cannot be put together. What the commands say is
 * of no interest here: a recipe template without its dataset is good enough to load the classes.
 */
final class StartRecording {
  private StartRecording() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    run(folder, "--version");
    run(folder, "--help");
    for (String recipe : templates()) {
      for (String command : List.of("check", "plan")) {
        run(folder, command, recipe);
        run(folder, command, recipe, "--json");
      }
    }
    run(folder, "new", "--help");
    run(folder, "explain", "network_dim");
    run(folder, "runs");
    run(folder, "no-such-command");
  }

  private static List<String> templates() throws IOException {
    try (Stream<Path> files = Files.list(Home.find().templates())) {
      return files.map(Path::toString).filter(name -> name.endsWith(".toml")).sorted().toList();
    }
  }

  private static void run(Path folder, String... words) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    BufferedReader nothing = new BufferedReader(Reader.nullReader());
    Surroundings silent =
        new Surroundings(nowhere, nowhere, nothing, folder, Map.of("NO_COLOR", "1"), false, (_, _) -> Optional.empty());
    Cli.run(words, silent);
  }
}
