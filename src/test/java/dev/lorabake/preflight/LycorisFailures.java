package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows of the network stage: choosing the module, and LyCORIS. */
final class LycorisFailures {
  private LycorisFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure("network-module-none", CRASH, "no network module is named", "train_network.py:644")
            .foundBy("missing-network-module", "!network"),
        failure(
                "network-module-typo",
                CRASH,
                "network_module names a module that is not there",
                "train_network.py:644")
            .foundBy("unknown-network-module", "!network\nnetwork_module = \"networks.lroa\""),
        failure(
                "network-module-bare",
                CRASH,
                "network_module leaves out the package, or is a path",
                "train_network.py:644")
            .foundBy("unknown-network-module", "!network\nnetwork_module = \"lora\""),
        failure(
                "network-module-lycoris-bare",
                CRASH,
                "network_module is lycoris without kohya, which has no create_network",
                "train_network.py:677")
            .foundBy("unknown-network-module", "!network\nnetwork_module = \"lycoris\""),
        failure(
                "network-module-without-create",
                CRASH,
                "network_module is a tool or a ControlNet module of the same folder",
                "train_network.py:677")
            .foundBy(
                "unknown-network-module",
                "!network\nnetwork_module = \"networks.control_net_lllite_for_train\""),
        failure(
                "network-module-wrong-arch-flux",
                CRASH,
                "a network module for U-Nets with FLUX.1 or Stable Diffusion 3",
                "flux_train_network.py:194")
            .foundBy(
                "network-of-another-family",
                "family = \"flux\"\n!network\nnetwork_module = \"networks.lora\""),
        failure(
                "network-module-wrong-arch-unet",
                CRASH,
                "a module for a transformer with a U-Net: it looks for blocks that are not there",
                "networks/lora_flux.py:806")
            .foundBy(
                "network-of-another-family", "!network\nnetwork_module = \"networks.lora_flux\""),
        failure(
                "lycoris-not-installed",
                CRASH,
                "network_module lycoris.kohya without the package",
                "train_network.py:644")
            .foundBy(
                "missing-package",
                "!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lokr\"]",
                on -> on.machine(machine -> machine.without("lycoris-lora"))),
        failure(
                "lycoris-algo-unknown",
                CRASH,
                "algo is no algorithm of LyCORIS",
                "lycoris/kohya.py create_network")
            .foundBy(
                "unknown-algorithm",
                "!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lorka\"]"),
        failure(
                "lycoris-ia3-dropped",
                CRASH,
                "algo ia3, which LyCORIS has dropped with release 3",
                "lycoris/wrapper.py:45")
            .foundBy("unknown-algorithm", "network = \"ia3\"\nlearning_rate = 5e-3"),
        failure(
                "lycoris-preset-unknown",
                CRASH,
                "preset is neither a preset of LyCORIS nor a file",
                "lycoris/kohya.py create_network")
            .foundBy(
                "unknown-preset",
                "!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lokr\", \"preset=attn_mlp\"]"),
        failure(
                "lycoris-finds-nothing",
                CRASH,
                "LyCORIS on Anima, or a preset whose classes the model does not have: an empty parameter list",
                "lycoris/config.py")
            .foundBy(
                "lycoris-finds-nothing",
                "family = \"anima\"\n!network\nnetwork_module = \"lycoris.kohya\"\n"),
        failure(
                "lycoris-boft-rank",
                CRASH,
                "BOFT with a rank at which the width of a layer cannot be split",
                "lycoris/modules/boft.py butterfly_factor")
            .foundBy(
                "boft-rank-too-small",
                "network = \"lycoris-boft\"\nnetwork_dim = 8\nnetwork_alpha = 4"),
        failure(
                "lycoris-full-without-weight",
                CRASH,
                "algo full of release 3.2.0.post2: the layer has lost the weight that it is called with",
                "lycoris/modules/full.py apply_to")
            .foundBy(
                "unknown-algorithm",
                "network = \"lycoris-full\"",
                on ->
                    on.machine(
                        machine -> machine.gpu("H100").installed("lycoris-lora", "3.2.0.post2"))),
        failure(
                "lycoris-full-bypass",
                CRASH,
                "bypass_mode with algo full",
                "lycoris/modules/full.py")
            .foundBy(
                "bypass-mode-unsupported",
                "network = \"lycoris-full\"\nnetwork_args = [\"bypass_mode=True\"]",
                on -> on.machine(machine -> machine.gpu("H100"))),
        failure(
                "lycoris-oft-bypass",
                CRASH,
                "bypass_mode with Diag-OFT or DyLoRA in release 3",
                "lycoris/modules/diag_oft.py")
            .foundBy(
                "bypass-mode-unsupported",
                "network = \"lycoris-diag-oft\"\nnetwork_args = [\"bypass_mode=True\"]"),
        failure(
                "lycoris-dora-bypass",
                IGNORED,
                "bypass_mode with dora_wd: the network is no DoRA",
                "lycoris/modules/locon.py")
            .foundBy(
                "bypass-mode-unsupported",
                Severity.WARNING,
                "network = \"dora\"\nnetwork_args = [\"bypass_mode=True\"]",
                on -> on),
        failure(
                "lycoris-weight-norms",
                IGNORED,
                "scale_weight_norms with full, DyLoRA or GLoRA of LyCORIS",
                "lycoris/modules/base.py apply_max_norm")
            .foundBy(
                "weight-norms-unsupported",
                "network = \"lycoris-glora\"\nscale_weight_norms = 1.0"),
        failure(
                "lycoris-dylora-block-size",
                CRASH,
                "DyLoRA of LyCORIS with a rank or conv_dim that is no multiple of block_size",
                "lycoris/modules/dylora.py")
            .foundBy(
                "dylora-ranks", "network = \"lycoris-dylora\"\nnetwork_args = [\"conv_dim=6\"]"),
        failure(
                "lycoris-value-not-number",
                CRASH,
                "conv_dim, factor, constraint or dropout of LyCORIS is no number",
                "lycoris/kohya.py create_network")
            .foundBy(
                "network-arg-of-wrong-type",
                "network = \"lycoris-diag-oft\"\nnetwork_args = [\"constraint=small\"]"),
        failure(
                "lycoris-switch-not-false",
                CHANGED,
                "a switch of LyCORIS is 0, no or off, or decompose_both is False: it is on",
                "lycoris/utils str_bool")
            .foundBy(
                "network-arg-not-false",
                "network = \"lokr\"\nnetwork_args = [\"decompose_both=False\"]"),
        failure(
                "lycoris-arg-of-another-algo",
                IGNORED,
                "a key of network_args belongs to another algorithm of LyCORIS",
                "lycoris/modules")
            .foundBy("unknown-network-arg", "network = \"loha\"\nnetwork_args = [\"factor=8\"]"),
        failure(
                "lycoris-loraplus",
                IGNORED,
                "LoRA+ ratios with an algorithm other than LoRA and LoCon, which has no lora_up",
                "lycoris/kohya.py prepare_optimizer_params")
            .foundBy(
                "unknown-network-arg",
                "network = \"lokr\"\nnetwork_args = [\"loraplus_lr_ratio=16\"]"),
        failure(
                "lycoris-conv-default",
                CHANGED,
                "LyCORIS without conv_dim trains the convolutions at network_dim",
                "lycoris/kohya.py create_network")
            .foundBy(
                "lycoris-convolutions-by-default",
                "network = \"dora\"\nnetwork_dim = 32\nnetwork_alpha = 16"),
        failure(
                "lycoris-t5",
                IGNORED,
                "train_t5xxl=True with LyCORIS: its presets know no layer of T5",
                "lycoris/config.py")
            .harmless(
                "the text encoder learns nothing either way; the setting is for presets of one's own"),
        failure(
                "lycoris-unet-preset-text",
                IGNORED,
                "a preset unet-... while the text encoder is to be trained",
                "lycoris/config.py")
            .foundBy(
                "untrained-text-encoder",
                "network = \"lokr\"\n!network_train_unet_only\n!cache_text_encoder_outputs\nnetwork_args = [\"preset=unet-only\"]"),
        failure(
                "lycoris-preset-relative",
                CRASH,
                "a relative path as preset is looked up where the trainer runs",
                "lycoris/utils/preset.py")
            .impossible("the path is written out in full for the run"));
  }
}
