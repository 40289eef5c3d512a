package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.ArrayList;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class DatasetFileFailures {
  private DatasetFileFailures() {}

  static Stage stage() {
    List<UpstreamFailure> rows = new ArrayList<>();
    rows.addAll(ImageFileFailures.rows());
    rows.addAll(CaptionFileFailures.rows());
    rows.addAll(MaskFailures.rows());
    rows.addAll(CacheFailures.rows());
    return new Stage("Images, captions, masks and caches", List.copyOf(rows));
  }
}
