package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows of the first step: noise, timesteps and loss. */
final class LossFailures {
  private LossFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "huber-snr-flow",
                ERROR,
                "loss_type huber or smooth_l1 with huber_schedule snr, the default, on a flow model",
                "library/train_util.py:6119")
            .foundBy("huber-schedule-on-flow", "family = \"flux\"\nloss_type = \"huber\""),
        failure(
                "huber-exponential-anima",
                CHANGED,
                "huber_schedule exponential on Anima, whose timesteps end at 1: it stays at huber_scale",
                "anima_train_network.py:303")
            .foundBy(
                "huber-schedule-on-flow",
                "family = \"anima\"\nloss_type = \"huber\"\nhuber_schedule = \"exponential\""),
        failure(
                "huber-options-unused",
                IGNORED,
                "Huber settings with loss_type l1 or l2",
                "library/train_util.py:6111")
            .foundBy("unused-huber-option", "huber_c = 0.2"),
        failure(
                "huber-scale-snr",
                IGNORED,
                "huber_scale with huber_schedule snr",
                "library/train_util.py:6123")
            .foundBy("unused-huber-option", "loss_type = \"huber\"\nhuber_scale = 2.0"),
        failure("huber-c-nonpositive", CRASH, "huber_c 0 or less", "library/train_util.py:6116")
            .foundBy(
                "out-of-range",
                "loss_type = \"huber\"\nhuber_schedule = \"exponential\"\nhuber_c = 0.0"),
        failure(
                "huber-schedule-unknown",
                ERROR,
                "huber_schedule is none of its choices",
                "library/train_util.py:6130")
            .foundBy("wrong-choice", "loss_type = \"huber\"\nhuber_schedule = \"cosine\""),
        failure(
                "loss-type-unknown",
                ERROR,
                "loss_type is none of its choices",
                "library/train_util.py:6169")
            .foundBy("wrong-choice", "loss_type = \"mse\""),
        failure(
                "snr-options-flow",
                IGNORED,
                "min_snr_gamma and its like on a flow model",
                "flux_train_network.py:436")
            .foundBy("ignored-by-family", "family = \"flux\"\nmin_snr_gamma = 5.0"),
        failure(
                "debiased-flow",
                IGNORED,
                "debiased_estimation_loss on a flow model",
                "sd3_train_network.py:400")
            .foundBy("ignored-by-family", "family = \"sd3\"\ndebiased_estimation_loss = true"),
        failure(
                "noise-options-flow",
                IGNORED,
                "noise_offset and its like on a flow model",
                "flux_train_network.py:327")
            .foundBy("ignored-by-family", "family = \"flux\"\nnoise_offset = 0.05"),
        failure(
                "multires-noise-flow",
                IGNORED,
                "multires_noise_iterations on a flow model",
                "sd3_train_network.py:324")
            .foundBy("ignored-by-family", "family = \"sd3\"\nmultires_noise_iterations = 6"),
        failure(
                "v-parameterization-flow",
                IGNORED,
                "v_parameterization or zero_terminal_snr on a flow model",
                "flux_train_network.py:327")
            .foundBy("ignored-by-family", "family = \"flux\"\nv_parameterization = true"),
        failure(
                "ip-noise-sd3",
                IGNORED,
                "ip_noise_gamma on Stable Diffusion 3",
                "library/sd3_train_utils.py:943")
            .foundBy("ignored-by-family", "family = \"sd3\"\nip_noise_gamma = 0.1"),
        failure(
                "timestep-range-flow",
                IGNORED,
                "min_timestep or max_timestep on FLUX.1, Chroma, Lumina, Anima or HunyuanImage",
                "library/flux_train_utils.py:471")
            .foundBy("ignored-by-family", "family = \"flux\"\nmin_timestep = 200"),
        failure(
                "timestep-out-of-range",
                CRASH,
                "max_timestep above 1000",
                "library/train_util.py:6066")
            .foundBy("out-of-range", "max_timestep = 1100"),
        failure(
                "timestep-min-ge-max",
                CHANGED,
                "min_timestep is not below max_timestep: every image gets max_timestep",
                "library/train_util.py:6066")
            .foundBy("empty-timestep-range", "min_timestep = 500\nmax_timestep = 300"),
        failure(
                "timestep-min-above-max-sd3",
                CHANGED,
                "min_timestep above max_timestep on Stable Diffusion 3: the range runs backwards",
                "library/sd3_train_utils.py:937")
            .foundBy(
                "empty-timestep-range",
                Severity.WARNING,
                "family = \"sd3\"\nmin_timestep = 800\nmax_timestep = 200",
                on -> on),
        failure(
                "timestep-negative",
                CHANGED,
                "a negative min_timestep counts from the end",
                "library/train_util.py:6067")
            .foundBy("out-of-range", "min_timestep = -5"),
        failure(
                "noise-offset-strength-unused",
                IGNORED,
                "noise_offset_random_strength without noise_offset",
                "library/train_util.py:6076")
            .foundBy("inactive-option", "noise_offset_random_strength = true"),
        failure(
                "ip-noise-strength-unused",
                IGNORED,
                "ip_noise_gamma_random_strength without ip_noise_gamma",
                "library/train_util.py:6096")
            .foundBy("inactive-option", "ip_noise_gamma_random_strength = true"),
        failure(
                "multires-discount-unused",
                IGNORED,
                "multires_noise_discount without multires_noise_iterations",
                "library/train_util.py:6083")
            .foundBy("inactive-option", "multires_noise_discount = 0.5"),
        failure(
                "min-snr-and-debiased",
                CHANGED,
                "min_snr_gamma and debiased_estimation_loss: both weights are multiplied",
                "train_network.py:331")
            .foundBy("conflicting-options", "min_snr_gamma = 5.0\ndebiased_estimation_loss = true"),
        failure(
                "min-snr-zero-terminal",
                CHANGED,
                "min_snr_gamma with zero_terminal_snr weights by the schedule as it was before",
                "library/custom_train_functions.py:17")
            .harmless(
                "the weights hardly differ, and the new schedule would divide by zero at its end"),
        failure(
                "timestep-sampling-options",
                IGNORED,
                "a setting of another timestep_sampling",
                "library/flux_train_utils.py:478")
            .foundBy("unused-flow-option", "family = \"flux\"\ndiscrete_flow_shift = 2.0"),
        failure(
                "weighting-scheme-unused",
                IGNORED,
                "weighting_scheme logit_normal or mode without timestep_sampling sigma",
                "library/flux_train_utils.py:509")
            .foundBy(
                "unused-flow-option", "family = \"flux\"\nweighting_scheme = \"logit_normal\""),
        failure(
                "loss-weighting-unused",
                IGNORED,
                "weighting_scheme sigma_sqrt or cosmap with model_prediction_type raw",
                "library/flux_train_utils.py:540")
            .foundBy("unused-flow-option", "family = \"flux\"\nweighting_scheme = \"cosmap\""),
        failure(
                "mode-scale-range",
                CRASH,
                "mode_scale so large that timesteps leave the schedule",
                "library/flux_train_utils.py:519")
            .foundBy(
                "out-of-range",
                "family = \"flux\"\ntimestep_sampling = \"sigma\"\nweighting_scheme = \"mode\"\nmode_scale = 3.0"),
        failure("logit-std-negative", CRASH, "logit_std below 0", "library/flux_train_utils.py:441")
            .foundBy(
                "out-of-range",
                "family = \"flux\"\ntimestep_sampling = \"sigma\"\nweighting_scheme = \"logit_normal\"\nlogit_std = -1.0"),
        failure(
                "discrete-flow-shift-zero",
                CRASH,
                "discrete_flow_shift 0: all timesteps are the same",
                "library/sd3_train_utils.py:657")
            .foundBy(
                "out-of-range",
                "family = \"flux\"\ntimestep_sampling = \"sigma\"\ndiscrete_flow_shift = 0.0"),
        failure(
                "sd3-sigma-sqrt",
                CHANGED,
                "weighting_scheme sigma_sqrt on Stable Diffusion 3: infinite at timestep 0, and the network ends as NaN",
                "library/sd3_train_utils.py:906")
            .foundBy("sigma-sqrt-on-sd3", "family = \"sd3\"\nweighting_scheme = \"sigma_sqrt\""),
        failure(
                "flux-lora-default-prediction",
                CHANGED,
                "FLUX.1 with model_prediction_type sigma_scaled, the default",
                "library/flux_train_utils.py:662")
            .foundBy("flux-prediction-type", "family = \"flux\"\n!model_prediction_type"),
        failure(
                "flux-default-sampling",
                CHANGED,
                "FLUX.1 with timestep_sampling sigma, the default",
                "library/flux_train_utils.py:641")
            .foundBy("flux-timestep-sampling", "family = \"flux\"\n!timestep_sampling"),
        failure(
                "sd3-scaled-pos-embed-size",
                CRASH,
                "a picture larger than the position table of Stable Diffusion 3",
                "library/sd3_models.py:988")
            .foundBy(
                "beyond-position-table",
                Severity.WARNING,
                "family = \"sd3\"\n@resolution = 3200\n@max_bucket_reso = 4096",
                on -> on),
        failure(
                "diff-output-preservation-sd1",
                CRASH,
                "diff_output_preservation for a part of a batch on SD 1.x or 2.x",
                "train_network.py:326")
            .foundBy(
                "output-preservation-fails",
                "family = \"sd15\"\n[[datasets]]\nresolution = 512\nbatch_size = 2\nenable_bucket = true\ncaption_extension = \".txt\"\n[[datasets.subsets]]\nimage_dir = \"images\"\nnum_repeats = 10\n[[datasets.subsets]]\nimage_dir = \"flat\"\nnum_repeats = 10\ncustom_attributes = { diff_output_preservation = true }"),
        failure(
                "diff-output-preservation-several-gpus",
                CRASH,
                "diff_output_preservation on several GPUs: the wrapped network cannot be switched off",
                "train_network.py:313")
            .foundBy(
                "output-preservation-fails",
                "@@custom_attributes = { diff_output_preservation = true }\n[launch]\nnum_processes = 2",
                on -> on.machine(machine -> machine.gpus(2))),
        failure(
                "diff-output-preservation-unread",
                IGNORED,
                "diff_output_preservation on Anima or HunyuanImage",
                "anima_train_network.py:333")
            .foundBy(
                "output-preservation-fails",
                "family = \"anima\"\n@@custom_attributes = { diff_output_preservation = true }"),
        failure(
                "diff-output-preservation-dylora",
                IGNORED,
                "diff_output_preservation with DyLoRA, which knows no multiplier",
                "networks/dylora.py:117")
            .foundBy(
                "output-preservation-fails",
                "network = \"dylora\"\n@@custom_attributes = { diff_output_preservation = true }"),
        failure(
                "loss-nan",
                CHANGED,
                "the loss becomes NaN and training goes on to the end",
                "train_network.py:1490")
            .undecidable(
                "whether it does depends on model, images and rate; the watched run says so at once"));
  }
}
