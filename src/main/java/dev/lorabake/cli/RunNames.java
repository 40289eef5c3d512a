package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the run that somebody means by a name, or by the beginning or the end of one. */
final class RunNames {
  private static final int MOST_NAMED = 5;

  private RunNames() {}

  /**
   * The run of that name; else the only one whose name begins so, or ends so behind a hyphen.
   *
   * @return empty where there is none
   * @throws UserError where several are meant, or the name is that of no run directory
   */
  static Optional<RunDirectory> find(Path runs, String word) throws IOException {
    Path exact = runs.resolve(word);
    if (Files.exists(exact, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(RunDirectory.open(exact));
    }
    List<RunDirectory> meant =
        RunDirectory.list(runs).stream().filter(run -> isMeant(run.name(), word)).toList();
    if (meant.size() > 1) {
      List<String> names = meant.stream().limit(MOST_NAMED).map(RunDirectory::name).toList();
      throw new UserError(
          meant.size() + " runs are called so: " + word,
          "give more of the name: "
              + String.join(", ", names)
              + (meant.size() > MOST_NAMED ? ", …" : ""));
    }
    return meant.stream().findFirst();
  }

  private static boolean isMeant(String name, String word) {
    return !word.isEmpty() && (name.startsWith(word) || name.endsWith("-" + word));
  }
}
