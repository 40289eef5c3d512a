package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows of the network stage: parts of models, and networks that lack something. */
final class NetworkPartFailures {
  private NetworkPartFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "flux-split-qkv-double",
                CRASH,
                "split_qkv=True while double blocks are trained",
                "networks/lora_flux.py:908")
            .foundBy(
                "wrong-train-blocks", "family = \"flux\"\nnetwork_args = [\"split_qkv=True\"]"),
        failure(
                "split-qkv-rank-dropout",
                CRASH,
                "split_qkv=True with rank_dropout: a name that is not there",
                "networks/lora_flux.py:188")
            .foundBy(
                "split-qkv-fails",
                "family = \"sd3\"\nnetwork_args = [\"split_qkv=True\", \"rank_dropout=0.1\"]"),
        failure(
                "split-qkv-ggpo",
                CRASH,
                "split_qkv=True with GGPO, which wants a weight in one piece",
                "networks/lora_flux.py:275")
            .foundBy(
                "split-qkv-fails",
                "family = \"hunyuan-image\"\nnetwork_args = [\"split_qkv=True\", \"ggpo_sigma=0.03\", \"ggpo_beta=0.01\"]"),
        failure(
                "lumina-split-qkv",
                CRASH,
                "split_qkv=True on Lumina fails at the first save",
                "networks/lora_lumina.py:762")
            .foundBy("split-qkv-fails", "family = \"lumina\"\nnetwork_args = [\"split_qkv=True\"]"),
        failure(
                "split-qkv-weight-norms",
                IGNORED,
                "scale_weight_norms does not reach split layers: it works on copies",
                "networks/lora_flux.py:1424")
            .foundBy(
                "split-qkv-fails",
                "family = \"sd3\"\nscale_weight_norms = 1.0\nnetwork_args = [\"split_qkv=True\"]"),
        failure(
                "flux-train-blocks",
                ERROR,
                "train_blocks of FLUX.1 is none of its choices",
                "networks/lora_flux.py:558")
            .foundBy(
                "wrong-train-blocks",
                "family = \"flux\"\nnetwork_args = [\"train_blocks=doubles\"]"),
        failure(
                "lumina-train-blocks",
                ERROR,
                "train_blocks of Lumina is none of its choices",
                "networks/lora_lumina.py:368")
            .foundBy(
                "wrong-train-blocks",
                "family = \"lumina\"\nnetwork_args = [\"train_blocks=refiner\"]"),
        failure(
                "sd3-block-indices",
                ERROR,
                "train_block_indices of Stable Diffusion 3 beyond its limit, or backwards",
                "networks/lora_sd3.py:109")
            .foundBy(
                "wrong-block-indices",
                "family = \"sd3\"\nnetwork_args = [\"train_block_indices=5-2\"]"),
        failure(
                "sd3-block-beyond-model",
                IGNORED,
                "train_block_indices names a block that no model has",
                "networks/lora_sd3.py:121")
            .foundBy(
                "wrong-block-indices",
                Severity.WARNING,
                "family = \"sd3\"\nnetwork_args = [\"train_block_indices=20,40\"]",
                on -> on),
        failure(
                "sd3-blocks-all-beyond",
                CRASH,
                "train_block_indices names only blocks that no model has: an empty parameter list",
                "networks/lora_sd3.py:366")
            .foundBy(
                "wrong-block-indices",
                "family = \"sd3\"\nnetwork_args = [\"train_block_indices=40\"]"),
        failure(
                "flux-block-indices",
                ERROR,
                "train_double_block_indices or train_single_block_indices beyond the blocks, or backwards",
                "networks/lora_flux.py:529")
            .foundBy(
                "wrong-block-indices",
                "family = \"flux\"\nnetwork_args = [\"train_double_block_indices=0-19\"]"),
        failure(
                "block-indices-not-int",
                CRASH,
                "a choice of blocks is no number",
                "networks/lora_flux.py:534")
            .foundBy(
                "wrong-block-indices",
                "family = \"flux\"\nnetwork_args = [\"train_single_block_indices=0-9,\"]"),
        failure(
                "block-indices-none",
                CRASH,
                "no block is chosen and no text encoder is trained: an empty parameter list",
                "networks/lora_flux.py:512")
            .foundBy(
                "wrong-block-indices",
                "family = \"flux\"\nnetwork_args = [\"train_double_block_indices=none\", \"train_single_block_indices=none\"]"),
        failure("sd3-emb-dims", ERROR, "emb_dims has not six values", "networks/lora_sd3.py:82")
            .foundBy("wrong-block-list", "family = \"sd3\"\nnetwork_args = [\"emb_dims=4,4\"]"),
        failure("flux-in-dims", ERROR, "in_dims has not five values", "networks/lora_flux.py:501")
            .foundBy("wrong-block-list", "family = \"flux\"\nnetwork_args = [\"in_dims=4,4\"]"),
        failure(
                "lumina-embedder-dims",
                ERROR,
                "embedder_dims has not three values",
                "networks/lora_lumina.py:357")
            .foundBy(
                "wrong-block-list", "family = \"lumina\"\nnetwork_args = [\"embedder_dims=4,4\"]"),
        failure(
                "reg-dims-bad-regex",
                CRASH,
                "a pattern of network_reg_dims is no regular expression",
                "networks/lora_flux.py:842")
            .foundBy(
                "unusable-network-pattern",
                "family = \"flux\"\nnetwork_args = [\"network_reg_dims=(single=8\"]"),
        failure(
                "reg-pair-unreadable",
                IGNORED,
                "an item of network_reg_dims or network_reg_lrs has no number",
                "networks/lora_flux.py:592")
            .foundBy(
                "unusable-network-pattern",
                Severity.WARNING,
                "family = \"flux\"\nnetwork_args = [\"network_reg_lrs=single\"]",
                on -> on),
        failure(
                "reg-lrs-bad-regex",
                IGNORED,
                "a pattern of network_reg_lrs is no regular expression: passed over",
                "networks/lora_flux.py:1222")
            .foundBy(
                "unusable-network-pattern",
                Severity.WARNING,
                "family = \"flux\"\nnetwork_args = [\"network_reg_lrs=(single=1e-4\"]",
                on -> on),
        failure(
                "anima-reg-lrs-bad-regex",
                CRASH,
                "a pattern of network_reg_lrs on Anima is no regular expression",
                "networks/lora_anima.py:448")
            .foundBy(
                "unusable-network-pattern",
                "family = \"anima\"\nnetwork_args = [\"network_reg_lrs=(blocks=1e-4\"]"),
        failure(
                "anima-pattern-no-literal",
                CRASH,
                "include_patterns or exclude_patterns is no Python literal",
                "networks/lora_anima.py:40")
            .foundBy(
                "unusable-network-pattern",
                "family = \"anima\"\nnetwork_args = [\"exclude_patterns=.*mlp.*\"]"),
        failure(
                "ggpo-half",
                IGNORED,
                "ggpo_sigma without ggpo_beta, or the other way round",
                "networks/lora_flux.py:121")
            .foundBy(
                "network-arg-without-partner",
                "family = \"flux\"\nnetwork_args = [\"ggpo_sigma=0.03\"]"),
        failure(
                "ggpo-several-gpus",
                IGNORED,
                "GGPO on several GPUs: the norms are never measured",
                "train_network.py:1452")
            .foundBy(
                "ggpo-on-several-gpus",
                "family = \"flux\"\nnetwork_args = [\"ggpo_sigma=0.03\", \"ggpo_beta=0.01\"]\n[launch]\nnum_processes = 2",
                on -> on.machine(machine -> machine.gpus(2))),
        failure(
                "loraplus-ratio-zero",
                CHANGED,
                "a LoRA+ ratio of 0 leaves the second matrix at zero: nothing is learnt",
                "networks/lora.py:1185")
            .foundBy("loraplus-ratio-not-positive", "network_args = [\"loraplus_lr_ratio=0\"]"),
        failure(
                "loraplus-ratio-negative",
                CHANGED,
                "a LoRA+ ratio below 0: the second matrix learns backwards",
                "networks/lora.py:1182")
            .foundBy("loraplus-ratio-not-positive", "network_args = [\"loraplus_lr_ratio=-1\"]"),
        failure(
                "loraplus-part-zero",
                IGNORED,
                "a LoRA+ ratio of 0 for one part counts as not set",
                "networks/lora.py:1201")
            .foundBy(
                "loraplus-ratio-not-positive",
                Severity.WARNING,
                "network_args = [\"loraplus_lr_ratio=16\", \"loraplus_unet_lr_ratio=0\"]",
                on -> on),
        failure(
                "dylora-conv-dim",
                ERROR,
                "DyLoRA with a conv_dim other than network_dim",
                "networks/dylora.py:196")
            .foundBy(
                "dylora-ranks",
                "network = \"dylora\"\nnetwork_args = [\"conv_dim=8\", \"conv_alpha=4\"]"),
        failure(
                "dylora-unit",
                ERROR,
                "DyLoRA with a rank that is no multiple of unit",
                "networks/dylora.py:40")
            .foundBy("dylora-ranks", "network = \"dylora\"\nnetwork_args = [\"unit=6\"]"),
        failure("dylora-unit-zero", CRASH, "DyLoRA with unit 0", "networks/dylora.py:40")
            .foundBy("dylora-ranks", "network = \"dylora\"\nnetwork_args = [\"unit=0\"]"),
        failure(
                "dylora-sdxl-text-encoders",
                CRASH,
                "DyLoRA on both text encoders of SDXL: equal names, and the first stays off the GPU",
                "networks/dylora.py:287")
            .foundBy(
                "dylora-on-two-text-encoders",
                "network = \"dylora\"\n!network_train_unet_only\n!cache_text_encoder_outputs\n"),
        failure(
                "network-dropout-unread",
                IGNORED,
                "network_dropout with DyLoRA or OFT",
                "networks/dylora.py:32")
            .foundBy("dropout-unsupported", "network = \"dylora\"\nnetwork_dropout = 0.1"),
        failure(
                "oft-alpha-too-large",
                WARNING,
                "OFT with network_alpha 1 or more",
                "networks/oft.py:172")
            .foundBy("oft-alpha-too-large", "network = \"oft\"\nnetwork_alpha = 1"),
        failure(
                "oft-alpha-zero",
                CHANGED,
                "OFT with network_alpha 0 cannot rotate: nothing is learnt",
                "networks/oft.py:53")
            .foundBy("zero-alpha", "network = \"oft\"\nnetwork_alpha = 0"),
        failure(
                "oft-dim-not-divisor",
                CRASH,
                "OFT with a network_dim that does not divide the layers",
                "networks/oft.py:99")
            .foundBy(
                "indivisible-oft-blocks",
                "network = \"oft\"\nnetwork_dim = 12\nnetwork_alpha = 0.001"),
        failure(
                "oft-flux-dim-divisor",
                ERROR,
                "OFT for FLUX.1 with a network_dim that does not divide the layers",
                "networks/oft_flux.py:63")
            .foundBy(
                "indivisible-oft-blocks",
                "family = \"flux\"\nnetwork = \"oft\"\nnetwork_dim = 10\nnetwork_alpha = 0.001"),
        failure(
                "oft-te-only",
                ERROR,
                "OFT with network_train_text_encoder_only",
                "networks/oft.py:336")
            .foundBy(
                "text-encoder-only-without-text-encoder",
                "network = \"oft\"\nnetwork_alpha = 0.001\n!network_train_unet_only\n!cache_text_encoder_outputs\nnetwork_train_text_encoder_only = true"),
        failure(
                "oft-te-not-trained",
                IGNORED,
                "OFT never trains a text encoder",
                "networks/oft.py:335")
            .foundBy(
                "untrained-text-encoder",
                "network = \"oft\"\nnetwork_alpha = 0.001\n!network_train_unet_only\n!cache_text_encoder_outputs\ntext_encoder_lr = [5e-5]"),
        failure(
                "oft-switch-not-false",
                CHANGED,
                "enable_all_linear or enable_conv is False, which counts as true",
                "networks/oft.py:180")
            .foundBy(
                "network-arg-not-false",
                "network = \"oft\"\nnetwork_alpha = 0.001\nnetwork_args = [\"enable_conv=False\"]"),
        failure(
                "scale-weight-norms-unsupported",
                IGNORED,
                "scale_weight_norms with DyLoRA or OFT",
                "train_network.py:698")
            .foundBy("weight-norms-unsupported", "network = \"dylora\"\nscale_weight_norms = 1.0"),
        failure(
                "dim-from-weights-no-weights",
                CRASH,
                "dim_from_weights without network_weights",
                "train_network.py:672")
            .foundBy("inactive-option", "!network_dim\n!network_alpha\ndim_from_weights = true"),
        failure(
                "dim-from-weights-ignores",
                IGNORED,
                "dim_from_weights beside dropout, LoRA+ and other settings of the network",
                "train_network.py:671")
            .foundBy(
                "args-beside-dim-from-weights",
                "!network_dim\n!network_alpha\nnetwork_weights = \"old.safetensors\"\ndim_from_weights = true\nnetwork_args = [\"rank_dropout=0.1\"]",
                SampleModels::withOldLora),
        failure(
                "dim-from-weights-ignores-rank",
                IGNORED,
                "dim_from_weights beside network_dim",
                "train_network.py:671")
            .foundBy(
                "conflicting-options",
                "network_weights = \"old.safetensors\"\ndim_from_weights = true\n!network_alpha",
                SampleModels::withOldLora),
        failure(
                "base-weights-unsupported",
                CRASH,
                "base_weights with DyLoRA or OFT for FLUX.1, which cannot merge",
                "networks/dylora.py:408")
            .foundBy(
                "base-weights-unsupported",
                "network = \"dylora\"\nbase_weights = [\"old.safetensors\"]",
                SampleModels::withOldLora),
        failure(
                "base-multiplier-without-weights",
                IGNORED,
                "base_weights_multiplier without base_weights",
                "train_network.py:646")
            .foundBy("inactive-option", "base_weights_multiplier = [0.5]"),
        failure(
                "cpu-offload-checkpointing-unsupported",
                CRASH,
                "cpu_offload_checkpointing on a model that does not know it",
                "train_network.py:718")
            .foundBy("cpu-offload-unsupported", "cpu_offload_checkpointing = true"),
        failure(
                "nothing-to-train",
                CRASH,
                "all rates are 0: an empty parameter list",
                "networks/lora.py:1189")
            .foundBy("nothing-to-train", "learning_rate = 0.0"));
  }
}
