package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class OptimizerFailures {
  private OptimizerFailures() {}

  static Stage stage() {
    return new Stage("Optimizer, scheduler, length of the run, resuming", List.of());
  }
}
