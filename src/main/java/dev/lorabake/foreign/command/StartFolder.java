package dev.lorabake.foreign.command;

import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignPath;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells in which folder a script's training starts: the working folder, or the script's own where
 * more of what the command names lies, and from there wherever it changes to before.
 */
final class StartFolder {
  /** Commands that change the folder. */
  static final Set<String> CHANGES = Set.of("cd", "chdir", "pushd", "set-location", "sl");

  private final ForeignFile main;
  private final Script script;
  private final Path workingFolder;

  StartFolder(ForeignFile main, Script script, Path workingFolder) {
    this.main = main;
    this.script = script;
    this.workingFolder = workingFolder;
  }

  Path of(TrainingCommand training) {
    Path here = changed(workingFolder, training);
    Path own = main.path().getParent();
    if (own == null || own.startsWith("/dev") || own.startsWith("/proc")) {
      return here;
    }
    Path there = changed(own, training);
    return found(there, training.words()) > found(here, training.words()) ? there : here;
  }

  /** Where the folder leads that a command changes to; {@code null} where that is not there. */
  static @Nullable Path target(Path from, Script.Command command) {
    List<Word> words =
        command.words().stream().filter(word -> !word.text().equalsIgnoreCase("/d")).toList();
    if (words.size() != 2
        || !CHANGES.contains(words.getFirst().text().toLowerCase(Locale.ROOT))
        || !words.get(1).isCertain()) {
      return null;
    }
    try {
      Path to = from.resolve(words.get(1).text()).normalize();
      return Files.isDirectory(to) ? to : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private Path changed(Path from, TrainingCommand training) {
    Path at = from;
    for (Script.Command command : script.commands()) {
      if (command.words().contains(training.script())) {
        break;
      }
      Path to = target(at, command);
      at = to == null ? at : to;
    }
    return at;
  }

  private static long found(Path folder, List<Word> words) {
    return words.stream()
        .map(Word::text)
        .map(text -> text.startsWith("--") ? text.substring(text.indexOf('=') + 1) : text)
        .filter(text -> text.contains("/") || text.contains("."))
        .filter(text -> isThere(folder, text))
        .count();
  }

  private static boolean isThere(Path folder, String text) {
    return !text.startsWith("/") && ForeignPath.exists(text, folder);
  }
}
