package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows of the first step: captions, attention, dropout and optimizer. */
final class AttentionFailures {
  private AttentionFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "log-tracker-config-missing",
                CRASH,
                "log_tracker_config is not there",
                "library/train_util.py:6598")
            .foundBy("missing-file", "logging_dir = \"logs\"\nlog_tracker_config = \"gone.toml\""),
        failure(
                "log-tracker-config-no-toml",
                CRASH,
                "log_tracker_config is no TOML",
                "library/train_util.py:6598")
            .foundBy(
                "unreadable-tracker-config",
                "logging_dir = \"logs\"\nlog_tracker_config = \"tracker.toml\"",
                on -> on.file("tracker.toml", "group: cats")),
        failure(
                "clip-skip-out-of-range",
                CRASH,
                "clip_skip beyond the layers of the text encoder",
                "library/strategy_sd.py:77")
            .foundBy("out-of-range", "family = \"sd15\"\nclip_skip = 14"),
        failure(
                "clip-skip-zero",
                CHANGED,
                "clip_skip 0 takes the embeddings instead of the last layer",
                "library/strategy_sd.py:77")
            .foundBy("out-of-range", "family = \"sd15\"\nclip_skip = 0"),
        failure(
                "chroma-guidance-scale",
                CHANGED,
                "Chroma with a guidance_scale other than 0",
                "flux_train_network.py:342")
            .foundBy("chroma-with-guidance", "family = \"chroma\"\n!guidance_scale"),
        failure(
                "flux-guidance-default",
                CHANGED,
                "FLUX.1 with the guidance of 3.5 that is for making images",
                "library/flux_train_utils.py:656")
            .foundBy("flux-guidance", "family = \"flux\"\n!guidance_scale"),
        failure(
                "attn-sageattn-training",
                CRASH,
                "attn_mode sageattn, which has no gradients",
                "library/attention.py:196")
            .foundBy("attention-cannot-train", "family = \"anima\"\nattn_mode = \"sageattn\""),
        failure(
                "attn-mode-unknown",
                CRASH,
                "attn_mode is none of its choices",
                "library/attention.py:258")
            .foundBy("wrong-choice", "family = \"anima\"\nattn_mode = \"eager\""),
        failure(
                "attn-xformers-without-split",
                CRASH,
                "xformers on HunyuanImage without split_attn: captions of different lengths in a batch fail",
                "library/attention.py:96")
            .foundBy(
                "attention-cannot-train",
                Severity.WARNING,
                "family = \"hunyuan-image\"\nattn_mode = \"xformers\"",
                on -> on),
        failure(
                "attn-flash-full-precision",
                CRASH,
                "flash attention without mixed precision",
                "library/anima_models.py:364")
            .foundBy(
                "flash-attention-in-full-precision",
                "family = \"anima\"\nattn_mode = \"flash\"\nmixed_precision = \"no\"",
                on -> on.machine(machine -> machine.installed("flash-attn", "2.8.0"))),
        failure(
                "attn-flash-missing",
                CRASH,
                "attn_mode flash without the package",
                "library/attention.py:242")
            .foundBy("missing-package", "family = \"anima\"\nattn_mode = \"flash\""),
        failure(
                "lumina-flash-missing",
                ERROR,
                "use_flash_attn without the package",
                "library/lumina_models.py:548")
            .foundBy("missing-package", "family = \"lumina\"\nuse_flash_attn = true"),
        failure(
                "lumina-sage-training",
                CHANGED,
                "use_sage_attn on Lumina, which gives attention no gradients",
                "library/lumina_models.py:467")
            .foundBy("attention-cannot-train", "family = \"lumina\"\nuse_sage_attn = true"),
        failure(
                "network-dropout-range",
                CRASH,
                "network_dropout outside 0 to 1",
                "networks/lora.py:90")
            .foundBy("out-of-range", "network_dropout = 1.5"),
        failure(
                "network-dropout-one",
                CHANGED,
                "network_dropout or module_dropout 1: nothing is learnt",
                "networks/lora.py:90")
            .foundBy("total-dropout", "network_dropout = 1.0"),
        failure("rank-dropout-one", CRASH, "rank_dropout 1 divides by zero", "networks/lora.py:107")
            .foundBy("total-dropout", "network_args = [\"rank_dropout=1\"]"),
        failure(
                "prodigy-dadapt-multi-lr",
                CRASH,
                "Prodigy or D-Adaptation with several rates",
                "library/train_util.py:4995")
            .foundBy(
                "adaptive-with-several-rates",
                "!network_train_unet_only\n!cache_text_encoder_outputs\noptimizer_type = \"Prodigy\"\n!learning_rate\nunet_lr = 1.0\ntext_encoder_lr = [0.5]\n!lr_warmup_steps\nlr_scheduler = \"constant\""),
        failure(
                "prodigy-block-weights",
                CRASH,
                "Prodigy or D-Adaptation with block weights",
                "library/train_util.py:4995")
            .foundBy(
                "adaptive-with-several-rates",
                "optimizer_type = \"Prodigy\"\nlearning_rate = 1.0\n!lr_warmup_steps\nlr_scheduler = \"constant\"\nnetwork_args = [\"down_lr_weight=0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.5,0.5\"]"),
        failure(
                "weighted-captions-unsupported",
                CRASH,
                "weighted_captions while captions are encoded in training",
                "library/strategy_base.py:80")
            .foundBy(
                "weighted-captions-unsupported",
                "family = \"flux\"\nweighted_captions = true\n!cache_text_encoder_outputs"),
        failure(
                "weighted-captions-cached",
                IGNORED,
                "weighted_captions with cached captions on a flow model",
                "library/strategy_base.py:80")
            .foundBy(
                "weighted-captions-unsupported", "family = \"flux\"\nweighted_captions = true"),
        failure(
                "weighted-captions-lumina",
                IGNORED,
                "weighted_captions on Lumina weights all alike",
                "library/strategy_lumina.py:85")
            .foundBy("ignored-by-family", "family = \"lumina\"\nweighted_captions = true"));
  }
}
