package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.train.ImportReport;
import dev.lorabake.train.Importing;
import dev.lorabake.train.NewFile;
import dev.lorabake.train.SettingsReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a recipe of what another tool wrote, and says what became of each of its keys. */
@Command(
    name = "import",
    description = "Make a recipe of another tool's settings, and say what became of each.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Surroundings surroundings;
  private final Output output;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "An sd-scripts TOML or command, a kohya_ss, OneTrainer, ai-toolkit or LoRA_Easy file, or"
              + " a trained LoRA, with the dataset files that belong to it; - reads pasted text.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write the recipe (recipe.toml).",
      defaultValue = "recipe.toml")
  Path target = Path.of("recipe.toml");

  @Option(names = "--dry-run", description = "Write nothing, and show the recipe.")
  boolean dryRun;

  @Option(names = "--all", description = "Tell the keys too that were taken as they are.")
  boolean all;

  @Option(
      names = "--script",
      paramLabel = "NAME",
      description = "The training script of a file that names none, such as sdxl_train_network.py.")
  @Nullable String script;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  ImportCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Path written = surroundings.workingFolder().resolve(target).normalize();
    if (!dryRun) {
      NewFile.refuseExisting(written);
    }
    List<Flag> flags = UpstreamFlags.given(spec.commandLine().getParseResult());
    Importing importing =
        new Importing(
            surroundings.catalog(), surroundings.workingFolder(), opened(), flags, script);
    Importing.Result result = importing.result(Map.of());
    if (surroundings.interactive() && !json && !dryRun && !result.asked().isEmpty()) {
      result = importing.result(answers(result.asked()));
    }
    if (!dryRun) {
      NewFile.write(written, result.text());
    }
    tell(result, written);
    return ExitCode.FINE;
  }

  private List<ForeignFile> opened() {
    SettingsReading reading =
        new SettingsReading(surroundings.catalog(), surroundings.workingFolder());
    return files.stream()
        .map(file -> file.toString().equals(STANDARD_INPUT) ? pasted(reading) : reading.open(file))
        .toList();
  }

  private ForeignFile pasted(SettingsReading reading) {
    try {
      return reading.pasted(surroundings.rawIn());
    } catch (IOException e) {
      throw new UserError(
          "standard input cannot be read: " + e.getMessage(), "name a file instead", e);
    }
  }

  private Map<String, String> answers(List<String> asked) {
    Questions questions = new Questions(surroundings, output);
    Map<String, String> answers = new LinkedHashMap<>();
    for (String one : asked) {
      String answer =
          Placeholder.is(one)
              ? questions.fill(one).orElse("")
              : questions.ask(one + " (another path, or nothing to keep it)");
      if (!answer.isEmpty()) {
        answers.put(one, answer);
      }
    }
    return answers;
  }

  private void tell(Importing.Result result, Path written) {
    ImportReport report = result.report();
    if (json) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("file", dryRun ? null : written.toString());
      members.put("report", report);
      members.put("recipe", result.text());
      output.json(members);
      return;
    }
    new ImportText(output, report, surroundings).print(all);
    if (dryRun) {
      output.blank();
      output.block(result.text());
      return;
    }
    String shown = surroundings.shown(written);
    output.line("wrote " + shown);
    if (!report.open().isEmpty()) {
      output.filled("", "to be filled in: " + String.join(", ", report.open()));
    }
    output.line("next: lorabake check " + shown);
  }
}
