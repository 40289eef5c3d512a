package dev.lorabake.cli;

import dev.lorabake.train.Home;
import dev.lorabake.train.UpstreamFinder;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sd-scripts to train with. */
final class UpstreamArguments {
  @Option(
      names = "--sd-scripts",
      paramLabel = "DIR",
      description = "The sd-scripts checkout (LORABAKE_SD_SCRIPTS).")
  @Nullable Path checkout;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The Python of its environment (LORABAKE_PYTHON).")
  @Nullable String python;

  @Option(
      names = "--rehearse",
      description = "Use the rehearsal trainer: same files, no training, no GPU.")
  boolean rehearse;

  UpstreamPlace find(Surroundings surroundings) {
    UpstreamFinder finder = finder(surroundings);
    return rehearse ? finder.rehearsal(python) : finder.find(absolute(surroundings), python);
  }

  UpstreamFinder finder(Surroundings surroundings) {
    return new UpstreamFinder(surroundings.variables(), Home.find());
  }

  @Nullable Path absolute(Surroundings surroundings) {
    return checkout == null ? null : surroundings.workingFolder().resolve(checkout).normalize();
  }
}
