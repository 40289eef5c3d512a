package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows about logging and accelerate; see {@link UpstreamFailure}. */
final class LaunchFailures {
  private LaunchFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "log-with-tensorboard-no-dir",
                ERROR,
                "log_with tensorboard or all without logging_dir",
                "library/train_util.py:5452")
            .foundBy("tensorboard-without-folder", "log_with = \"tensorboard\""),
        failure(
                "wandb-not-installed",
                ERROR,
                "log_with wandb or all without the package",
                "library/train_util.py:5459")
            .foundBy(
                "missing-package",
                "log_with = \"wandb\"",
                on -> on.machine(machine -> machine.without("wandb"))),
        failure(
                "logging-dir-default-tensorboard",
                CHANGED,
                "logging_dir without log_with means TensorBoard, whose package must be there",
                "library/train_util.py:5445")
            .foundBy(
                "missing-package",
                "logging_dir = \"logs\"",
                on -> on.machine(machine -> machine.without("tensorboard"))),
        failure(
                "mixed-precision-launch-overridden",
                CHANGED,
                "the launcher is told another mixed_precision than the script, and the script wins",
                "library/train_util.py:5496")
            .impossible("the launch line names the mixed_precision of the recipe"),
        failure(
                "grad-accum-env-override",
                CHANGED,
                "ACCELERATE_GRADIENT_ACCUMULATION_STEPS in the environment overrides gradient_accumulation_steps in part",
                "library/train_util.py:5495")
            .impossible("the run sets that variable to the value of the recipe"),
        failure(
                "dynamo-launch-overridden",
                IGNORED,
                "the launcher is told a dynamo_backend, which the script overrides with its own",
                "library/train_util.py:5467")
            .foundBy("unused-launch-option", "[launch]\ndynamo_backend = \"inductor\""),
        failure(
                "dynamo-backend-invalid-member",
                CRASH,
                "torch_compile with tensort or ipex, which accelerate does not know",
                "library/train_util.py:5500")
            .foundBy("unknown-dynamo-backend", "torch_compile = true\ndynamo_backend = \"ipex\""),
        failure(
                "mixed-precision-fp8-config",
                CRASH,
                "mixed_precision that is neither no, fp16 nor bf16 in a config file",
                "library/train_util.py:5496")
            .foundBy("wrong-choice", "mixed_precision = \"fp8\""),
        failure(
                "bf16-unsupported-device",
                CHANGED,
                "mixed_precision bf16 on a card without it: PyTorch emulates it",
                "library/train_util.py:5494")
            .foundBy(
                "bfloat-on-old-gpu", "", on -> on.machine(machine -> machine.gpu("RTX 2080 Ti"))),
        failure(
                "deepspeed-not-installed",
                ERROR,
                "deepspeed without the package",
                "library/deepspeed_utils.py:79")
            .foundBy(
                "missing-package",
                "deepspeed = true\n[launch]\nnum_processes = 2",
                on -> on.machine(machine -> machine.gpus(2))),
        failure(
                "deepspeed-no-world-size",
                CRASH,
                "deepspeed with one process, where nothing sets WORLD_SIZE",
                "library/deepspeed_utils.py:97")
            .foundBy(
                "deepspeed-on-one-process",
                "deepspeed = true",
                on -> on.machine(machine -> machine.installed("deepspeed", "0.18.0"))),
        failure(
                "deepspeed-batch-size-from-args",
                CHANGED,
                "deepspeed is told train_batch_size, not the datasets' batch_size",
                "library/deepspeed_utils.py:95")
            .foundBy(
                "deepspeed-batch-size",
                "deepspeed = true\n@batch_size = 2\n[launch]\nnum_processes = 2",
                on -> on.machine(machine -> machine.gpus(2).installed("deepspeed", "0.18.0"))),
        failure(
                "deepspeed-full-fp16-only-zero2-cpu",
                IGNORED,
                "fp16 master weights unless zero_stage is 2 and the optimizer is on the CPU",
                "library/deepspeed_utils.py:108")
            .foundBy(
                "deepspeed-keeps-master",
                "deepspeed = true\nmixed_precision = \"fp16\"\nfull_fp16 = true\n[launch]\nnum_processes = 2",
                on -> on.machine(machine -> machine.gpus(2).installed("deepspeed", "0.18.0"))),
        failure(
                "deepspeed-options-without-flag",
                IGNORED,
                "zero_stage, offload_* or zero3_* without deepspeed",
                "library/deepspeed_utils.py:73")
            .foundBy("inactive-option", "offload_optimizer_device = \"cpu\""),
        failure(
                "ddp-options-single-gpu",
                IGNORED,
                "ddp_timeout and its like with one GPU",
                "library/train_util.py:5480")
            .foundBy("unused-launch-option", "ddp_timeout = 60"));
  }
}
