package dev.lorabake.foreign.command;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.sdscripts.DatasetConfigFile;
import dev.lorabake.foreign.sdscripts.SdScriptsReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads an sd-scripts command line, be it pasted or in a script of a POSIX shell, the Windows
 * prompt or PowerShell, with the files that it names.
 */
public final class CommandReader implements ForeignReader {
  private static final int MOST_CHARACTERS = 1 << 18;
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(train_network|train_db|fine_tune|[a-z0-9]_train|train_textual\\w*|train_control\\w*)\\.py");

  /** A pasted command may come with the fences of Markdown. */
  private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*```\\w*[ \\t]*$");

  private final SdScriptsReader configs = new SdScriptsReader();

  @Override
  public boolean recognises(ForeignFile file) {
    return file.text().length() <= MOST_CHARACTERS
        && NAMED.matcher(file.text()).find()
        && trainings(script(file)).findAny().isPresent();
  }

  @Override
  public boolean isCompanion(ForeignFile file) {
    return DatasetConfigFile.is(file)
        || configs.recognises(file)
        || file.path().toString().endsWith(".txt");
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    Script script = script(main);
    Catalog catalog = surroundings.catalog();
    Optional<TrainingCommand> training =
        trainings(script)
            .filter(found -> catalog.scripts().contains(found.script().name()))
            .findFirst();
    if (training.isEmpty()) {
      String other =
          trainings(script).map(found -> found.script().name()).findFirst().orElse("nothing");
      throw new UserError(
          main.path() + " trains with " + other + ", which makes no LoRA that lorabake knows",
          "lorabake trains with " + String.join(", ", catalog.scripts()));
    }
    return new CommandImport(main, companions, surroundings, script, training.get()).imported();
  }

  private static Stream<TrainingCommand> trainings(Script script) {
    return script.commands().stream().map(TrainingCommand::of).flatMap(Optional::stream);
  }

  private static Script script(ForeignFile file) {
    return ScriptReader.read(file.path(), FENCE.matcher(file.text()).replaceAll(""));
  }
}
