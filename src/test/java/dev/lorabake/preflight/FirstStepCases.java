package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlannedBucket;
import java.util.List;

/** Noise, loss, attention and whatever else comes to light at the first step. */
final class FirstStepCases {
  private FirstStepCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("adaptive-with-several-rates")
            .bad(
                "optimizer_type = \"Prodigy\"\nlearning_rate = 1.0\n!lr_warmup_steps\nlr_scheduler = \"constant\"\nnetwork_args = [\"down_lr_weight=0.5,1,1,1,1,1,1,1,1\"]")
            .good("network_args = [\"down_lr_weight=0.5,1,1,1,1,1,1,1,1\"]")
            .says("not down_lr_weight in network_args"),
        rule("beyond-position-table")
            .bad("family = \"sd3\"\n@resolution = 1024")
            .bad(on -> on.plan(plan -> plan.buckets(new PlannedBucket(6400, 64, 20, 20))))
            .good("family = \"sd3\"\n@resolution = 1024")
            .good(on -> on.plan(plan -> plan.buckets(new PlannedBucket(3072, 64, 20, 20))))
            .says("a side of 6400"),
        rule("cached-captions-trained")
            .bad("family = \"chroma\"\n!network_train_unet_only")
            .good("family = \"chroma\"")
            .says("fails at the first step"),
        rule("cached-captions-trained")
            .bad("family = \"sd3\"\nnetwork_args = [\"train_t5xxl=True\"]")
            .good("family = \"sd3\"\nnetwork_args = [\"train_t5xxl=False\"]")
            .says("train_t5xxl=True with cached captions"),
        rule("empty-timestep-range")
            .bad("family = \"sd3\"\nmin_timestep = 800\nmax_timestep = 200")
            .good("family = \"sd3\"\nmin_timestep = 200\nmax_timestep = 800")
            .as(Severity.WARNING)
            .says("the range runs backwards"),
        rule("flash-attention-in-full-precision")
            .bad("family = \"anima\"\nattn_mode = \"flash\"\nmixed_precision = \"no\"")
            .good("family = \"anima\"\nattn_mode = \"flash\"")
            .alongside("missing-package", "no-mixed-precision")
            .says("does not work with mixed_precision no"),
        rule("huber-schedule-on-flow")
            .bad("family = \"anima\"\nloss_type = \"huber\"\nhuber_schedule = \"exponential\"")
            .good("family = \"anima\"\nloss_type = \"huber\"\nhuber_schedule = \"constant\"")
            .as(Severity.WARNING)
            .says("stays at huber_scale"),
        rule("output-preservation-fails")
            .bad(
                "family = \"sd15\"\n[[datasets]]\nresolution = 512\nbatch_size = 2\nenable_bucket = true\ncaption_extension = \".txt\"\n[[datasets.subsets]]\nimage_dir = \"images\"\nnum_repeats = 10\n[[datasets.subsets]]\nimage_dir = \"flat\"\nnum_repeats = 10\ncustom_attributes = { diff_output_preservation = true }")
            .good(
                "family = \"sd15\"\n[[datasets]]\nresolution = 512\nbatch_size = 1\nenable_bucket = true\ncaption_extension = \".txt\"\n[[datasets.subsets]]\nimage_dir = \"images\"\nnum_repeats = 10\n[[datasets.subsets]]\nimage_dir = \"flat\"\nnum_repeats = 10\ncustom_attributes = { diff_output_preservation = true }")
            .says("for some images of a batch"),
        rule("output-preservation-fails")
            .bad("family = \"anima\"\n@@custom_attributes = { diff_output_preservation = true }")
            .good("@@custom_attributes = { diff_output_preservation = true }")
            .as(Severity.WARNING)
            .says("Anima does not read diff_output_preservation"),
        rule("sigma-sqrt-on-sd3")
            .bad("family = \"sd3\"\nweighting_scheme = \"sigma_sqrt\"")
            .good("family = \"sd3\"\nweighting_scheme = \"sigma_sqrt\"\nmin_timestep = 1")
            .says("ends as NaN", "min_timestep = 1"),
        rule("unreadable-tracker-config")
            .bad("logging_dir = \"logs\"\nlog_tracker_config = \"tracker.toml\"")
            .bad(on -> on.file("tracker.toml", "group: cats"))
            .good("logging_dir = \"logs\"\nlog_tracker_config = \"tracker.toml\"")
            .good(on -> on.file("tracker.toml", "group = \"cats\""))
            .says("cannot be read", "not valid TOML"),
        rule("unused-flow-option")
            .bad("family = \"flux\"\nweighting_scheme = \"logit_normal\"")
            .good(
                "family = \"flux\"\ntimestep_sampling = \"sigma\"\nweighting_scheme = \"logit_normal\"")
            .says("logit_normal has no effect"),
        rule("unused-huber-option")
            .bad("loss_type = \"huber\"\nhuber_scale = 2.0")
            .good("loss_type = \"huber\"\nhuber_scale = 2.0\nhuber_schedule = \"constant\"")
            .says("huber_scale has no effect with huber_schedule snr"));
  }
}
