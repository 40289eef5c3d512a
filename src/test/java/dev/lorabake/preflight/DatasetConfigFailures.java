package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class DatasetConfigFailures {
  private DatasetConfigFailures() {}

  static Stage stage() {
    return new Stage("Reading the dataset configuration and its folders", List.of());
  }
}
