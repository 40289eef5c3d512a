package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;
import java.util.stream.Stream;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class NetworkFailures {
  private NetworkFailures() {}

  static Stage stage() {
    return new Stage(
        "Creating the network",
        Stream.of(LycorisFailures.rows(), NetworkArgFailures.rows(), NetworkPartFailures.rows())
            .flatMap(List::stream)
            .toList());
  }
}
