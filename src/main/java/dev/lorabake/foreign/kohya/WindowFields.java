package dev.lorabake.foreign.kohya;

import dev.lorabake.foreign.OptionValue;
import java.util.regex.Pattern;

/**
 * Fills in what the GUI's window changes by itself once a file is loaded, what it always passes on,
 * and what it refuses.
 */
final class WindowFields {
  /** A name on the hub that the GUI takes for a path (common_gui.py, validate_model_path). */
  private static final Pattern DOTTED = Pattern.compile("[\\w-]+/[\\w-]*\\.[\\w.-]*");

  private static final Pattern MODEL_FILE = Pattern.compile(".*\\.(safetensors|ckpt|pt|sft)");

  private final GuiForm form;
  private final OptionFields options;

  WindowFields(GuiForm form) {
    this.form = form;
    options = new OptionFields(form);
  }

  void fill() {
    forced();
    rank();
    optimizer();
    resumeFromHub();
    hubName();
  }

  /** Where the window sets fields by itself once a file is loaded (class_flux1.py). */
  private void forced() {
    chroma();
    if (form.recipe().flag("color_aug") && form.recipe().flag("cache_latents")) {
      force("cache_latents", false, "the GUI's window unticks it where colours are augmented");
    }
    attention();
  }

  /** Anima's is left out where it is torch; HunyuanImage's is always passed on. */
  private void attention() {
    String option = "attn_mode";
    Object said = form.said(option).orElse(null);
    if (form.model() == GuiModel.HUNYUAN_IMAGE && said == null) {
      form.put("hunyuan_attn_mode", form.recipe().flag("xformers") ? "xformers" : "torch");
    } else if (form.model() == GuiModel.ANIMA && said != null && said.equals("torch")) {
      form.raw(option, said, "the GUI leaves it out where it is torch");
    } else {
      options.fill(option);
    }
  }

  private void force(String key, Object value, String because) {
    form.put(key, value);
    Object wanted = form.said(key).orElse(form.otherwise(key));
    if (wanted == null || OptionValue.same(wanted, value)) {
      return;
    }
    form.raw(key, wanted, because);
    if (form.said(key).isEmpty()) {
      form.ledger().added(GuiForm.RAW, "--" + key + "=" + RawWords.text(wanted), because);
    }
  }

  private void chroma() {
    if (!form.recipe().family().id().equals("chroma")) {
      return;
    }
    String because = "the GUI's window sets it to something else for Chroma";
    force("guidance_scale", 0.0, because);
    force("timestep_sampling", "sigmoid", because);
    form.said("clip_l")
        .ifPresent(file ->
            form.raw("clip_l", file, "the GUI passes none on for Chroma, which has no use for it"));
    form.put("apply_t5_attn_mask", true);
    if (!form.recipe().flag("apply_t5_attn_mask")) {
      form.dropped("apply_t5_attn_mask", "the GUI always masks T5 for Chroma");
    }
  }

  /** Networks take 4 where no rank is named; the GUI always names one. */
  private void rank() {
    if (form.said("network_dim").isEmpty()) {
      form.put("network_dim", 4L);
      form.ledger().added("network_dim", 4L, "what networks take where the recipe names no rank");
    }
  }

  private void optimizer() {
    String name = form.said("optimizer_type").map(Object::toString).orElse("");
    if (form.recipe().flag("use_8bit_adam")) {
      name = "AdamW8bit";
    } else if (form.recipe().flag("use_lion_optimizer")) {
      name = "Lion";
    }
    form.put("optimizer", name.isEmpty() ? "AdamW" : name);
    form.mapped("optimizer_type", "optimizer");
    form.mapped("use_8bit_adam", "optimizer");
    form.mapped("use_lion_optimizer", "optimizer");
    if (name.isEmpty()) {
      form.ledger()
          .added("optimizer", "AdamW", "what sd-scripts takes where the recipe names none");
    }
  }

  /**
   * The GUI has a text for what is a switch, and wants the state it resumes to be a folder here.
   */
  private void resumeFromHub() {
    String option = "resume_from_huggingface";
    if (form.recipe().flag(option)) {
      form.put("resume", "");
      form.raw(option, true, "the GUI resumes from folders of this machine only");
      form.said("resume")
          .ifPresent(place ->
              form.raw("resume", place, "the GUI resumes from folders of this machine only"));
    } else {
      form.mapped(option, option);
    }
  }

  /** Names of its own list aside, the GUI takes one with a dot for a path, and finds none. */
  private void hubName() {
    String option = "pretrained_model_name_or_path";
    String name = form.said(option).map(Object::toString).orElse("");
    boolean refused =
        DOTTED.matcher(name).matches()
            && !MODEL_FILE.matcher(name).matches()
            && !name.startsWith("stabilityai/stable-diffusion-xl-");
    if (refused) {
      form.approximated(
          option, "the GUI refuses a name on the hub with a dot: name a file", option);
    }
  }

  /** The GUI passes accelerate's backend on to sd-scripts too, which reads it when it compiles. */
  void compiler() {
    String option = "dynamo_backend";
    Object passed = form.value(option);
    Object wanted = form.recipe().value(option).orElse(passed);
    if (form.said(option).isEmpty() && !form.recipe().flag("torch_compile")) {
      return;
    }
    if (wanted.equals(passed)) {
      form.mapped(option, option);
    } else {
      form.raw(option, wanted, "the GUI's field is accelerate's too");
    }
  }
}
