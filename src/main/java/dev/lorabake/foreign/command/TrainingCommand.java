package dev.lorabake.foreign.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that starts a training script, taken apart.
 *
 * @param before what stands before the launcher: {@code nohup}, {@code docker run …}
 * @param launcher what starts Python, as {@link Launcher} says; its own words are left out
 * @param launchWords what it is told
 * @param script the training script
 * @param words what the script is told
 * @param sure whether the script surely starts it, and once
 */
record TrainingCommand(
    List<Word> before,
    Launcher launcher,
    List<Word> launchWords,
    Word script,
    List<Word> words,
    boolean sure) {

  /** What starts a training script. */
  enum Launcher {
    ACCELERATE,
    PYTHON,
    TORCHRUN,
    /** A variable of unknown value. */
    UNKNOWN
  }

  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?i)(\\w+_)?train_network\\.py|train_db\\.py|fine_tune\\.py|(sdxl|sd3|flux|lumina|anima)_train\\.py"
              + "|(\\w+_)?train_textual_inversion\\w*\\.py|(\\w+_)?train_control_?net\\w*\\.py");
  private static final Pattern PYTHON = Pattern.compile("(?i)(python[\\d.]*w?|pyw?)(\\.exe)?");
  private static final Pattern ACCELERATE =
      Pattern.compile("(?i)!?accelerate(\\.exe)?|accelerate\\.commands\\.launch");
  private static final Pattern TORCHRUN = Pattern.compile("(?i)!?torchrun(\\.exe)?");

  /** They name a command and do not run it. */
  private static final Set<String> TALKERS =
      Set.of(
          "echo", "printf", "print", "grep", "cat", "write-host", "write-output", "#", "rem", "ls");

  /** The command as a training; empty where it is none. */
  static Optional<TrainingCommand> of(Script.Command command) {
    List<Word> words = command.words();
    int script = 0;
    while (script < words.size() && !SCRIPT.matcher(words.get(script).name()).matches()) {
      script++;
    }
    if (script == words.size()
        || TALKERS.contains(words.getFirst().text().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    Word named = words.get(script);
    List<Word> rest = words.subList(script + 1, words.size());
    for (int i = script - 1; i >= 0; i--) {
      Launcher found = launcher(words.get(i));
      if (found != null) {
        int begin = found == Launcher.PYTHON ? i : start(words, i);
        List<Word> told = words.subList(i + 1, script);
        List<Word> own =
            told.isEmpty() || !told.getFirst().text().equals("launch")
                ? told
                : told.subList(1, told.size());
        return Optional.of(
            new TrainingCommand(words.subList(0, begin), found, own, named, rest, command.sure()));
      }
    }
    if (script == 0) {
      return Optional.of(
          new TrainingCommand(List.of(), Launcher.PYTHON, List.of(), named, rest, command.sure()));
    }
    boolean variable = script == 1 && !words.getFirst().isCertain();
    return variable
        ? Optional.of(
            new TrainingCommand(
                List.of(), Launcher.UNKNOWN, List.of(), named, rest, command.sure()))
        : Optional.empty();
  }

  private static @Nullable Launcher launcher(Word word) {
    String name = word.name();
    if (ACCELERATE.matcher(word.text()).matches() || ACCELERATE.matcher(name).matches()) {
      return Launcher.ACCELERATE;
    }
    if (TORCHRUN.matcher(name).matches()) {
      return Launcher.TORCHRUN;
    }
    boolean python = PYTHON.matcher(name.startsWith("!") ? name.substring(1) : name).matches();
    return python ? Launcher.PYTHON : null;
  }

  /** {@code python -m accelerate.commands.launch}: Python and its flags belong to the launcher. */
  private static int start(List<Word> words, int launcher) {
    int start = launcher;
    if (start > 0 && words.get(start - 1).text().equals("-m")) {
      start--;
      while (start > 0 && words.get(start - 1).text().startsWith("-")) {
        start--;
      }
      start = Math.max(0, start - 1);
    }
    return start;
  }
}
