package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class OptimizerSettingFailures {
  private OptimizerSettingFailures() {}

  static Stage stage() {
    return new Stage(
        "Settings of the optimizer",
        List.of(
            failure(
                    "optimizer-arg-format",
                    CRASH,
                    "an item of optimizer_args without an equals sign, or with two",
                    "library/train_util.py:4860")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"weight_decay\"]"),
            failure(
                    "optimizer-arg-literal",
                    CRASH,
                    "a value of optimizer_args that is no Python literal, such as false",
                    "library/train_util.py:4861")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"amsgrad=false\"]"),
            failure(
                    "optimizer-arg-unknown",
                    CRASH,
                    "a key of optimizer_args that the class does not take",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"momentum=0.9\"]"),
            failure(
                    "optimizer-arg-blank",
                    CRASH,
                    "a blank before the equals sign: it becomes part of the key",
                    "library/train_util.py:4860")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"weight_decay =0.1\"]"),
            failure(
                    "optimizer-args-lr-dup",
                    CRASH,
                    "lr in optimizer_args, which upstream gives itself",
                    "library/train_util.py:5098")
                .foundBy("malformed-optimizer-arg", "optimizer_args = [\"lr=1e-4\"]"),
            failure(
                    "optimizer-args-nesterov-dup",
                    CRASH,
                    "nesterov in optimizer_args of SGDNesterov, which upstream gives itself",
                    "library/train_util.py:4976")
                .foundBy(
                    "wrong-optimizer-arg",
                    "optimizer_type = \"SGDNesterov\"\nlearning_rate = 0.01\noptimizer_args = [\"nesterov=True\"]"),
            failure(
                    "optimizer-arg-repeated",
                    CHANGED,
                    "the same key twice in optimizer_args: the last one counts",
                    "library/train_util.py:4872")
                .harmless("lorabake takes the last one too"),
            failure(
                    "optimizer-betas-wrong",
                    CRASH,
                    "betas that are not the right number of factors below 1",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"betas=0.9\"]"),
            failure(
                    "optimizer-weight-decay-negative",
                    CRASH,
                    "a negative weight_decay, eps or momentum",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"weight_decay=-0.1\"]"),
            failure(
                    "optimizer-number-quoted",
                    CRASH,
                    "a number in quotes in optimizer_args",
                    "library/train_util.py:5098")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"weight_decay='0.1'\"]"),
            failure(
                    "optimizer-switch-quoted",
                    CHANGED,
                    "a switch in quotes, such as relative_step='False', which is true",
                    "library/train_util.py:5046")
                .foundBy(
                    "wrong-optimizer-arg",
                    Severity.ERROR,
                    "optimizer_type = \"Adafactor\"\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step='False'\"]",
                    on -> on),
            failure(
                    "optimizer-amsgrad-8bit",
                    CRASH,
                    "amsgrad for an optimizer of 8 bits",
                    "bitsandbytes, AdamW8bit")
                .foundBy("wrong-optimizer-arg", "optimizer_args = [\"amsgrad=True\"]"),
            failure(
                    "sgd-nesterov-no-momentum",
                    CRASH,
                    "SGDNesterov with momentum 0 or a dampening",
                    "torch, SGD")
                .foundBy(
                    "wrong-optimizer-arg",
                    "optimizer_type = \"SGDNesterov\"\nlearning_rate = 0.01\noptimizer_args = [\"momentum=0\"]"),
            failure(
                    "sgd-nesterov-momentum",
                    CHANGED,
                    "SGDNesterov without momentum: 0.9 is taken",
                    "library/train_util.py:4970")
                .harmless("it cannot run without, and 0.9 is the usual one"),
            failure(
                    "main-rate-zero",
                    CRASH,
                    "learning_rate 0 beside unet_lr, with Prodigy, D-Adaptation or Lion",
                    "library/train_util.py:5033")
                .foundBy(
                    "main-rate-too-low",
                    "optimizer_type = \"Lion\"\nlearning_rate = 0\nunet_lr = 3e-5"),
            failure(
                    "prodigy-rate-low",
                    WARNING,
                    "Prodigy or D-Adaptation with a rate far below 1",
                    "library/train_util.py:4998")
                .foundBy(
                    "adaptive-rate-far-from-one",
                    "optimizer_type = \"Prodigy\"\nlr_warmup_steps = 0"),
            failure(
                    "prodigy-several-rates",
                    CRASH,
                    "several rates for Prodigy or most of D-Adaptation",
                    "prodigyopt, step")
                .foundBy(
                    "adaptive-with-several-rates",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\noptimizer_type = \"Prodigy\"\nlr_warmup_steps = 0\n!learning_rate\nunet_lr = 1.0\ntext_encoder_lr = [0.5]"),
            failure(
                    "dadapt-several-rates",
                    CHANGED,
                    "several rates for DAdaptAdan, DAdaptAdanIP or DAdaptAdaGrad: one is used",
                    "library/train_util.py:5003")
                .foundBy(
                    "adaptive-with-several-rates",
                    "!network_train_unet_only\n!cache_text_encoder_outputs\noptimizer_type = \"DAdaptAdan\"\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0\n!learning_rate\nunet_lr = 1.0\ntext_encoder_lr = [0.5]"),
            failure(
                    "adafactor-relative-ignores-lr",
                    IGNORED,
                    "Adafactor that sets its own rate: all learning rates",
                    "library/train_util.py:5058")
                .foundBy(
                    "adafactor-ignores-rate",
                    "optimizer_type = \"Adafactor\"\nlr_warmup_steps = 0\n!lr_scheduler"),
            failure(
                    "adafactor-overrides-scheduler",
                    CHANGED,
                    "Adafactor that sets its own rate: lr_scheduler is replaced",
                    "library/train_util.py:5077")
                .foundBy(
                    "adafactor-ignores-rate",
                    "optimizer_type = \"Adafactor\"\nlr_warmup_steps = 0\n!learning_rate"),
            failure(
                    "adafactor-warmup-init",
                    CHANGED,
                    "warmup_init=True turns relative_step on again",
                    "library/train_util.py:5048")
                .foundBy(
                    "adafactor-ignores-rate",
                    "optimizer_type = \"Adafactor\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step=False\", \"warmup_init=True\"]"),
            failure(
                    "adafactor-with-warmup",
                    ERROR,
                    "Adafactor that sets its own rate, with lr_warmup_steps",
                    "library/train_util.py:5319")
                .foundBy(
                    "scheduler-refuses-warmup",
                    "optimizer_type = \"Adafactor\"\n!learning_rate\n!lr_scheduler"),
            failure(
                    "adafactor-with-scheduler-type",
                    CRASH,
                    "Adafactor that sets its own rate, with lr_scheduler_type",
                    "library/train_util.py:5310")
                .foundBy(
                    "unusable-scheduler-type",
                    "optimizer_type = \"Adafactor\"\n!learning_rate\n!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"LinearLR\""),
            failure(
                    "adafactor-scheduler-hint",
                    WARNING,
                    "Adafactor with a rate of ours and another scheduler than constant_with_warmup",
                    "library/train_util.py:5087")
                .foundBy(
                    "adafactor-scheduler",
                    "optimizer_type = \"Adafactor\"\noptimizer_args = [\"relative_step=False\"]"),
            failure(
                    "adafactor-clip-threshold",
                    WARNING,
                    "Adafactor with a rate of ours and clip_threshold other than 1.0",
                    "library/train_util.py:5089")
                .harmless("whoever writes clip_threshold knows its default, and any value trains"),
            failure(
                    "adafactor-max-grad-norm",
                    WARNING,
                    "Adafactor with a rate of ours beside max_grad_norm",
                    "library/train_util.py:5083")
                .harmless("clipping twice trains well, and it is the default"),
            failure(
                    "adafactor-scheduler-of-others",
                    ERROR,
                    "lr_scheduler adafactor with another optimizer",
                    "library/train_util.py:5314")
                .foundBy(
                    "adafactor-scheduler-without-adafactor",
                    "lr_scheduler = \"adafactor\"\nlr_warmup_steps = 0"),
            failure(
                    "adafactor-scheduler-no-rate",
                    CRASH,
                    "lr_scheduler adafactor with relative_step=False",
                    "library/train_util.py:5317")
                .foundBy(
                    "adafactor-scheduler-without-adafactor",
                    "optimizer_type = \"Adafactor\"\nlr_scheduler = \"adafactor\"\nlr_warmup_steps = 0\noptimizer_args = [\"relative_step=False\"]")));
  }
}
