package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Rank, alpha, network types and their arguments. */
final class NetworkCases {
  private NetworkCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("alpha-exceeds-rank")
            .bad("network_alpha = 64")
            .good("network_alpha = 16")
            .says("network_alpha 64 is above network_dim 16", "4 times", "network_alpha = 16"),
        rule("alpha-left-at-default")
            .bad("!network_alpha")
            .good("network_alpha = 1\nnetwork_dim = 4")
            .says("at rank 16 every change counts 1/16", "network_alpha = 8"),
        rule("conv-alpha-without-conv-dim")
            .bad("network_args = [\"conv_alpha=4\"]")
            .good("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("conv_alpha=4 and no conv_dim"),
        rule("dropout-in-network-args")
            .bad("network_args = [\"dropout=0.1\"]")
            .good("network_dropout = 0.1")
            .says("network_dropout = 0.1"),
        rule("dylora-ranks")
            .bad("network = \"dylora\"\nnetwork_args = [\"unit=6\"]")
            .good("network = \"dylora\"\nnetwork_args = [\"unit=4\"]")
            .says("network_dim 16 is no multiple of unit 6", "network_dim = 18"),
        rule("dylora-ranks")
            .bad("network = \"dylora\"\nnetwork_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .good("network = \"dylora\"\nnetwork_args = [\"conv_dim=16\", \"conv_alpha=8\"]")
            .says("conv_dim 8 differs from network_dim 16"),
        rule("locon-without-conv-dim")
            .bad("network = \"locon\"")
            .good("network = \"locon\"\nnetwork_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]"),
        rule("lycoris-convolutions-by-default")
            .bad("network = \"dora\"\nnetwork_dim = 32\nnetwork_alpha = 16")
            .good(
                "network = \"dora\"\nnetwork_dim = 32\nnetwork_alpha = 16\n"
                    + "network_args = [\"conv_dim=0\"]")
            .says("at rank 32 too"),
        rule("malformed-network-arg")
            .bad("network_args = [\"conv_dim\"]")
            .good("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("\"conv_dim\", which is not key=value"),
        rule("malformed-network-arg")
            .bad("network_args = [\"rank_dropout = 0.1\"]")
            .good("network_args = [\"rank_dropout=0.1\"]")
            .says("the blank becomes part of the key"),
        rule("missing-network-module")
            .bad("!network")
            .good("!network\nnetwork_module = \"networks.lora\"")
            .says("network_module = \"networks.lora\""),
        rule("network-arg-not-true")
            .bad("family = \"sd3\"\nnetwork_args = [\"split_qkv=true\"]")
            .good("family = \"sd3\"\nnetwork_args = [\"split_qkv=True\"]")
            .says("split_qkv=true, which counts as False"),
        rule("network-arg-of-wrong-type")
            .bad("network_args = [\"conv_dim=8.0\", \"conv_alpha=4\"]")
            .good("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("conv_dim=8.0, expected a whole number"),
        rule("network-arg-of-wrong-type")
            .bad("network_args = [\"rank_dropout=ten\"]")
            .good("network_args = [\"rank_dropout=0.1\"]")
            .says("rank_dropout=ten, expected a number"),
        rule("network-of-another-family")
            .bad("family = \"flux\"\n!network\nnetwork_module = \"networks.lora\"")
            .good("family = \"flux\"\n!network\nnetwork_module = \"networks.lora_flux\"")
            .says("networks.lora is not for FLUX.1", "networks.lora_flux"),
        rule("network-of-another-family")
            .bad("family = \"flux\"\nnetwork = \"dylora\"")
            .good("network = \"dylora\"")
            .says("there is no DyLoRA for FLUX.1", "network = \"lora\""),
        rule("nothing-to-train")
            .bad("learning_rate = 0.0")
            .good("learning_rate = 1e-4")
            .says("every trained part is 0"),
        rule("oft-alpha-too-large")
            .bad("network = \"oft\"\nnetwork_alpha = 1")
            .good("network = \"oft\"\nnetwork_alpha = 0.001")
            .says("far too large for OFT", "network_alpha = 0.001"),
        rule("part-frozen-by-zero-rate")
            .bad(
                "family = \"sd15\"\n!network_train_unet_only\nunet_lr = 1e-4\n"
                    + "text_encoder_lr = [0.0]\n!learning_rate")
            .good("family = \"sd15\"\nunet_lr = 1e-4\n!learning_rate")
            .says("network_train_unet_only = true"),
        rule("rank-left-at-default")
            .bad("!network_dim\nnetwork_alpha = 2")
            .good("network_dim = 8\nnetwork_alpha = 4")
            .says("the rank is 4"),
        rule("reserved-network-arg")
            .bad("network_args = [\"network_dim=32\"]")
            .good("network_dim = 32")
            .says("network_dim=32, which sd-scripts sets itself", "set the option"),
        rule("several-text-encoder-rates")
            .bad(
                "!network_train_unet_only\n!cache_text_encoder_outputs\n"
                    + "text_encoder_lr = [5e-5, 2e-5]")
            .good(
                "!network_train_unet_only\n!cache_text_encoder_outputs\n"
                    + "text_encoder_lr = [5e-5, 5e-5]")
            .says("uses only the first, 5e-5"),
        rule("text-encoder-only-without-text-encoder")
            .bad(
                "network = \"oft\"\nnetwork_alpha = 0.001\n!cache_text_encoder_outputs\n"
                    + "!network_train_unet_only\nnetwork_train_text_encoder_only = true")
            .good(
                "!cache_text_encoder_outputs\n!network_train_unet_only\n"
                    + "network_train_text_encoder_only = true")
            .says("never trains a text encoder"),
        rule("tiny-alpha")
            .bad("network_alpha = 1")
            .good("network_alpha = 2")
            .says("as if the rate 1e-4 were 6.25e-6"),
        rule("unbalanced-conv-alpha")
            .bad("network = \"locon\"\nnetwork_args = [\"conv_dim=8\"]")
            .good("network = \"locon\"\nnetwork_args = [\"conv_dim=8\", \"conv_alpha=8\"]")
            .says("the convolutions count 1/8", "conv_alpha=4"),
        rule("unbalanced-conv-alpha")
            .bad("network = \"locon\"\nnetwork_args = [\"conv_dim=8\", \"conv_alpha=16\"]")
            .good("network = \"locon\"\nnetwork_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("the convolutions count 2 times"),
        rule("unknown-algorithm")
            .bad("!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lorka\"]")
            .good("!network\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [\"algo=lokr\"]")
            .says("did you mean algo="),
        rule("unknown-network-arg")
            .bad("network_args = [\"con_dim=8\"]")
            .good("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("did you mean conv_dim?"),
        rule("unknown-network-arg")
            .bad(
                "network = \"lokr\"\n"
                    + "network_args = [\"rank_dropout=0.1\", \"rank_dropout_scale=True\"]")
            .good("network = \"lokr\"\nnetwork_args = [\"rank_dropout=0.1\"]")
            .says("network_args rank_dropout_scale", "remove it"),
        rule("unknown-network-module")
            .bad("!network\nnetwork_module = \"networks.lora_fluxx\"")
            .good("!network\nnetwork_module = \"networks.lora\"")
            .says("did you mean networks.lora_flux?"),
        rule("unusual-rank")
            .bad("network_dim = 256\nnetwork_alpha = 128")
            .bad(on -> on.plan(plan -> plan.checkpointBytes(1_400_000_000)))
            .good("network_dim = 64\nnetwork_alpha = 32")
            .says("outside the usual 4 to 128 of LoRA", "1.4 GB for each checkpoint"),
        rule("weight-norms-unsupported")
            .bad("network = \"dylora\"\nscale_weight_norms = 1.0")
            .good("scale_weight_norms = 1.0")
            .says("networks.dylora cannot limit its weights"),
        rule("wrong-train-blocks")
            .bad("family = \"flux\"\nnetwork_args = [\"train_blocks=doubles\"]")
            .good("family = \"flux\"\nnetwork_args = [\"train_blocks=double\"]")
            .says("all, single, double"),
        rule("wrong-train-blocks")
            .bad("family = \"flux\"\nnetwork_args = [\"split_qkv=True\"]")
            .good("family = \"flux\"\nnetwork_args = [\"split_qkv=True\", \"train_blocks=single\"]")
            .says("while double blocks are trained"),
        rule("zero-alpha")
            .bad("network_alpha = 0")
            .good("network_alpha = 16")
            .as(Severity.WARNING)
            .says("network_alpha 0 counts as 16"));
  }
}
