package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.train.UpstreamFinder;
import dev.lorabake.train.UpstreamPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sd-scripts to train with. */
final class UpstreamArguments extends CheckoutArguments {
  @Option(
      names = "--rehearse",
      description = "Use the rehearsal trainer: same files, no training, no GPU.")
  boolean rehearse;

  UpstreamPlace find(Surroundings surroundings) {
    UpstreamFinder finder = finder(surroundings);
    return rehearse ? finder.rehearsal(python) : finder.find(absolute(surroundings), python);
  }

  /** As {@link #find}; {@code null} where that fails, for those who tell it later. */
  @Nullable UpstreamPlace lookUp(Surroundings surroundings) {
    try {
      return find(surroundings);
    } catch (UserError e) {
      return null;
    }
  }
}
