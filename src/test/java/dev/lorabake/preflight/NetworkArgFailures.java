package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows of the network stage: what is said in network_args. */
final class NetworkArgFailures {
  private NetworkArgFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "config-file-network-args-string",
                CRASH,
                "network_args is a text in the config file, and is read letter by letter",
                "train_network.py:667")
            .foundBy("wrong-type", "network_args = \"conv_dim=8\""),
        failure(
                "network-arg-no-equals",
                CRASH,
                "an item of network_args has no equals sign",
                "train_network.py:667")
            .foundBy("malformed-network-arg", "network_args = [\"conv_dim\"]"),
        failure(
                "network-arg-blank-before-equals",
                IGNORED,
                "a blank before the equals sign becomes part of the key",
                "train_network.py:667")
            .foundBy("malformed-network-arg", "network_args = [\"rank_dropout =0.1\"]"),
        failure(
                "network-arg-reserved",
                CRASH,
                "network_args has a value that sd-scripts passes itself",
                "train_network.py:678")
            .foundBy("reserved-network-arg", "network_args = [\"network_dim=32\"]"),
        failure(
                "network-arg-unknown",
                IGNORED,
                "network_args has a key that the module does not read",
                "networks/lora.py:435")
            .foundBy("unknown-network-arg", "network_args = [\"con_dim=8\"]"),
        failure(
                "network-arg-of-another-family",
                IGNORED,
                "network_args has a key that is for another model",
                "networks/lora.py:435")
            .foundBy("unknown-network-arg", "network_args = [\"train_blocks=single\"]"),
        failure(
                "conv-dim-on-transformer",
                IGNORED,
                "conv_dim and conv_alpha on a model without convolutions",
                "networks/lora_flux.py:456")
            .foundBy("unknown-network-arg", "family = \"flux\"\nnetwork_args = [\"conv_dim=8\"]"),
        failure(
                "chroma-mod-dims",
                IGNORED,
                "ranks for modulation layers, which Chroma does not have",
                "library/chroma_models.py:150")
            .foundBy(
                "unknown-network-arg", "family = \"chroma\"\nnetwork_args = [\"img_mod_dim=8\"]"),
        failure(
                "lumina-mlp-dim",
                IGNORED,
                "mlp_dim on Lumina, whose feed-forward layers have another name",
                "networks/lora_lumina.py:566")
            .foundBy(
                "network-arg-without-partner",
                "family = \"lumina\"\nnetwork_args = [\"mlp_dim=8\"]"),
        failure(
                "sd3-conv-dim",
                IGNORED,
                "conv_dim on Stable Diffusion 3 without emb_dims: nothing else has a convolution",
                "networks/lora_sd3.py:356")
            .foundBy(
                "network-arg-without-partner", "family = \"sd3\"\nnetwork_args = [\"conv_dim=8\"]"),
        failure(
                "network-arg-dropout",
                IGNORED,
                "dropout in network_args with a module of sd-scripts",
                "train_network.py:674")
            .foundBy("dropout-in-network-args", "network_args = [\"dropout=0.1\"]"),
        failure(
                "network-alpha-default",
                CHANGED,
                "network_alpha is left at 1 at a higher rank",
                "train_network.py:1793")
            .foundBy("alpha-left-at-default", "!network_alpha"),
        failure(
                "network-alpha-zero",
                CHANGED,
                "network_alpha 0 counts as the rank",
                "networks/lora.py:41")
            .foundBy("zero-alpha", "network_alpha = 0"),
        failure(
                "network-alpha-above-rank",
                CHANGED,
                "network_alpha above network_dim multiplies the learning rate",
                "networks/lora.py:72")
            .foundBy("alpha-exceeds-rank", "network_alpha = 64"),
        failure("network-dim-zero", CRASH, "network_dim 0 divides by zero", "networks/lora.py:72")
            .foundBy("out-of-range", "network_dim = 0"),
        failure(
                "conv-dim-not-int",
                CRASH,
                "a rank in network_args is no whole number",
                "networks/lora.py:438")
            .foundBy(
                "network-arg-of-wrong-type", "network_args = [\"conv_dim=8.0\", \"conv_alpha=4\"]"),
        failure(
                "network-arg-not-float",
                CRASH,
                "a rate or ratio in network_args is no number",
                "networks/lora.py:471")
            .foundBy("network-arg-of-wrong-type", "network_args = [\"rank_dropout=ten\"]"),
        failure(
                "conv-alpha-without-dim",
                IGNORED,
                "conv_alpha without conv_dim",
                "networks/lora.py:437")
            .foundBy("conv-alpha-without-conv-dim", "network_args = [\"conv_alpha=4\"]"),
        failure(
                "conv-alpha-default",
                CHANGED,
                "conv_dim without conv_alpha, which is 1 then",
                "networks/lora.py:439")
            .foundBy("unbalanced-conv-alpha", "network_args = [\"conv_dim=8\"]"),
        failure(
                "block-dims-wrong-length",
                ERROR,
                "block_dims, block_alphas or a conv_block list has not as many values as there are blocks",
                "networks/lora.py:529")
            .foundBy("wrong-block-list", "network_args = [\"block_dims=8,8\"]"),
        failure(
                "block-dims-not-int",
                CRASH,
                "an item of block_dims is no whole number",
                "networks/lora.py:517")
            .foundBy(
                "wrong-block-list",
                "network_args = [\"block_dims=8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0,8.0\"]"),
        failure(
                "block-dims-all-zero",
                CRASH,
                "block_dims are 0 throughout and no text encoder is trained: an empty parameter list",
                "networks/lora.py:998")
            .foundBy(
                "wrong-block-list",
                "network_args = [\"block_dims=0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\"]"),
        failure(
                "block-alphas-alone",
                IGNORED,
                "block_alphas or conv_block_dims without block_dims and without block weights",
                "networks/lora.py:458")
            .foundBy(
                "network-arg-without-partner",
                "network_args = [\"block_alphas=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]"),
        failure(
                "conv-block-alphas-alone",
                IGNORED,
                "conv_block_alphas without conv_block_dims",
                "networks/lora.py:553")
            .foundBy(
                "network-arg-without-partner",
                "network_args = [\"block_dims=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\", \"conv_block_alphas=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]"),
        failure(
                "block-dims-default",
                CHANGED,
                "with block weights or one of the block lists the other list is filled from network_dim and network_alpha",
                "networks/lora.py:537")
            .harmless("the same rank and alpha as without block weights, and the log says so"),
        failure(
                "block-lr-bad-name",
                CRASH,
                "down_lr_weight or up_lr_weight is neither a list nor the name of a curve",
                "networks/lora.py:628")
            .foundBy("wrong-block-weights", "network_args = [\"down_lr_weight=0.5\"]"),
        failure(
                "block-lr-too-long-one-side",
                CRASH,
                "one of the two has too many values and the other one is not set",
                "networks/lora.py:644")
            .foundBy(
                "wrong-block-weights",
                "network_args = [\"down_lr_weight=1,1,1,1,1,1,1,1,1,1,1,1\"]"),
        failure(
                "block-lr-too-long",
                IGNORED,
                "both have too many values: the surplus is dropped",
                "networks/lora.py:642")
            .foundBy(
                "wrong-block-weights",
                Severity.WARNING,
                "network_args = [\"down_lr_weight=1,1,1,1,1,1,1,1,1,1,1,1\", \"up_lr_weight=1,1,1,1,1,1,1,1,1,1,1,1\"]",
                on -> on),
        failure(
                "block-lr-too-short",
                CHANGED,
                "block weights have too few values: the others are 1",
                "networks/lora.py:652")
            .foundBy(
                "wrong-block-weights",
                Severity.WARNING,
                "network_args = [\"down_lr_weight=0.5,0.5\"]",
                on -> on),
        failure(
                "block-lr-nonnumeric",
                CRASH,
                "an item of the block weights is no number",
                "networks/lora.py:402")
            .foundBy("wrong-block-weights", "network_args = [\"mid_lr_weight=half\"]"),
        failure(
                "block-lr-all-zero",
                CRASH,
                "all block weights are 0 and no text encoder is trained: an empty parameter list",
                "networks/lora.py:706")
            .foundBy(
                "wrong-block-weights",
                "network_args = [\"down_lr_weight=zeros\", \"mid_lr_weight=0,0,0\", \"up_lr_weight=zeros\"]"),
        failure(
                "block-lr-threshold-alone",
                IGNORED,
                "block_lr_zero_threshold without block weights",
                "networks/lora.py:412")
            .foundBy(
                "network-arg-without-partner", "network_args = [\"block_lr_zero_threshold=0.1\"]"),
        failure(
                "block-lr-other-modules",
                IGNORED,
                "block weights with a module that knows none",
                "networks/dylora.py:191")
            .foundBy(
                "unknown-network-arg",
                "network = \"dylora\"\nnetwork_args = [\"down_lr_weight=cosine\"]"),
        failure(
                "lora-fa-mid-list",
                CRASH,
                "mid_lr_weight is a list with LoRA-FA, which takes one number",
                "networks/lora_fa.py:415")
            .foundBy(
                "wrong-block-weights",
                "family = \"sd15\"\nnetwork = \"lora-fa\"\nnetwork_args = [\"mid_lr_weight=1,1\"]"),
        failure(
                "lora-fa-blocks-on-sdxl",
                IGNORED,
                "block weights with LoRA-FA on SDXL, whose names it does not know",
                "networks/lora_fa.py:683")
            .foundBy(
                "wrong-block-weights",
                Severity.WARNING,
                "network = \"lora-fa\"\nnetwork_args = [\"down_lr_weight=cosine\"]",
                on -> on),
        failure(
                "lora-fa-block-dims-on-sdxl",
                CHANGED,
                "block_dims with LoRA-FA on SDXL: all layers take the last value",
                "networks/lora_fa.py:861")
            .foundBy(
                "wrong-block-list",
                "network = \"lora-fa\"\nnetwork_args = [\"block_dims=8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8,8\"]"),
        failure(
                "te-not-trained-dit",
                IGNORED,
                "a rate for T5-XXL without train_t5xxl=True",
                "networks/lora_flux.py:577")
            .foundBy(
                "several-text-encoder-rates",
                "family = \"flux\"\n!network_train_unet_only\ntext_encoder_lr = [5e-5, 2e-5]"),
        failure(
                "te-train-flag-only-clip",
                CHANGED,
                "three text encoder rates on Stable Diffusion 3: only the CLIPs are trained",
                "sd3_train_network.py:54")
            .foundBy(
                "several-text-encoder-rates",
                "family = \"sd3\"\n!network_train_unet_only\ntext_encoder_lr = [5e-5, 5e-5, 2e-5]"),
        failure(
                "unet-te-rates",
                IGNORED,
                "a second text encoder rate on SDXL",
                "train_network.py:735")
            .foundBy(
                "several-text-encoder-rates",
                "!network_train_unet_only\n!cache_text_encoder_outputs\ntext_encoder_lr = [5e-5, 2e-5]"),
        failure(
                "hunyuan-te-training",
                IGNORED,
                "text encoder training on HunyuanImage, whose network has none",
                "networks/lora_hunyuan_image.py:359")
            .foundBy(
                "untrained-text-encoder",
                "family = \"hunyuan-image\"\n!network_train_unet_only\n!cache_text_encoder_outputs\n"),
        failure(
                "chroma-te-training",
                IGNORED,
                "text encoder training on Chroma without train_t5xxl=True: it has no CLIP",
                "flux_train_network.py:72")
            .foundBy(
                "untrained-text-encoder",
                "family = \"chroma\"\n!network_train_unet_only\n!cache_text_encoder_outputs\n"),
        failure(
                "t5-cached",
                ERROR,
                "train_t5xxl=True with cached captions, even with network_train_unet_only",
                "flux_train_network.py:196")
            .foundBy(
                "cached-captions-trained",
                "family = \"sd3\"\nnetwork_args = [\"train_t5xxl=True\"]"),
        failure(
                "chroma-cached-te-training",
                CRASH,
                "cached captions on Chroma without network_train_unet_only: the encoders are asked again and are not there",
                "flux_train_network.py:201")
            .foundBy("cached-captions-trained", "family = \"chroma\"\n!network_train_unet_only"),
        failure(
                "bool-network-arg-case",
                IGNORED,
                "a truth value that is not exactly True counts as false",
                "networks/lora_flux.py:563")
            .foundBy(
                "network-arg-not-true", "family = \"sd3\"\nnetwork_args = [\"split_qkv=true\"]"),
        failure(
                "anima-adapter-not-true",
                IGNORED,
                "train_llm_adapter is 1, yes or on",
                "networks/lora_anima.py:34")
            .foundBy(
                "network-arg-not-true",
                "family = \"anima\"\nnetwork_args = [\"train_llm_adapter=1\"]"));
  }
}
