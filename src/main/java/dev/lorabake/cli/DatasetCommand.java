package dev.lorabake.cli;

import dev.lorabake.train.DatasetLook;
import dev.lorabake.train.DatasetReport;
import dev.lorabake.train.Request;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  private static final int TELL_EVERY = 25;

  private final Surroundings surroundings;
  private final Output output;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A folder of pictures, or of folders named 10_cat; or a recipe or config.")
  Path path = Path.of("");

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
    Path cache = noDuplicates ? null : surroundings.cacheFolder().resolve("pictures.bin");
    DatasetReport report =
        new DatasetLook(
                surroundings.catalog(),
                surroundings.preparing(gpus -> null),
                surroundings.workingFolder())
            .look(new DatasetLook.Wish(request, family, trigger, cache), progress());
    if (json) {
      output.json(report);
    } else {
      if (surroundings.interactive()) {
        output.clearLine();
      }
      DatasetText.lines(report, surroundings.workingFolder()).forEach(output::line);
    }
    int images = report.folders().stream().mapToInt(folder -> folder.images()).sum();
    return images == 0 ? ExitCode.BLOCKED : ExitCode.FINE;
  }

  /**
   * Comparing thousands of pictures takes minutes the first time; a person is told how far it is.
   */
  private IntConsumer progress() {
    if (json || !surroundings.interactive()) {
      return done -> {};
    }
    return done -> {
      if (done % TELL_EVERY == 0) {
        synchronized (output) {
          output.rewrite("comparing pictures: " + done);
        }
      }
    };
  }
}
