package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class ArgumentFailures {
  private ArgumentFailures() {}

  static Stage stage() {
    return new Stage("Reading the command line and the config file", List.of());
  }
}
