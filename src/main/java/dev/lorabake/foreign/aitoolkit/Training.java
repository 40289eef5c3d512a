package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;
import java.util.Locale;

/** How long, in which precision, which parts (toolkit/config_modules.py, {@code TrainConfig}). */
final class Training {
  private final Job job;
  private final Mapping to;

  private Training(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    Training training = new Training(job);
    training.length();
    training.parts();
    training.precision();
    training.speed();
    training.loss();
    training.device();
  }

  private void length() {
    Key steps = job.key("train.steps");
    long batches = job.batchesInStep();
    long said = steps.whole(1000);
    if (batches > 1) {
      to.setAs(
          steps,
          "in steps of the optimizer, where ai-toolkit counts batches",
          "max_train_steps",
          job.steps((double) said));
    } else {
      to.setOrAdd(steps, "max_train_steps", Math.max(1, said), Job.OWN);
    }
    Key old = job.key("train.gradient_accumulation_steps");
    Key now = job.key("train.gradient_accumulation");
    if (old.number(1) < 0) {
      old.question(
          "it gathers a whole epoch, which sd-scripts cannot: say a number",
          "train.gradient_accumulation_steps");
    } else if (batches > 1) {
      to.set(old, "gradient_accumulation_steps", batches);
      now.unset();
    } else {
      old.unset();
      if (now.whole(1) > 1) {
        to.set(now, "gradient_accumulation_steps", now.whole(1));
      } else {
        now.unset();
      }
    }
    Key clip = job.key("train.max_grad_norm");
    if (clip.says()) {
      to.set(clip, "max_grad_norm", clip.number(1));
    }
    Key seed = job.own("training_seed");
    seed.whole().ifPresentOrElse(value -> to.set(seed, "seed", value), seed::unset);
  }

  private void parts() {
    Key transformer = job.key("train.train_unet");
    Key text = job.key("train.train_text_encoder");
    boolean both = transformer.flag(true);
    if (both && !job.trainsText()) {
      to.setOrAdd(
          text, "network_train_unet_only", true, Job.OWN + ": the text encoders are not trained");
      transformer.mapped("train.network_train_unet_only");
    } else if (!both && job.trainsText()) {
      to.set(transformer, "network_train_text_encoder_only", true);
      text.mapped("train.network_train_text_encoder_only");
    } else if (both) {
      transformer.mapped();
      text.mapped();
    } else if (job.keys().has("embedding") || job.keys().has("adapter")) {
      transformer.mapped();
      text.mapped();
    } else {
      transformer.question("nothing at all is trained: say what should be");
      text.unset();
    }
    Key rate = job.key("train.unet_lr");
    rate.number().ifPresentOrElse(value -> to.set(rate, "unet_lr", value), rate::unset);
    Key textRate = job.key("train.text_encoder_lr");
    if (textRate.number().isEmpty()) {
      textRate.unset();
    } else if (job.trainsText()) {
      to.set(textRate, "text_encoder_lr", List.of(textRate.number(0)));
    } else {
      textRate.unset();
    }
  }

  private void precision() {
    Key type = job.key("train.dtype");
    String word = type.text().orElse("fp32");
    String precision = precision(word);
    to.setOrAdd(type, "mixed_precision", precision, Job.OWN);
    if (precision.isEmpty()) {
      to.draft().train().set("mixed_precision", to.family().usualPrecision(), type.place());
      type.question("lorabake knows no such precision", "train.mixed_precision");
    }
    Key saved = job.key("save.dtype");
    String file = precision(saved.text().orElse("float16"));
    to.setOrAdd(
        saved, "save_precision", file.equals("no") || file.isEmpty() ? "float" : file, Job.OWN);
  }

  /** Empty for what is none. */
  private static String precision(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "bf16", "bfloat16" -> "bf16";
      case "fp16", "float16", "half" -> "fp16";
      case "fp32", "float32", "float" -> "no";
      default -> "";
    };
  }

  private void speed() {
    Key checkpointing = job.key("train.gradient_checkpointing");
    if (checkpointing.flag(true)) {
      to.setOrAdd(checkpointing, "gradient_checkpointing", true, Job.OWN);
    } else {
      checkpointing.mapped();
    }
    Key xformers = job.key("train.xformers");
    Key sdp = job.key("train.sdp");
    if (to.hears("attn_mode")) {
      to.add("attn_mode", "torch", "ai-toolkit takes torch's own attention");
      xformers.unset();
      sdp.unset();
    } else if (xformers.flag(false) && to.hears("xformers")) {
      to.set(xformers, "xformers", true);
      sdp.unset();
    } else {
      xformers.mappedAs("this family's script has one kind of attention, torch's own");
      if (to.hears("sdpa")) {
        to.setOrAdd(sdp, "sdpa", true, "torch's own attention, as in ai-toolkit");
      } else {
        sdp.mapped();
      }
    }
  }

  private void loss() {
    Key type = job.key("train.loss_type");
    switch (type.text().orElse("mse")) {
      case "mse" -> type.mapped();
      case "mae" -> to.set(type, "loss_type", "l1");
      case "pseudo_huber" ->
          to.setNear(type, "sd-scripts' is of the same kind", "loss_type", "huber");
      default -> type.dropped("sd-scripts has no such loss: it takes the mean square");
    }
    Key gamma = job.key("train.min_snr_gamma");
    Key old = job.key("train.snr_gamma");
    if (gamma.number(0) > 0 && to.hears("min_snr_gamma")) {
      to.set(gamma, "min_snr_gamma", gamma.number(0));
    } else if (gamma.number(0) > 0) {
      gamma.dropped("it has no meaning for a model of flow matching");
    } else {
      gamma.unset();
    }
    if (old.number(0) > 0) {
      old.dropped("sd-scripts has min_snr_gamma alone");
    } else {
      old.unset();
    }
    Key weight = job.key("train.reg_weight");
    if (weight.says() && weight.number(1) != 1) {
      to.set(weight, "prior_loss_weight", weight.number(1));
    } else {
      weight.unset();
    }
  }

  private void device() {
    Key device = job.own("device");
    String word = device.text().orElse("cuda");
    if (word.matches("cuda:[1-9]\\d*")) {
      to.draft().launch().set("gpu_ids", word.substring("cuda:".length()), device.place());
      device.mapped("launch.gpu_ids");
    } else if (word.startsWith("cuda")) {
      device.mapped();
    } else {
      device.dropped("sd-scripts takes the card that it finds");
    }
  }
}
