package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class ModelFailures {
  private ModelFailures() {}

  static Stage stage() {
    return new Stage("Loading the models", List.of());
  }
}
