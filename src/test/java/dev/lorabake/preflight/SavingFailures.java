package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class SavingFailures {
  private SavingFailures() {}

  static Stage stage() {
    return new Stage(
        "Saving and sampling",
        List.of(
            failure(
                    "output-dir-is-file",
                    CRASH,
                    "output_dir is a file, or cannot be made or written",
                    "train_network.py:1297")
                .foundBy(
                    "output-folder-unusable",
                    "output_dir = \"taken\"",
                    on -> on.file("taken", "a file")),
            failure(
                    "output-name-with-separator",
                    CRASH,
                    "output_name holds a path separator, and only output_dir is made",
                    "train_network.py:1298")
                .foundBy("output-name-with-separator", "output_name = \"sub/name\"")));
  }
}
