package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.HubName;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import dev.lorabake.recipe.Placeholder;
import java.util.ArrayList;
import java.util.List;

/** What is trained, the files it is made of, and how much of the card it takes. */
final class BaseModels {
  private static final String BASE = "pretrained_model_name_or_path";
  private static final String TARGET = "train." + BASE;
  private static final String WHAT = "base model file";
  private static final int MOST_SWAPPED = 22;

  private final Job job;
  private final Mapping to;

  private BaseModels(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    BaseModels models = new BaseModels(job);
    models.family();
    models.base();
    models.further();
    models.memory();
  }

  private void family() {
    Key told = job.key(job.model().keys().getFirst());
    to.draft().family(job.family(), told.place());
    if (job.model().doubt() != null) {
      told.question(job.model().doubt(), "family", TARGET);
    } else {
      told.mapped("family");
    }
    if (told.name().equals("model.name_or_path")) {
      to.keys()
          .ledger()
          .added("family", job.family(), "a job that names no kind of model is for SD 1.5");
    }
    for (String name : Architecture.switchKeys()) {
      Key key = job.key(name);
      if (!key.flag(false)) {
        key.unset();
      } else if (!key.name().equals(told.name())) {
        key.mapped("family");
      }
    }
    Key velocity = job.key("model.is_v_pred");
    if (velocity.flag(false)) {
      to.set(velocity, "v_parameterization", true);
    } else {
      velocity.unset();
    }
  }

  private void base() {
    Key name = job.key("model.name_or_path");
    String text = name.text().orElse("");
    if (!name.there()) {
      to.draft().train().set(BASE, Placeholder.of(WHAT), null);
      to.keys().ledger().added(TARGET, Placeholder.of(WHAT), "the job names no model: name one");
      to.askForFiles(null, false);
    } else if (job.model().hasUnet()) {
      if (HubName.looksLikeOne(text, to.base())) {
        to.setAs(
            name, "a name on the Hugging Face hub, which sd-scripts takes as well", BASE, text);
      } else if (text.isEmpty()) {
        ForeignPath empty = ForeignPath.of("", WHAT, to.base());
        to.draft().train().set(BASE, empty.value(), name.place());
        Mapping.account(name, empty.question(), TARGET);
      } else {
        to.setPath(name, BASE, WHAT);
      }
    } else {
      ForeignPath path = HubName.file(text, WHAT, to.base());
      to.draft().train().set(BASE, path.value(), name.place());
      vae();
      List<String> asked = new ArrayList<>(List.of(TARGET));
      asked.addAll(to.askForFiles(name.place(), path.question() == null));
      String why = path.question() == null ? "it holds the transformer alone" : path.question();
      name.question(
          why + "; sd-scripts reads each part of this model from a file of its own",
          asked.toArray(String[]::new));
    }
  }

  private void vae() {
    Key vae = job.key("model.vae_path");
    String option = to.hears("ae") ? "ae" : "vae";
    if (vae.says() && to.hears(option)) {
      ForeignPath path = HubName.file(vae.text().orElse(""), option + " file", to.base());
      to.draft().train().set(option, path.value(), vae.place());
      Mapping.account(vae, path.question(), "train." + option);
    }
  }

  private void further() {
    Key vae = job.key("model.vae_path");
    if (job.model().hasUnet() && vae.says()) {
      if (HubName.looksLikeOne(vae.text().orElse(""), to.base())) {
        to.set(vae, "vae", vae.text().orElse(""));
      } else {
        to.setPath(vae, "vae", "VAE file");
      }
    }
    List<Object> merged = new ArrayList<>();
    for (String name : List.of("model.assistant_lora_path", "model.lora_path")) {
      Key key = job.key(name);
      if (!key.says()) {
        key.unset();
        continue;
      }
      ForeignPath path = HubName.file(key.text().orElse(""), "LoRA file", to.base());
      merged.add(path.value());
      to.draft().train().set("base_weights", List.copyOf(merged), key.place());
      String how = "merged into the base model before the training";
      key.approximated(how, "train.base_weights");
      if (path.question() != null) {
        key.question(path.question(), "train.base_weights");
      }
    }
    Key masking = job.key("model.attn_masking");
    if (masking.flag(false) && to.hears("apply_t5_attn_mask")) {
      to.set(masking, "apply_t5_attn_mask", true);
    } else {
      masking.unset();
    }
  }

  private void memory() {
    Key quantize = job.key("model.quantize");
    Key text = job.key("model.quantize_te");
    boolean small = quantize.flag(false);
    boolean smallText = text.says() ? text.flag(false) : small;
    String option = smallText ? "fp8_base" : "fp8_base_unet";
    if (!small) {
      quantize.unset();
      if (text.flag(false)) {
        text.dropped("sd-scripts has no small text encoder without a small transformer");
      } else {
        text.unset();
      }
    } else if (job.model().hasUnet() || !to.hears(option)) {
      String why = "sd-scripts does not quantise this family: it needs more memory than there";
      quantize.dropped(why);
      text.dropped(why);
    } else {
      String how = "sd-scripts has fp8 alone";
      to.setNear(quantize, how, option, true);
      text.approximated(how, "train." + option);
    }
    for (String name : List.of("model.qtype", "model.qtype_te")) {
      Key type = job.key(name);
      String word = type.text().orElse("");
      if (!small || word.isEmpty()) {
        type.unset();
      } else if (word.equals("qfloat8") || word.equals("float8")) {
        type.mapped();
      } else {
        type.approximated("fp8, the only small format of sd-scripts");
      }
    }
    swap();
  }

  private void swap() {
    Key on = job.key("model.layer_offloading");
    Key old = job.key("model.auto_memory");
    Key share = job.key("model.layer_offloading_transformer_percent");
    Key said = on.says() ? on : old;
    if (!said.flag(false)) {
      on.unset();
      old.unset();
      share.unset();
    } else if (to.hears("blocks_to_swap")) {
      long blocks = Math.clamp(Math.round(share.number(1) * MOST_SWAPPED), 1, MOST_SWAPPED);
      to.setNear(said, "as many blocks of the transformer", "blocks_to_swap", blocks);
      share.approximated("as many blocks of the transformer", "train.blocks_to_swap");
    } else {
      said.dropped("sd-scripts swaps no blocks of this family");
      share.dropped("sd-scripts swaps no blocks of this family");
    }
  }
}
