package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;

/**
 * Which noise, and how much of it (modules/modelSetup/mixin/ModelSetupNoiseMixin.py). sd-scripts
 * draws timesteps in its own way for each family.
 */
final class Noise {
  private static final int TIMESTEPS = 1000;

  private final Config config;
  private final Mapping to;
  private final Draft.Table train;

  private Noise(Config config) {
    this.config = config;
    this.to = config.to();
    this.train = to.draft().train();
  }

  static void map(Config config) {
    Noise noise = new Noise(config);
    noise.offsets();
    noise.prediction();
    noise.range();
    if (config.flow()) {
      noise.flow();
    } else {
      noise.even();
    }
    noise.guidance();
  }

  private void offsets() {
    Key offset = config.key("offset_noise_weight");
    if (offset.number(0) <= 0) {
      offset.unset();
    } else if (to.hears("noise_offset")) {
      to.set(offset, "noise_offset", offset.number(0));
    } else {
      offset.dropped("sd-scripts adds none for this family");
    }
    Key perturbation = config.key("perturbation_noise_weight");
    if (perturbation.number(0) <= 0) {
      perturbation.unset();
    } else if (to.hears("ip_noise_gamma")) {
      to.setNear(
          perturbation,
          "sd-scripts adds it to what the model sees, not to what it should find",
          "ip_noise_gamma",
          perturbation.number(0));
    } else {
      perturbation.dropped("sd-scripts adds none for this family");
    }
  }

  private void prediction() {
    Key velocity = config.key("force_v_prediction");
    Key noise = config.key("force_epsilon_prediction");
    Key zero = config.key("rescale_noise_scheduler_to_zero_terminal_snr");
    if (config.flow()) {
      List.of(velocity, noise, zero).forEach(Key::unset);
      return;
    }
    if (velocity.flag(false)) {
      to.set(velocity, "v_parameterization", true);
    } else {
      velocity.unset();
    }
    if (zero.flag(false)) {
      to.set(zero, "zero_terminal_snr", true);
      to.set(zero, "v_parameterization", true);
    } else {
      zero.unset();
    }
    if (noise.flag(false)) {
      noise.mappedAs("sd-scripts predicts noise unless v_parameterization is set");
    } else {
      noise.unset();
    }
  }

  private void range() {
    limit(config.key("min_noising_strength"), 0, "min_timestep");
    limit(config.key("max_noising_strength"), 1, "max_timestep");
  }

  private void limit(Key key, double usual, String option) {
    double share = key.number(usual);
    if (share == usual) {
      key.unset();
    } else if (to.hears(option)) {
      to.set(key, option, (long) (share * TIMESTEPS));
    } else {
      key.dropped("sd-scripts draws from all of the noise for this family");
    }
  }

  /** Diffusion models: every timestep is as likely as any other. */
  private void even() {
    Key distribution = config.key("timestep_distribution");
    if (distribution.text().orElse("UNIFORM").equals("UNIFORM")) {
      distribution.mapped();
    } else {
      distribution.dropped("sd-scripts draws every timestep alike for this family");
    }
    for (String name : List.of("noising_weight", "noising_bias")) {
      Key key = config.key(name);
      if (key.number(0) == 0 || distribution.text().orElse("UNIFORM").equals("UNIFORM")) {
        key.unset();
      } else {
        key.dropped("it belongs to the distribution, which sd-scripts has not");
      }
    }
    neutral(config.key("timestep_shift"), 1);
    config.key("dynamic_timestep_shifting").unset();
  }

  private static void neutral(Key key, double usual) {
    if (key.number(usual) == usual) {
      key.unset();
    } else {
      key.dropped("sd-scripts does not shift timesteps of this family");
    }
  }

  private void flow() {
    Key distribution = config.key("timestep_distribution");
    String word = distribution.text().orElse("UNIFORM");
    Key weight = config.key("noising_weight");
    Key bias = config.key("noising_bias");
    if (config.family().equals("sd3")) {
      density(distribution, word, weight, bias);
      shift("training_shift");
    } else if (word.equals("HEAVY_TAIL")) {
      train.set("timestep_sampling", "sigma", distribution.place());
      density(distribution, word, weight, bias);
      shift("discrete_flow_shift");
    } else {
      sampling(distribution, word, weight, bias);
    }
  }

