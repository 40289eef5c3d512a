package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class DatasetFileFailures {
  private DatasetFileFailures() {}

  static Stage stage() {
    return new Stage("Images, captions, masks and caches", List.of());
  }
}
