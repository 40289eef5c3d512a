package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** What counts as wrong (modules/modelSetup/mixin/ModelSetupDiffusionLossMixin.py). */
final class Losses {
  private static final double GAMMA = 5;

  private final Config config;
  private final Mapping to;
  private final Draft.Table train;

  private Losses(Config config) {
    this.config = config;
    this.to = config.to();
    this.train = to.draft().train();
  }

  static void map(Config config) {
    Losses losses = new Losses(config);
    losses.kind();
    losses.weight();
    losses.masks();
  }

  /** OneTrainer adds several up, each with a factor; sd-scripts takes one. */
  private void kind() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("mse_strength", "l2");
    types.put("mae_strength", "l1");
    types.put("huber_strength", "huber");
    types.put("log_cosh_strength", "smooth_l1");
    String strongest = "mse_strength";
    int used = 0;
    for (String name : types.keySet()) {
      double strength = strength(name);
      used += strength > 0 ? 1 : 0;
      if (strength > strength(strongest)) {
        strongest = name;
      }
    }
    for (String name : types.keySet()) {
      Key key = config.key(name);
      if (strength(name) <= 0) {
        key.unset();
      } else if (!name.equals(strongest)) {
        key.dropped("sd-scripts takes one kind of loss, here that of " + strongest);
      } else if (used > 1) {
        to.setNear(key, "the strongest of several alone", "loss_type", types.get(name));
      } else if (name.equals("mse_strength")) {
        key.mapped();
      } else if (name.equals("mae_strength")) {
        to.set(key, "loss_type", "l1");
      } else {
        to.setNear(
            key, "sd-scripts' smooth loss is of another formula", "loss_type", types.get(name));
      }
    }
    Key delta = config.key("huber_delta");
    if (strongest.equals("huber_strength")) {
      train.set("huber_schedule", "constant", delta.place());
      to.setOrAdd(delta, "huber_c", delta.number(1), Config.OWN);
    } else {
      delta.unset();
    }
  }

  private double strength(String name) {
    return config.key(name).number(name.equals("mse_strength") ? 1 : 0);
  }

  private void weight() {
    Key function = config.key("loss_weight_fn");
    Key strength = config.key("loss_weight_strength");
    String word = function.text().orElse("CONSTANT");
    switch (word) {
      case "CONSTANT" -> {
        function.mapped();
        strength.unset();
      }
      case "MIN_SNR_GAMMA" -> {
        if (!to.hears("min_snr_gamma")) {
          function.dropped("it has no meaning for a model of flow matching");
          strength.unset();
        } else {
          function.mapped("train.min_snr_gamma");
          to.setOrAdd(strength, "min_snr_gamma", strength.number(GAMMA), Config.OWN);
        }
      }
      case "DEBIASED_ESTIMATION" -> {
        strength.unset();
        if (to.hears("debiased_estimation_loss")) {
          to.set(function, "debiased_estimation_loss", true);
        } else {
          function.dropped("it has no meaning for a model of flow matching");
        }
      }
      default -> {
        function.dropped("sd-scripts has no such weight");
        strength.unset();
      }
    }
    Key scaler = config.key("loss_scaler");
    if (scaler.text().orElse("NONE").equals("NONE")) {
      scaler.unset();
    } else {
      scaler.dropped("an optimizer of Adam's kind does not feel it, and sd-scripts has none");
    }
  }

  private void masks() {
    Key masked = config.key("masked_training");
    if (masked.flag(false)) {
      train.set("masked_loss", true, masked.place());
      masked.question(
          "OneTrainer takes NAME-masklabel.png beside an image for its mask; sd-scripts wants masks"
              + " in a folder of their own, each named as its image, and takes those left beside the"
              + " images for images: move them",
          "train.masked_loss",
          "datasets[0].subsets[0].conditioning_data_dir");
      lost(
          "unmasked_weight",
          0.1,
          "paint the masks' black parts that bright instead: 0.1 is 26 of 255");
      lost("unmasked_probability", 0.1, "sd-scripts uses the mask in every step");
      return;
    }
    masked.unset();
    for (String name :
        new String[] {
          "unmasked_weight",
          "unmasked_probability",
          "normalize_masked_area_loss",
          "masked_prior_preservation_weight"
        }) {
      config.key(name).unset();
    }
  }

  private void lost(String name, double usual, String why) {
    Key key = config.key(name);
    if (key.number(usual) > 0) {
      key.dropped(why);
    } else {
      key.unset();
    }
  }
}