  /** The densities that sd-scripts has from diffusers; their formulas are OneTrainer's. */
  private void density(Key distribution, String word, Key weight, Key bias) {
    switch (word) {
      case "UNIFORM" -> {
        to.setOrAdd(distribution, "weighting_scheme", "uniform", Config.OWN);
        weight.unset();
        bias.unset();
      }
      case "HEAVY_TAIL" -> {
        to.set(distribution, "weighting_scheme", "mode");
        to.setOrAdd(weight, "mode_scale", weight.number(0), Config.OWN);
        bias.unset();
      }
      default -> {
        boolean same = word.equals("LOGIT_NORMAL");
        if (same) {
          to.set(distribution, "weighting_scheme", "logit_normal");
          spread(weight, "logit_std");
          off(bias, "logit_mean");
        } else {
          to.setNear(
              distribution,
              "sd-scripts has no " + word + ": the nearest bell",
              "weighting_scheme",
              "logit_normal");
          lost(weight, word);
          lost(bias, word);
        }
      }
    }
  }

  private void spread(Key weight, String option) {
    if (weight.number(0) == 0) {
      weight.unset();
    } else {
      to.set(weight, option, weight.number(0) + 1);
    }
  }

  private void off(Key bias, String option) {
    if (bias.number(0) == 0) {
      bias.unset();
    } else {
      to.set(bias, option, bias.number(0));
    }
  }

  private static void lost(Key key, String word) {
    if (key.number(0) == 0) {
      key.unset();
    } else {
      key.dropped("it belongs to " + word);
    }
  }

  private void shift(String option) {
    Key shift = config.key("timestep_shift");
    Key dynamic = config.key("dynamic_timestep_shifting");
    if (dynamic.flag(false)) {
      dynamic.approximated("sd-scripts shifts this family by a fixed factor", "train." + option);
    } else {
      dynamic.unset();
    }
    to.setOrAdd(shift, option, shift.number(1), Config.OWN);
  }

  private void sampling(Key distribution, String word, Key weight, Key bias) {
    Key shift = config.key("timestep_shift");
    Key dynamic = config.key("dynamic_timestep_shifting");
    double factor = shift.number(1);
    boolean bell = !word.equals("UNIFORM");
    String sampling =
        dynamic.flag(false) ? "flux_shift" : factor != 1 ? "shift" : bell ? "sigmoid" : "uniform";
    if (word.equals("LOGIT_NORMAL") || (word.equals("UNIFORM") && sampling.equals("uniform"))) {
      to.setOrAdd(distribution, "timestep_sampling", sampling, Config.OWN);
    } else {
      String how =
          bell
              ? "sd-scripts has no " + word + ": a bell that is highest in the middle"
              : "sd-scripts shifts a bell, not an even distribution";
      train.set("timestep_sampling", sampling, distribution.place());
      distribution.approximated(how, "train.timestep_sampling");
      if (!distribution.there()) {
        to.keys().ledger().added("train.timestep_sampling", sampling, how);
      }
    }
    if (word.equals("LOGIT_NORMAL")) {
      spread(weight, "sigmoid_scale");
      if (bias.number(0) == 0) {
        bias.unset();
      } else {
        bias.dropped("sd-scripts' bell has its middle at 0.5");
      }
    } else {
      lost(weight, word);
      lost(bias, word);
    }
    if (dynamic.flag(false)) {
      dynamic.mapped("train.timestep_sampling");
      shift.unset();
      return;
    }
    dynamic.unset();
    if (factor == 1) {
      shift.unset();
    } else {
      to.set(shift, "discrete_flow_shift", factor);
    }
  }

  private void guidance() {
    Key guidance = config.denoiser("guidance_scale");
    if (!to.hears("guidance_scale")) {
      guidance.unset();
    } else if (config.family().equals("chroma")) {
      to.add("guidance_scale", 0.0, "Chroma has no guidance of its own");
      guidance.unset();
    } else {
      to.setOrAdd(guidance, "guidance_scale", guidance.number(1), Config.OWN);
    }
    if (to.hears("model_prediction_type")) {
      to.add("model_prediction_type", "raw", "OneTrainer compares what the model gives as it is");
    }
    Key mask = config.denoiser("attention_mask");
    if (!mask.flag(false)) {
      mask.unset();
    } else if (to.hears("apply_t5_attn_mask")) {
      to.set(mask, "apply_t5_attn_mask", true);
    } else {
      mask.dropped("sd-scripts has no such mask for this family");
    }
  }
}
