package dev.lorabake.cli;

import dev.lorabake.preflight.FileNotes;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.train.DatasetReport;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a dataset consists of: images, buckets, captions, tags, duplicates. */
@Command(
    name = "dataset",
    description = "Show a dataset: images, buckets, what is enlarged or cropped, captions, tags.",
    mixinStandardHelpOptions = true)
final class DatasetCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A folder of pictures, or of folders named 10_cat; or a recipe or config.")
  Path path = Path.of("");

  @Mixin CheckoutArguments upstream;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "Whose buckets a folder is shown with (sdxl).",
      defaultValue = "sdxl")
  String family = "sdxl";

  @Option(
      names = "--trigger",
      paramLabel = "WORD",
      description = "Count the captions that have this word.")
  @Nullable String trigger;

  @Option(names = "--no-duplicates", description = "Do not compare the pictures.")
  boolean noDuplicates;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  DatasetCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Request request =
        new Request(path, UpstreamFlags.given(spec.commandLine().getParseResult()), null, null);
    DatasetReport report = look(new DatasetLook.Wish(request, family, trigger, !noDuplicates));
    if (json) {
      output.json(report);
    } else {
      DatasetText.lines(report, surroundings.workingFolder()).forEach(output::line);
      print(report.problems());
    }
    int images = report.folders().stream().mapToInt(folder -> folder.images()).sum();
    return images == 0 ? ExitCode.BLOCKED : ExitCode.FINE;
  }

  private void print(List<FileNotes.Note> problems) {
    if (!problems.isEmpty()) {
      output.blank();
    }
    for (FileNotes.Note note : problems) {
      String severity = note.severity().name().toLowerCase(Locale.ROOT);
      String path = note.message().substring(note.folder().length());
      output.filled(
          "",
          FindingLines.colour(note.severity()),
          severity + "[" + note.rule() + "]",
          ": " + surroundings.shown(Path.of(note.folder())) + path);
      output.filled("  ", "help: " + note.help());
    }
  }

  private DatasetReport look(DatasetLook.Wish wish) {
    Preparing preparing = ProbeArguments.remembered(surroundings, upstream);
    try (ScanProgress progress = surroundings.scanProgress(output, json)) {
      return new DatasetLook(
              surroundings.catalog(), preparing.telling(progress), surroundings.workingFolder())
          .look(wish);
    }
  }
}
