package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows about network_weights and base_weights; see {@link UpstreamFailure}. */
final class OldWeightsFailures {
  private OldWeightsFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "network-weights-missing",
                CRASH,
                "network_weights names no file",
                "train_network.py:713")
            .foundBy("missing-file", "network_weights = \"nowhere.safetensors\""),
        failure(
                "network-weights-no-match",
                IGNORED,
                "network_weights of another architecture: nothing of it is loaded",
                "train_network.py:714")
            .foundBy(
                "lora-of-another-model",
                "network_weights = \"old.safetensors\"",
                on ->
                    on.file(
                        "old.safetensors",
                        SampleModels.lora("lora_unet_joint_blocks_0_x_block_attn_qkv", 16, "8")
                            .file())),
        failure(
                "network-weights-other-type",
                IGNORED,
                "network_weights of another network type or program: nothing of it is loaded",
                "networks/lora.py:1079")
            .foundBy(
                "lora-of-another-model",
                "network_weights = \"old.safetensors\"",
                on ->
                    on.file(
                        "old.safetensors", SampleTensors.of("lora_unet_a.hada_w1_a", 1, 1).file())),
        failure(
                "network-weights-is-a-model",
                IGNORED,
                "network_weights is no LoRA but a model",
                "networks/lora.py:1079")
            .foundBy("lora-of-another-model", "network_weights = \"model.safetensors\""),
        failure(
                "network-weights-rank",
                CRASH,
                "network_weights of another rank than network_dim, without dim_from_weights",
                "networks/lora.py:1079")
            .foundBy(
                "lora-of-another-rank",
                "network_weights = \"old.safetensors\"",
                on -> on.file("old.safetensors", SampleModels.sdxlLora(32, "8").file())),
        failure(
                "network-weights-alpha",
                CHANGED,
                "network_weights of another alpha: the file keeps its own, training scales by network_alpha",
                "train_network.py:712")
            .foundBy(
                "lora-of-another-alpha",
                "network_weights = \"old.safetensors\"",
                on -> on.file("old.safetensors", SampleModels.sdxlLora(16, "16").file())),
        failure(
                "base-weights-missing",
                CRASH,
                "a file of base_weights is missing",
                "train_network.py:656")
            .foundBy("missing-file", "base_weights = [\"nowhere.safetensors\"]"),
        failure(
                "base-weights-no-match",
                IGNORED,
                "base_weights of another architecture: nothing is merged",
                "train_network.py:656")
            .foundBy(
                "lora-of-another-model",
                "base_weights = [\"old.safetensors\"]",
                on ->
                    on.file(
                        "old.safetensors",
                        SampleModels.lora("lora_unet_joint_blocks_0_x_block_attn_qkv", 16, "8")
                            .file())));
  }
}
