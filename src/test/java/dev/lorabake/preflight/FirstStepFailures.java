package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;
import java.util.stream.Stream;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class FirstStepFailures {
  private FirstStepFailures() {}

  static Stage stage() {
    return new Stage(
        "The first step",
        Stream.of(AttentionFailures.rows(), LossFailures.rows()).flatMap(List::stream).toList());
  }
}
