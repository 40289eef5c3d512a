package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class ResumeFailures {
  private ResumeFailures() {}

  static Stage stage() {
    return new Stage("Resuming", rows());
  }

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "skip-with-grad-accum",
                CHANGED,
                "skip_until_initial_step with gradient_accumulation_steps above 1: batches are taken"
                    + " for updates, and too many are skipped",
                "train_network.py:1266")
            .foundBy(
                "skipping-with-accumulation",
                "initial_step = 100\nskip_until_initial_step = true\n"
                    + "gradient_accumulation_steps = 4"),
        failure(
                "resume-missing",
                CRASH,
                "the folder to resume from is not there",
                "library/train_util.py:4778")
            .foundBy("missing-file", "resume = \"nowhere\""),
        failure(
                "resume-is-file",
                CRASH,
                "resume names a file, such as the LoRA beside the state",
                "library/train_util.py:4778")
            .foundBy(
                "incomplete-state",
                "resume = \"cat.safetensors\"",
                on -> on.file("cat.safetensors", SampleModels.sdxlLora(16, "8").file())),
        failure(
                "resume-incomplete-state",
                CRASH,
                "the state lacks optimizer.bin, scheduler.bin or its network",
                "accelerate checkpointing.py (load_accelerator_state)")
            .foundBy(
                "incomplete-state",
                "resume = \"state\"",
                on -> on.file("state/optimizer.bin", "x")),
        failure(
                "resume-state-cut-off",
                CRASH,
                "a file of the state is empty or cut off",
                "accelerate checkpointing.py (load_accelerator_state)")
            .foundBy(
                "incomplete-state",
                "resume = \"state\"",
                on -> SampleState.at(500, on, "state").file("state/optimizer.bin", "")),
        failure(
                "resume-without-scaler",
                CRASH,
                "mixed_precision fp16 with a state of a bf16 run, which has no scaler.pt",
                "accelerate checkpointing.py (load_accelerator_state)")
            .foundBy(
                "incomplete-state",
                "resume = \"state\"\nmixed_precision = \"fp16\"\nsave_precision = \"fp16\"",
                on -> SampleState.at(500, on, "state")),
        failure(
                "resume-other-rank",
                CRASH,
                "a state of another rank than network_dim",
                "accelerate checkpointing.py (load_accelerator_state)")
            .foundBy(
                "state-of-another-network",
                "resume = \"state\"\nnetwork_dim = 32",
                on -> SampleState.at(500, on, "state")),
        failure(
                "resume-other-model",
                CRASH,
                "a state of another family or network type",
                "accelerate checkpointing.py (load_accelerator_state)")
            .foundBy(
                "state-of-another-network",
                "family = \"flux\"\nresume = \"state\"",
                on -> SampleState.at(500, on, "state")),
        failure(
                "resume-other-parts",
                CRASH,
                "a state with or without a trained text encoder, unlike the recipe",
                "accelerate checkpointing.py (load_accelerator_state)")
            .foundBy(
                "state-of-another-network",
                "resume = \"state\"\n!network_train_unet_only\n!cache_text_encoder_outputs",
                on -> SampleState.at(500, on, "state")),
        failure(
                "resume-other-optimizer",
                CRASH,
                "a state of another optimizer, whose groups do not fit",
                "accelerate checkpointing.py (load_accelerator_state)")
            .undecidable("the state is a pickle, and reading one would run what it holds"),
        failure(
                "resume-no-train-state",
                CHANGED,
                "a state without train_state.json: steps are counted from 0",
                "train_network.py:965")
            .foundBy(
                "incomplete-state",
                "resume = \"state\"",
                on -> SampleState.of(SampleModels.sdxlLora(16, "8").file(), on, "state")),
        failure(
                "resume-train-state-damaged",
                CRASH,
                "train_state.json without current_step",
                "train_network.py:967")
            .foundBy(
                "incomplete-state",
                "resume = \"state\"",
                on -> SampleState.at(500, on, "state").file("state/train_state.json", "{}")),
        failure(
                "resume-at-the-end",
                ERROR,
                "a state whose step is the last one, or beyond",
                "train_network.py:1256")
            .foundBy(
                "already-finished",
                "resume = \"state\"",
                on -> SampleState.at(99_999, on, "state")),
        failure(
                "resume-from-hf-without-resume",
                IGNORED,
                "resume_from_huggingface without resume",
                "library/train_util.py:4773")
            .foundBy("inactive-option", "resume_from_huggingface = true"),
        failure(
                "resume-hf-bad-format",
                CRASH,
                "resume on the hub that is not owner/repository/folder",
                "library/train_util.py:4782")
            .foundBy("malformed-hub-state", "resume = \"state\"\nresume_from_huggingface = true"),
        failure(
                "initial-step-overrides-epoch",
                IGNORED,
                "initial_step beside initial_epoch",
                "train_network.py:1239")
            .foundBy("conflicting-options", "initial_step = 100\ninitial_epoch = 2"),
        failure(
                "initial-overrides-resume-state",
                IGNORED,
                "initial_step or initial_epoch beside a state that knows its step",
                "train_network.py:1235")
            .foundBy(
                "steps-of-state-ignored",
                "resume = \"state\"\ninitial_epoch = 3",
                on -> SampleState.at(500, on, "state")),
        failure(
                "initial-epoch-zero",
                IGNORED,
                "initial_epoch of 0 or less",
                "train_network.py:1243")
            .foundBy("out-of-range", "initial_epoch = 0"),
        failure(
                "initial-beyond-the-end",
                ERROR,
                "initial_step at the end of the run or beyond",
                "train_network.py:1256")
            .foundBy("already-finished", "initial_step = 99999"),
        failure(
                "skip-without-initial",
                IGNORED,
                "skip_until_initial_step with nothing to skip",
                "train_network.py:1258")
            .foundBy("inactive-option", "skip_until_initial_step = true"));
  }
}
