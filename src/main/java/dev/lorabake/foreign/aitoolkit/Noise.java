package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;

/** Which noise, and how much of it (toolkit/samplers/custom_flowmatch_sampler.py). */
final class Noise {
  private static final long LAST = 999;

  private final Job job;
  private final Mapping to;

  private Noise(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    Noise noise = new Noise(job);
    noise.offset();
    noise.range();
    if (job.flow()) {
      noise.timesteps();
      noise.guidance();
    } else {
      Key type = job.key("train.timestep_type");
      type.mappedAs("it belongs to models of flow matching");
    }
    Key scheduler = job.key("train.noise_scheduler");
    boolean flow = scheduler.text().orElse("ddpm").equals("flowmatch");
    if (flow == job.flow()) {
      scheduler.mapped();
    } else if (scheduler.says()) {
      scheduler.approximated("sd-scripts adds noise in the way that the family was made with");
    }
    Key style = job.key("train.content_or_style");
    if (style.text().orElse("balanced").equals("balanced")) {
      style.unset();
    } else {
      style.dropped("sd-scripts draws early and late timesteps alike");
    }
  }

  private void offset() {
    Key offset = job.key("train.noise_offset");
    if (offset.number(0) == 0) {
      offset.unset();
    } else if (to.hears("noise_offset")) {
      to.set(offset, "noise_offset", offset.number(0));
    } else {
      offset.dropped("sd-scripts adds none for this family");
    }
  }

  private void range() {
    limit(job.key("train.min_denoising_steps"), 0, "min_timestep");
    limit(job.key("train.max_denoising_steps"), LAST, "max_timestep");
  }

  private void limit(Key key, long usual, String option) {
    long said = key.whole(usual);
    if (said == usual || said > LAST) {
      key.unset();
    } else if (to.hears(option)) {
      to.set(key, option, Math.max(0, said));
    } else {
      key.dropped("sd-scripts draws from all of the noise for this family");
    }
  }

  private void timesteps() {
    Key key = job.key("train.timestep_type");
    String word = key.text().orElse("sigmoid");
    if (job.family().equals("sd3")) {
      switch (word) {
        case "sigmoid" ->
            to.setOrAdd(key, "weighting_scheme", "logit_normal", Job.OWN + ": a bell");
        case "linear" -> to.set(key, "weighting_scheme", "uniform");
        default -> to.setNear(key, "sd-scripts has no " + word, "weighting_scheme", "logit_normal");
      }
      return;
    }
    String option = "timestep_sampling";
    switch (word) {
      case "sigmoid" -> to.setOrAdd(key, option, "sigmoid", Job.OWN);
      case "linear" -> to.set(key, option, "uniform");
      case "flux_shift", "shift" ->
          to.setNear(
              key,
              "sd-scripts shifts a bell, ai-toolkit an even distribution",
              option,
              "flux_shift");
      case "lumina2_shift" ->
          to.setNear(
              key,
              "sd-scripts shifts a bell, ai-toolkit an even distribution",
              option,
              job.family().equals("lumina") ? "nextdit_shift" : "flux_shift");
      case "weighted" ->
          to.setNear(key, "every timestep alike, and none weighs more", option, "uniform");
      default -> to.setNear(key, "sd-scripts has no " + word + ": a bell", option, "sigmoid");
    }
  }

  private void guidance() {
    if (to.hears("guidance_scale")) {
      boolean chroma = job.family().equals("chroma");
      to.add("guidance_scale", chroma ? 0.0 : 1.0, "ai-toolkit trains with it");
    }
    if (to.hears("model_prediction_type")) {
      to.add("model_prediction_type", "raw", "ai-toolkit compares what the model gives as it is");
    }
  }
}
