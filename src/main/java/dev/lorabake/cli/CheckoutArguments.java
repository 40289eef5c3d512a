package dev.lorabake.cli;

import dev.lorabake.train.Home;
import dev.lorabake.train.UpstreamFinder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where sd-scripts and its Python are. */
class CheckoutArguments {
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

  final UpstreamFinder finder(Surroundings surroundings) {
    return new UpstreamFinder(surroundings.variables(), Home.find());
  }

  final @Nullable Path absolute(Surroundings surroundings) {
    return checkout == null ? null : surroundings.workingFolder().resolve(checkout).normalize();
  }
}
