package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.HubName;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.ArrayList;
import java.util.List;

/** What is trained, and the files it is made of. */
final class BaseModels {
  private static final String BASE = "pretrained_model_name_or_path";
  private static final String TARGET = "train." + BASE;
  private static final String WHAT = "base model file";

  private final Config config;
  private final Mapping to;

  private BaseModels(Config config) {
    this.config = config;
    this.to = config.to();
  }

  static void map(Config config) {
    BaseModels models = new BaseModels(config);
    models.family();
    models.method();
    models.base();
    models.autoencoder();
    config
        .key("lora_model_name")
        .text()
        .ifPresent(text ->
            config.to().setPath(config.key("lora_model_name"), "network_weights", "LoRA file"));
  }

  private void family() {
    Key type = config.key("model_type");
    to.draft().family(config.family(), type.place());
    String doubt = config.model().doubt();
    if (doubt != null) {
      type.question(doubt, "family", TARGET);
    } else if (type.there()) {
      type.mapped("family");
    } else {
      to.keys().ledger().added("family", config.family(), Config.OWN);
    }
    if (config.model().predictsVelocity() && !config.key("force_epsilon_prediction").flag(false)) {
      to.add("v_parameterization", true, "OneTrainer reads it from the model, which predicts so");
    }
  }

  private void method() {
    Key method = config.key("training_method");
    String word = method.text().orElse("FINE_TUNE");
    if (word.equals("LORA")) {
      method.mappedAs("lorabake trains LoRAs only");
      config.keys().under("embedding").forEach(Key::unset);
      return;
    }
    String was =
        switch (word) {
          case "FINE_TUNE" ->
              "it trained the whole model, and a LoRA stands for it here: a rate about ten times"
                  + " as high and far fewer steps are usual for one";
          case "EMBEDDING" ->
              "it trained an embedding, and a LoRA stands for it here: model, images and samples"
                  + " carry over, look at rank, rate and steps anew";
          case "FINE_TUNE_VAE" ->
              "it trained the VAE, which sd-scripts cannot: only model, images and samples carry"
                  + " over to a LoRA";
          default -> "lorabake knows no such method: a LoRA stands for it here";
        };
    if (method.there()) {
      method.question(was + "; go on if a LoRA is what you want", "network");
    } else {
      to.keys().ledger().added("network", "lora", "without training_method " + was);
    }
  }

  private void base() {
    Key own = config.denoiser("model_name");
    Key named = config.key("base_model_name");
    if (config.model().hasUnet()) {
      String text = named.text().orElse("stable-diffusion-v1-5/stable-diffusion-v1-5");
      if (!named.says()) {
        named.unset();
        to.add(BASE, text, Config.OWN);
      } else if (HubName.looksLikeOne(text, to.base())) {
        to.setAs(
            named, "a name on the Hugging Face hub, which sd-scripts takes as well", BASE, text);
      } else {
        to.setPath(named, BASE, WHAT);
      }
      return;
    }
    Key file = own.says() ? own : named;
    ForeignPath path = HubName.file(file.text().orElse(""), WHAT, to.base());
    to.draft().train().set(BASE, path.value(), file.place());
    List<String> asked = new ArrayList<>(List.of(TARGET));
    asked.addAll(to.askForFiles(file.place(), path.question() == null));
    if (file.there()) {
      String why = path.question() == null ? "it holds the transformer alone" : path.question();
      file.question(
          why + "; sd-scripts reads each part of this model from a file of its own",
          asked.toArray(String[]::new));
    } else {
      to.keys().ledger().added(TARGET, path.value(), "the config names no model");
    }
    if (own.says()) {
      named.dropped(
          "transformer.model_name stands for it; its other parts need files of their own");
    }
  }

  private void autoencoder() {
    Key vae = config.key("vae.model_name");
    String text = vae.text().orElse("");
    if (text.isEmpty()) {
      vae.unset();
    } else if (!config.model().hasUnet()) {
      String option = to.hears("ae") ? "ae" : "vae";
      if (to.hears(option)) {
        ForeignPath path = HubName.file(text, option + " file", to.base());
        to.draft().train().set(option, path.value(), vae.place());
        Mapping.account(vae, path.question(), "train." + option);
      } else {
        vae.dropped("sd-scripts takes this family's VAE from the checkpoint");
      }
    } else if (HubName.looksLikeOne(text, to.base())) {
      to.set(vae, "vae", text);
    } else {
      to.setPath(vae, "vae", "VAE file");
    }
  }
}
