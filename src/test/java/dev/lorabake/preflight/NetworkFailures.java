package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class NetworkFailures {
  private NetworkFailures() {}

  static Stage stage() {
    return new Stage("Creating the network", List.of());
  }
}
