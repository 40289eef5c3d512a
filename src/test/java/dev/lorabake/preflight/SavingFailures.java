package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;
import java.util.stream.Stream;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class SavingFailures {
  private SavingFailures() {}

  static Stage stage() {
    return new Stage(
        "Saving and sampling",
        Stream.concat(rows().stream(), SampleFailures.rows().stream()).toList());
  }

  static List<UpstreamFailure> rows() {
    return List.of(
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
            .foundBy("output-name-with-separator", "output_name = \"sub/name\""),
        failure(
                "output-name-none",
                CHANGED,
                "no output_name: files are called last, epoch-000001, at-step…",
                "library/train_util.py:5772")
            .foundBy("output-name-left-at-default", "!name"),
        failure(
                "output-overwrite",
                CHANGED,
                "files of that name are overwritten",
                "train_network.py:1309")
            .foundBy(
                "output-overwritten",
                "output_dir = \"old\"",
                on -> on.file("old/sks-cat.safetensors", "kept")),
        failure(
                "save-every-epochs-zero",
                CRASH,
                "save_every_n_epochs 0, found out after the first epoch",
                "train_network.py:1694")
            .foundBy("out-of-range", "save_every_n_epochs = 0"),
        failure(
                "save-last-without-every",
                IGNORED,
                "save_last_n_epochs or save_last_n_steps without its save_every_n_…",
                "library/train_util.py:5786")
            .foundBy("inactive-option", "save_last_n_steps = 400"),
        failure(
                "save-last-state-without-state",
                IGNORED,
                "save_last_n_…_state without save_state",
                "train_network.py:1503")
            .foundBy("inactive-option", "save_last_n_epochs_state = 1"),
        failure(
                "save-precision-default",
                CHANGED,
                "no save_precision: files are written in 32 bits",
                "library/train_util.py:5514")
            .foundBy("save-precision-left-at-default", "!save_precision"),
        failure(
                "save-model-as-config",
                CHANGED,
                "save_model_as of another format in a config file: a pickle under that ending",
                "train_network.py:1500")
            .foundBy("wrong-choice", "save_model_as = \"diffusers\""),
        failure(
                "save-model-as-pickle",
                CHANGED,
                "save_model_as ckpt or pt writes a pickle",
                "networks/lora.py (save_weights)")
            .foundBy("pickled-output", "save_model_as = \"ckpt\""),
        failure(
                "hf-upload-no-path",
                IGNORED,
                "huggingface_repo_id without the rest of the place: each upload fails in silence",
                "library/huggingface_util.py:61")
            .foundBy("incomplete-upload", "huggingface_repo_id = \"me/cat\""),
        failure(
                "metadata-options-no-effect",
                CHANGED,
                "no_metadata drops training_comment; titles and authors stay",
                "train_network.py:1305")
            .foundBy("conflicting-options", "no_metadata = true\ntraining_comment = \"first try\""),
        failure(
                "save-every-steps-zero",
                CRASH,
                "save_every_n_steps 0, found out after the first step",
                "train_network.py:1493")
            .foundBy("out-of-range", "save_every_n_steps = 0"),
        failure(
                "thumbnail-missing",
                IGNORED,
                "metadata_thumbnail names no file: the picture is left out",
                "library/sai_model_spec.py:462")
            .foundBy("thumbnail-not-found", "metadata_thumbnail = \"nowhere.png\""));
  }
}
