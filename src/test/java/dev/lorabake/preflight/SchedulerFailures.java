package dev.lorabake.preflight;

import static dev.lorabake.preflight.Fixture.PLAIN;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class SchedulerFailures {
  private static final String SDXL = "sdxl_train_network.py";

  private SchedulerFailures() {}

  static Stage stage() {
    return new Stage(
        "Scheduler and length of the run",
        List.of(
            failure(
                    "config-file-warmup-float-ge-1",
                    CHANGED,
                    "lr_warmup_steps with a decimal point in a config file, 1.0 or more: a ratio, so that the rate stays near 0",
                    "library/train_util.py:5275")
                .foundBy(
                    "warmup-longer-than-run",
                    Severity.ERROR,
                    "",
                    on ->
                        on.config(
                            SDXL,
                            PLAIN.replace("lr_warmup_steps = 100", "")
                                + "lr_warmup_steps = 50.0\n")),
            failure(
                    "config-file-warmup-string",
                    CRASH,
                    "lr_warmup_steps or lr_decay_steps as text, 10% too",
                    "library/train_util.py:5280")
                .foundBy(
                    "wrong-type", "", on -> on.config(SDXL, PLAIN + "lr_decay_steps = \"10%\"\n")),
            failure(
                    "config-file-epochs-string",
                    CRASH,
                    "max_train_epochs as text",
                    "train_network.py:800")
                .foundBy("wrong-type", "max_train_epochs = \"10\""),
            failure(
                    "config-file-steps-fraction",
                    CRASH,
                    "max_train_steps with a decimal point",
                    "train_network.py:1605")
                .foundBy("wrong-type", "!max_train_epochs\nmax_train_steps = 1000.0"),
            failure(
                    "scheduler-unknown",
                    ERROR,
                    "lr_scheduler that transformers does not have; upper and lower case count",
                    "library/train_util.py:5326")
                .foundBy("unknown-scheduler", "lr_scheduler = \"Cosine\""),
            failure(
                    "scheduler-empty",
                    ERROR,
                    "lr_scheduler as empty text",
                    "library/train_util.py:5326")
                .foundBy("unknown-scheduler", "lr_scheduler = \"\""),
            failure(
                    "scheduler-given-wrong-settings",
                    CRASH,
                    "reduce_lr_on_plateau and cosine_warmup_with_min_lr get settings that they do not take",
                    "library/train_util.py:5386")
                .foundBy("unknown-scheduler", "lr_scheduler = \"reduce_lr_on_plateau\""),
            failure(
                    "scheduler-constant-warmup",
                    ERROR,
                    "constant with lr_warmup_steps",
                    "library/train_util.py:5331")
                .foundBy("scheduler-refuses-warmup", "lr_scheduler = \"constant\""),
            failure(
                    "scheduler-constant-tiny-ratio",
                    CHANGED,
                    "constant with a ratio of warm-up that comes to no step",
                    "library/train_util.py:5276")
                .harmless("no step of warm-up is what constant is"),
            failure(
                    "scheduler-dadapt-sgd-warmup",
                    CRASH,
                    "DAdaptSGD with a warm-up: it divides by the first step's rate, which is 0",
                    "dadaptation 3.2, DAdaptSGD")
                .foundBy(
                    "scheduler-refuses-warmup",
                    "optimizer_type = \"DAdaptSGD\"\nlearning_rate = 1.0"),
            failure(
                    "scheduler-type-warmup",
                    ERROR,
                    "lr_scheduler_type with lr_warmup_steps",
                    "library/train_util.py:5311")
                .foundBy(
                    "scheduler-refuses-warmup", "!lr_scheduler\nlr_scheduler_type = \"LinearLR\""),
            failure(
                    "scheduler-type-missing-args",
                    CRASH,
                    "lr_scheduler_type that lacks an argument",
                    "library/train_util.py:5310")
                .foundBy(
                    "unusable-scheduler-type",
                    "!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"CosineAnnealingLR\""),
            failure(
                    "scheduler-type-unknown",
                    CRASH,
                    "lr_scheduler_type that torch does not have",
                    "library/train_util.py:5309")
                .foundBy(
                    "unusable-scheduler-type",
                    "!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"cosine\""),
            failure(
                    "scheduler-type-needs-loss",
                    CRASH,
                    "ReduceLROnPlateau, which wants the loss at each step",
                    "torch, ReduceLROnPlateau")
                .foundBy(
                    "unusable-scheduler-type",
                    "!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"ReduceLROnPlateau\""),
            failure(
                    "scheduler-type-needs-function",
                    CRASH,
                    "LambdaLR, SequentialLR and others whose arguments are no literals",
                    "library/train_util.py:5310")
                .foundBy(
                    "unusable-scheduler-type",
                    "!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"LambdaLR\""),
            failure(
                    "scheduler-type-of-package",
                    CRASH,
                    "lr_scheduler_type of another package that lacks it",
                    "library/train_util.py:5308")
                .undecidable("the classes of other packages change with their versions"),
            failure(
                    "scheduler-type-overrides",
                    IGNORED,
                    "lr_scheduler_type beside lr_scheduler",
                    "library/train_util.py:5300")
                .foundBy(
                    "conflicting-options", "lr_warmup_steps = 0\nlr_scheduler_type = \"LinearLR\""),
            failure(
                    "scheduler-arg-format",
                    CRASH,
                    "an item of lr_scheduler_args that is not key=value with a Python literal",
                    "library/train_util.py:5290")
                .foundBy("malformed-optimizer-arg", "lr_scheduler_args = [\"num_cycles\"]"),
            failure(
                    "scheduler-arg-unknown",
                    CRASH,
                    "a key of lr_scheduler_args that the scheduler does not take",
                    "library/train_util.py:5361")
                .foundBy("wrong-scheduler-arg", "lr_scheduler_args = [\"eta_min=1e-6\"]"),
            failure(
                    "scheduler-arg-given-twice",
                    CRASH,
                    "a key of lr_scheduler_args that upstream fills itself",
                    "library/train_util.py:5347")
                .foundBy(
                    "wrong-scheduler-arg",
                    "lr_scheduler = \"cosine_with_restarts\"\nlr_scheduler_args = [\"num_cycles=2\"]"),
            failure(
                    "scheduler-type-arg-unknown",
                    CRASH,
                    "a key of lr_scheduler_args that the class does not take",
                    "library/train_util.py:5310")
                .foundBy(
                    "wrong-scheduler-arg",
                    "!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"StepLR\"\nlr_scheduler_args = [\"step_size=10\", \"gama=0.5\"]"),
            failure(
                    "scheduler-type-zero-period",
                    CRASH,
                    "T_max, T_0 or step_size of zero",
                    "torch, CosineAnnealingLR")
                .foundBy(
                    "wrong-scheduler-arg",
                    "!lr_scheduler\nlr_warmup_steps = 0\nlr_scheduler_type = \"CosineAnnealingLR\"\nlr_scheduler_args = [\"T_max=0\"]"),
            failure(
                    "scheduler-shape-unknown",
                    ERROR,
                    "decay_type or warmup_type of warmup_stable_decay that does not exist",
                    "transformers, get_wsd_schedule")
                .foundBy(
                    "wrong-scheduler-arg",
                    "lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 0.2\nlr_scheduler_args = [\"decay_type='exponential'\"]"),
            failure(
                    "scheduler-piecewise-no-rules",
                    CRASH,
                    "piecewise_constant without step_rules",
                    "library/train_util.py:5324")
                .foundBy(
                    "scheduler-without-its-settings",
                    "lr_scheduler = \"piecewise_constant\"\nlr_warmup_steps = 0"),
            failure(
                    "scheduler-piecewise-bad-rules",
                    CRASH,
                    "step_rules that cannot be taken apart",
                    "diffusers, get_piecewise_constant_schedule")
                .foundBy(
                    "wrong-scheduler-arg",
                    "lr_scheduler = \"piecewise_constant\"\nlr_warmup_steps = 0\nlr_scheduler_args = [\"step_rules='1:500,0.1:600'\"]"),
            failure(
                    "scheduler-piecewise-warmup",
                    IGNORED,
                    "piecewise_constant with lr_warmup_steps",
                    "library/train_util.py:5324")
                .foundBy(
                    "unused-scheduler-option",
                    "lr_scheduler = \"piecewise_constant\"\nlr_scheduler_args = [\"step_rules='1:500,0.1'\"]"),
            failure(
                    "scheduler-min-lr-missing",
                    ERROR,
                    "cosine_with_min_lr without lr_scheduler_min_lr_ratio",
                    "library/train_util.py:5361")
                .foundBy("scheduler-without-its-settings", "lr_scheduler = \"cosine_with_min_lr\""),
            failure(
                    "scheduler-min-lr-twice",
                    ERROR,
                    "cosine_with_min_lr with both a ratio and min_lr",
                    "transformers, get_cosine_with_min_lr_schedule_with_warmup")
                .foundBy(
                    "wrong-scheduler-arg",
                    "lr_scheduler = \"cosine_with_min_lr\"\nlr_scheduler_min_lr_ratio = 0.1\nlr_scheduler_args = [\"min_lr=1e-5\"]"),
            failure(
                    "scheduler-min-lr-rate",
                    CRASH,
                    "min_lr_rate in lr_scheduler_args, which upstream fills itself",
                    "library/train_util.py:5365")
                .foundBy(
                    "wrong-scheduler-arg",
                    "lr_scheduler = \"cosine_with_min_lr\"\nlr_scheduler_args = [\"min_lr_rate=0.1\"]"),
            failure(
                    "scheduler-min-lr-of-main-rate",
                    CHANGED,
                    "min_lr counts against learning_rate, not unet_lr: the rate can rise",
                    "transformers, get_cosine_with_min_lr_schedule_with_warmup")
                .foundBy(
                    "main-rate-too-low",
                    "lr_scheduler = \"cosine_with_min_lr\"\nlr_scheduler_args = [\"min_lr=1e-5\"]\n!learning_rate\nunet_lr = 1e-4"),
            failure(
                    "scheduler-polynomial-small-lr",
                    ERROR,
                    "polynomial with a learning_rate of 1e-7 or less, 0 beside unet_lr too",
                    "library/train_util.py:5355")
                .foundBy(
                    "main-rate-too-low",
                    "lr_scheduler = \"polynomial\"\nlearning_rate = 0\nunet_lr = 1e-4"),
            failure(
                    "scheduler-wsd-overlap",
                    CHANGED,
                    "warm-up and decay together longer than the run",
                    "library/train_util.py:5281")
                .foundBy(
                    "decay-longer-than-run",
                    "lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 1950"),
            failure(
                    "scheduler-wsd-decay-ratio",
                    CHANGED,
                    "lr_decay_steps with a decimal point, 1.0 or more: a ratio of the run",
                    "library/train_util.py:5278")
                .foundBy(
                    "decay-longer-than-run",
                    Severity.ERROR,
                    "lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 200.0",
                    on -> on),
            failure(
                    "scheduler-wsd-no-decay",
                    CHANGED,
                    "warmup_stable_decay without lr_decay_steps: the rate never falls",
                    "library/train_util.py:5376")
                .foundBy(
                    "scheduler-without-its-settings", "lr_scheduler = \"warmup_stable_decay\""),
            failure(
                    "scheduler-warmup-missing",
                    CHANGED,
                    "constant_with_warmup without lr_warmup_steps: plain constant",
                    "library/train_util.py:5338")
                .foundBy(
                    "warmup-left-out", "lr_scheduler = \"constant_with_warmup\"\n!lr_warmup_steps"),
            failure(
                    "scheduler-warmup-longer-than-run",
                    CHANGED,
                    "lr_warmup_steps no shorter than the run",
                    "library/train_util.py:5275")
                .foundBy("warmup-longer-than-run", "lr_warmup_steps = 2000"),
            failure(
                    "scheduler-warmup-int-multi-gpu",
                    CHANGED,
                    "whole lr_warmup_steps with several processes: they pass as many times sooner",
                    "library/train_util.py:5274")
                .foundBy(
                    "warmup-divided-by-processes",
                    "[launch]\nnum_processes = 2",
                    on -> on.machine(machine -> machine.gpus(2))),
            failure(
                    "scheduler-option-of-another",
                    IGNORED,
                    "lr_scheduler_num_cycles, _power, _timescale, _min_lr_ratio or lr_decay_steps for a scheduler that does not take it",
                    "library/train_util.py:5282")
                .foundBy("unused-scheduler-option", "lr_scheduler_num_cycles = 3"),
            failure(
                    "scheduler-args-adafactor",
                    IGNORED,
                    "lr_scheduler_args beside an Adafactor that sets its own rate",
                    "library/train_util.py:5319")
                .harmless(
                    "the rule about its rate and scheduler speaks already, and the arguments do no harm"),
            failure(
                    "schedulefree-ignores-scheduler",
                    IGNORED,
                    "a schedule-free optimizer with lr_scheduler or lr_warmup_steps",
                    "library/train_util.py:5270")
                .foundBy("scheduler-of-schedule-free", "optimizer_type = \"AdamWScheduleFree\""),
            failure(
                    "max-epochs-overrides-steps",
                    IGNORED,
                    "max_train_steps beside max_train_epochs",
                    "train_network.py:799")
                .foundBy("conflicting-options", "max_train_steps = 1000"),
            failure(
                    "max-train-epochs-zero",
                    CHANGED,
                    "max_train_epochs or max_train_steps 0: an untrained network is saved",
                    "train_network.py:800")
                .foundBy("out-of-range", Severity.ERROR, "max_train_epochs = 0", on -> on),
            failure(
                    "max-train-steps-partial-epoch",
                    CHANGED,
                    "max_train_steps that ends within an epoch",
                    "train_network.py:1605")
                .foundBy("last-epoch-cut-short", "!max_train_epochs\nmax_train_steps = 1030")));
  }
}
