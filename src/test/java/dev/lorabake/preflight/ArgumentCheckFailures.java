package dev.lorabake.preflight;

import static dev.lorabake.preflight.Fixture.PLAIN;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class ArgumentCheckFailures {
  private static final String SDXL = "sdxl_train_network.py";

  private ArgumentCheckFailures() {}

  static Stage stage() {
    return new Stage(
        "Checking the arguments, logging, DeepSpeed",
        List.of(
            failure(
                    "caption-extention-overrides",
                    CHANGED,
                    "caption_extention, misspelt: it replaces caption_extension",
                    "library/train_util.py:5404")
                .foundBy(
                    "conflicting-options",
                    "",
                    on ->
                        on.config(
                            SDXL,
                            PLAIN
                                + "caption_extention = \".caption\"\ncaption_extension = \".txt\"\n")),
            failure(
                    "resolution-bad-format",
                    CRASH,
                    "resolution whose parts are no whole numbers, such as 512x512",
                    "library/train_util.py:5410")
                .foundBy("malformed-pair", "resolution = \"512x512\""),
            failure(
                    "resolution-not-1-or-2",
                    ERROR,
                    "resolution of three parts or more",
                    "library/train_util.py:5413")
                .foundBy("malformed-pair", "resolution = \"512,512,3\""),
            failure(
                    "face-crop-range-invalid",
                    ERROR,
                    "face_crop_aug_range that is not two numbers, the lower first",
                    "library/train_util.py:5419")
                .foundBy("malformed-pair", "!cache_latents\nface_crop_aug_range = \"4.0,2.0\""),
            failure(
                    "face-crop-range-no-number",
                    CRASH,
                    "face_crop_aug_range with a part that is no number",
                    "library/train_util.py:5418")
                .foundBy("malformed-pair", "!cache_latents\nface_crop_aug_range = \"2.0,x\""),
            failure(
                    "cache-to-disk-implies-cache",
                    CHANGED,
                    "cache_latents_to_disk without cache_latents, which is set too",
                    "library/train_util.py:4424")
                .harmless("caching is what was asked for"),
            failure(
                    "adaptive-noise-scale-needs-offset",
                    ERROR,
                    "adaptive_noise_scale without noise_offset",
                    "library/train_util.py:4443")
                .foundBy("inactive-option", "adaptive_noise_scale = 0.01"),
            failure(
                    "scale-v-pred-needs-v",
                    ERROR,
                    "scale_v_pred_loss_like_noise_pred without v_parameterization",
                    "library/train_util.py:4446")
                .foundBy("inactive-option", "scale_v_pred_loss_like_noise_pred = true"),
            failure(
                    "v-pred-like-loss-with-v",
                    ERROR,
                    "v_pred_like_loss with v_parameterization",
                    "library/train_util.py:4451")
                .foundBy(
                    "conflicting-options", "v_pred_like_loss = 0.5\nv_parameterization = true"),
            failure(
                    "zero-terminal-snr-without-v",
                    WARNING,
                    "zero_terminal_snr without v_parameterization",
                    "library/train_util.py:4456")
                .foundBy("inactive-option", "zero_terminal_snr = true"),
            failure("v2-with-clip-skip", WARNING, "v2 with clip_skip", "library/train_util.py:4421")
                .foundBy("conflicting-options", "family = \"sd2\"\nclip_skip = 2"),
            failure(
                    "sample-interval-not-positive",
                    WARNING,
                    "sample_every_n_epochs or sample_every_n_steps of zero or less: no samples",
                    "library/train_util.py:4461")
                .harmless("zero means off, and less is out-of-range"),
            failure(
                    "wandb-secrets-on-cli",
                    WARNING,
                    "a token on the command line while wandb publishes it",
                    "library/train_util.py:4378")
                .impossible("lorabake hands tokens on in the environment alone"),
            failure(
                    "console-log-level-bad-config",
                    CRASH,
                    "console_log_level in the config file that is no level",
                    "library/utils.py:55")
                .foundBy(
                    "wrong-choice",
                    "",
                    on -> on.config(SDXL, PLAIN + "console_log_level = \"VERBOSE\"\n")),
            failure(
                    "console-log-file-folder-missing",
                    CRASH,
                    "console_log_file in a folder that is not there",
                    "library/utils.py, setup_logging")
                .foundBy("missing-file", "console_log_file = \"logs/out.txt\""),
            failure(
                    "console-log-file",
                    CHANGED,
                    "console_log_file takes the messages away from the terminal",
                    "library/utils.py, setup_logging")
                .foundBy("hidden-log", "console_log_file = \"out.txt\""),
            failure(
                    "seed-out-of-range",
                    CRASH,
                    "a seed below 0 or above 4294967295",
                    "accelerate, set_seed")
                .foundBy("out-of-range", "seed = -1"),
            failure(
                    "log-with-package-missing",
                    ERROR,
                    "log_with wandb without the package wandb",
                    "library/train_util.py:5455")
                .foundBy(
                    "missing-package",
                    "log_with = \"wandb\"",
                    on -> on.machine(machine -> machine.without("wandb"))),
            failure(
                    "wandb-not-logged-in",
                    CRASH,
                    "log_with wandb where nobody is logged in and no key is given",
                    "library/train_util.py:5463")
                .undecidable(
                    "a login may lie in a file, the environment or a netrc of the machine that trains"),
            failure(
                    "log-with-outside-choices",
                    CRASH,
                    "log_with in the config file that is no tracker of accelerate",
                    "library/train_util.py:5448")
                .foundBy(
                    "wrong-choice", "", on -> on.config(SDXL, PLAIN + "log_with = \"mlflow\"\n")),
            failure(
                    "gradient-accumulation-text",
                    CRASH,
                    "gradient_accumulation_steps as text",
                    "accelerate, Accelerator")
                .foundBy(
                    "wrong-type",
                    "",
                    on -> on.config(SDXL, PLAIN + "gradient_accumulation_steps = \"2\"\n")),
            failure(
                    "deepspeed-forces-one-worker",
                    CHANGED,
                    "deepspeed: max_data_loader_n_workers becomes 1",
                    "library/deepspeed_utils.py:69")
                .foundBy(
                    "conflicting-options",
                    "deepspeed = true\nmax_data_loader_n_workers = 4\n[launch]\nnum_processes = 2",
                    on -> on.machine(machine -> machine.installed("deepspeed", "0.18.2").gpus(2))),
            failure(
                    "deepspeed-package-missing",
                    ERROR,
                    "deepspeed without its package",
                    "library/deepspeed_utils.py:77")
                .foundBy(
                    "missing-package",
                    "deepspeed = true\n[launch]\nnum_processes = 2",
                    on -> on.machine(machine -> machine.gpus(2))),
            failure(
                    "deepspeed-stage-outside-choices",
                    CRASH,
                    "zero_stage in the config file that is none of 0 to 3",
                    "library/deepspeed_utils.py:84")
                .foundBy(
                    "wrong-choice",
                    "deepspeed = true\nzero_stage = 4\n[launch]\nnum_processes = 2",
                    on -> on.machine(machine -> machine.installed("deepspeed", "0.18.2").gpus(2))),
            failure(
                    "deepspeed-option-alone",
                    IGNORED,
                    "an option of DeepSpeed without deepspeed",
                    "library/deepspeed_utils.py:72")
                .foundBy("inactive-option", "offload_optimizer_device = \"cpu\""),
            failure(
                    "dynamo-backend-unknown-to-accelerate",
                    CRASH,
                    "torch_compile with tensort or ipex, which only the parser knows",
                    "library/train_util.py, prepare_accelerator")
                .foundBy(
                    "unknown-dynamo-backend", "torch_compile = true\ndynamo_backend = \"tensort\""),
            failure(
                    "dynamo-backend-alone",
                    IGNORED,
                    "dynamo_backend without torch_compile",
                    "library/train_util.py, prepare_accelerator")
                .foundBy("inactive-option", "dynamo_backend = \"eager\""),
            failure(
                    "workers-capped",
                    CHANGED,
                    "more data workers than the machine has cores: as many as cores",
                    "train_network.py:783")
                .harmless("more would only wait for each other"),
            failure(
                    "loss-weight-on-flow",
                    IGNORED,
                    "min_snr_gamma, debiased_estimation_loss or v_pred_like_loss on a model of flow matching",
                    "library/custom_train_functions.py")
                .foundBy("ignored-by-family", "family = \"flux\"\nmin_snr_gamma = 5"),
            failure(
                    "noise-option-on-flow",
                    IGNORED,
                    "noise_offset, multires_noise_iterations or zero_terminal_snr on a model of flow matching",
                    "library/custom_train_functions.py")
                .foundBy("ignored-by-family", "family = \"flux\"\nnoise_offset = 0.05"),
            failure(
                    "huber-option-without-huber",
                    IGNORED,
                    "huber_c, huber_scale or huber_schedule with loss_type l1 or l2",
                    "library/train_util.py, conditional_loss")
                .foundBy("unused-huber-option", "huber_c = 0.2"),
            failure(
                    "huber-on-flow",
                    CRASH,
                    "huber or smooth_l1 with the schedule snr on a model of flow matching",
                    "library/train_util.py, get_huber_threshold_if_needed")
                .foundBy("huber-schedule-on-flow", "family = \"flux\"\nloss_type = \"huber\""),
            failure(
                    "timestep-range-empty",
                    CHANGED,
                    "min_timestep not below max_timestep: one timestep only",
                    "library/train_util.py, get_timesteps")
                .foundBy(
                    "empty-timestep-range",
                    Severity.ERROR,
                    "min_timestep = 800\nmax_timestep = 600",
                    on -> on),
            failure(
                    "timestep-range-on-flow",
                    IGNORED,
                    "min_timestep or max_timestep on a family that draws timesteps in its own way",
                    "library/flux_train_utils.py")
                .foundBy("ignored-by-family", "family = \"flux\"\nmin_timestep = 100"),
            failure(
                    "ip-noise-strength-alone",
                    IGNORED,
                    "ip_noise_gamma_random_strength or noise_offset_random_strength without its partner",
                    "library/train_util.py")
                .foundBy("inactive-option", "noise_offset_random_strength = true")));
  }
}
