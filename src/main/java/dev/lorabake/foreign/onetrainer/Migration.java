package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.KeyView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings keys of older configs under the names of today, as OneTrainer's own migrations do
 * (modules/util/config/TrainConfig.py, versions 0 to 11; ConceptConfig.py, 0 to 2). A built-in
 * preset has no version and today's names: where a key is named as it was, it is old, whatever the
 * version says.
 */
final class Migration {
  private static final long WITHOUT_BIAS = 4;
  private static final double OLD_MIDDLE = 0.5;

  /** Old name to the one of today. */
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("train_unet", "unet.train"),
          Map.entry("train_unet_epochs", "unet.stop_training_after"),
          Map.entry("unet_learning_rate", "unet.learning_rate"),
          Map.entry("unet_weight_dtype", "unet.weight_dtype"),
          Map.entry("train_prior", "prior.train"),
          Map.entry("prior_model_name", "prior.model_name"),
          Map.entry("train_prior_epochs", "prior.stop_training_after"),
          Map.entry("prior_learning_rate", "prior.learning_rate"),
          Map.entry("prior_weight_dtype", "prior.weight_dtype"),
          Map.entry("train_text_encoder", "text_encoder.train"),
          Map.entry("train_text_encoder_epochs", "text_encoder.stop_training_after"),
          Map.entry("text_encoder_learning_rate", "text_encoder.learning_rate"),
          Map.entry("text_encoder_weight_dtype", "text_encoder.weight_dtype"),
          Map.entry("train_text_encoder_2", "text_encoder_2.train"),
          Map.entry("train_text_encoder_2_epochs", "text_encoder_2.stop_training_after"),
          Map.entry("text_encoder_2_learning_rate", "text_encoder_2.learning_rate"),
          Map.entry("text_encoder_2_weight_dtype", "text_encoder_2.weight_dtype"),
          Map.entry("vae_model_name", "vae.model_name"),
          Map.entry("vae_weight_dtype", "vae.weight_dtype"),
          Map.entry("effnet_encoder_model_name", "effnet_encoder.model_name"),
          Map.entry("effnet_encoder_weight_dtype", "effnet_encoder.weight_dtype"),
          Map.entry("decoder_model_name", "decoder.model_name"),
          Map.entry("decoder_weight_dtype", "decoder.weight_dtype"),
          Map.entry("decoder_text_encoder_weight_dtype", "decoder_text_encoder.weight_dtype"),
          Map.entry("decoder_vqgan_weight_dtype", "decoder_vqgan.weight_dtype"),
          Map.entry("save_after", "save_every"),
          Map.entry("save_after_unit", "save_every_unit"),
          Map.entry("lora_layers", "layer_filter"),
          Map.entry("lora_layer_preset", "layer_filter_preset"),
          Map.entry("lora_layers_regex", "layer_filter_regex"),
          Map.entry("enable_async_offloading", "async_offloading"));

  private static final List<String> EPOCHS_OF =
      List.of("unet", "prior", "text_encoder", "text_encoder_2");

  private final KeyView keys;

  private Migration(KeyView keys) {
    this.keys = keys;
  }

  static void apply(KeyView keys) {
    Migration migration = new Migration(keys);
    migration.optimizer();
    migration.epochs();
    new TreeMap<>(RENAMED).forEach(keys::rename);
    migration.lossWeight();
    migration.noising();
    migration.transformer();
  }

  /** Concepts: {@code repeats} became a balancing, {@code validation_concept} a type. */
  static void concept(KeyView keys, String concept) {
    keys.rename(concept + ".repeats", concept + ".balancing");
    Key validation = keys.key(concept + ".validation_concept");
    if (validation.there()) {
      String type = validation.flag(false) ? "VALIDATION" : "STANDARD";
      keys.change(validation.name(), concept + ".type", type);
    }
  }

  /** Version 0 had {@code optimizer} as a word and {@code optimizer_beta1} beside it. */
  private void optimizer() {
    Key optimizer = keys.key("optimizer");
    if (!optimizer.there()) {
      return;
    }
    keys.rename("optimizer", "optimizer.optimizer");
    String prefix = "optimizer_";
    for (Key key : keys.unaccounted()) {
      String name = key.name();
      if (name.startsWith(prefix) && !name.startsWith("optimizer_defaults")) {
        keys.rename(name, "optimizer." + name.substring(prefix.length()));
      }
    }
  }

  /** What was a number of epochs got a unit of its own. */
  private void epochs() {
    for (String part : EPOCHS_OF) {
      keys.copy("train_" + part + "_epochs", part + ".stop_training_after_unit", "EPOCH");
    }
  }

  /** Version 2 and before: a gamma of its own. */
  private void lossWeight() {
    Key gamma = keys.key("min_snr_gamma");
    if (gamma.number(0) > 0) {
      keys.copy("min_snr_gamma", "loss_weight_fn", "MIN_SNR_GAMMA");
      keys.rename("min_snr_gamma", "loss_weight_strength");
    } else {
      gamma.unset();
    }
  }

  /** Version 3 and before: a weight above 0 meant a sigmoid, and its bias counted from 0. */
  private void noising() {
    Key version = keys.key("__version");
    if (!version.there() || version.whole(0) >= WITHOUT_BIAS) {
      return;
    }
    Key weight = keys.key("noising_weight");
    if (weight.number(0) != 0) {
      keys.copy("noising_weight", "timestep_distribution", "SIGMOID");
      Key bias = keys.key("noising_bias");
      keys.change("noising_bias", "noising_bias", bias.number(OLD_MIDDLE) - OLD_MIDDLE);
    }
  }

  /** Version 8 and before: the transformer went by the name of Würstchen's prior. */
  private void transformer() {
    if (keys.under("transformer").isEmpty()) {
      for (Key key : keys.under("prior")) {
        keys.rename(key.name(), "transformer" + key.name().substring("prior".length()));
      }
    }
  }
}
