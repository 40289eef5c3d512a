package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.train.Home;
import dev.lorabake.train.Selftest;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that this machine can train. */
@Command(
    name = "selftest",
    description = "Train a tiny LoRA with the real sd-scripts, to prove that this machine can.",
    mixinStandardHelpOptions = true)
final class SelftestCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin UpstreamArguments upstream;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this new folder and leave everything there.")
  @Nullable Path keep;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  SelftestCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    UpstreamPlace place = upstream.find(surroundings);
    if (place.rehearsal()) {
      throw new UserError(
          "a rehearsal proves nothing about a machine",
          "leave --rehearse out, or see lorabake demo");
    }
    Path folder = folder();
    boolean passed = false;
    try {
      Selftest.Report report =
          new Selftest(Catalog.bundled(), surroundings.commands(), Home.find())
              .run(place, folder, this::tell, _ -> {});
      passed = report.passed();
      print(report, folder);
      return passed ? ExitCode.FINE : ExitCode.FAILED;
    } finally {
      if (passed && keep == null) {
        delete(folder);
      }
    }
  }

  private Path folder() {
    try {
      if (keep == null) {
        return Files.createTempDirectory("lorabake-selftest").toRealPath();
      }
      Path folder = surroundings.workingFolder().resolve(keep).normalize();
      if (Files.exists(folder)) {
        throw new UserError(folder + " is there already", "name a new folder with --keep");
      }
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw new UserError(
          "no folder for the self-test can be made: " + e.getMessage(),
          "name one with --keep DIR",
          e);
    }
  }

  private void tell(String step) {
    if (!json) {
      output.line("selftest: " + step);
      output.flush();
    }
  }

  private void print(Selftest.Report report, Path folder) {
    if (json) {
      output.json(report);
      return;
    }
    if (report.passed()) {
      output.line(Colour.GREEN, "passed", ": this machine trains LoRAs");
    } else {
      output.line(Colour.RED, "failed", ": " + report.reason());
    }
    output.line("  device     " + report.device());
    output.line("  torch      " + report.torch());
    output.line("  precision  " + report.precision());
    output.line("  optimizer  " + report.optimizer() + eightBit(report));
    output.line("  attention  " + report.attention());
    output.line(
        String.format(
            Locale.ROOT,
            "  steps      %d, %s (of the tiny model: it says nothing about a real one)",
            report.steps(),
            Figures.secondsPerStep(report.secondsPerStep())));
    output.line(
        String.format(
            Locale.ROOT,
            "  seconds    %.1f for the model, %.1f for the training",
            report.modelSeconds(),
            report.trainingSeconds()));
    if (!report.passed() || keep != null) {
      output.line("  files      " + folder);
    }
  }

  private static String eightBit(Selftest.Report report) {
    return report.optimizer().endsWith("8bit")
        ? " (8-bit optimizers work)"
        : " (8-bit optimizers not tried: no GPU or no working bitsandbytes)";
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // temporary files: the system clears them one day
    }
  }
}
