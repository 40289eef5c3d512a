package dev.lorabake.foreign.kohya;

import java.util.List;

/**
 * Fills in what stands in the GUI as one choice for several options: attention, noise, precision.
 */
final class ChoiceFields {
  private static final List<String> ORIGINAL =
      List.of("noise_offset", "noise_offset_random_strength", "adaptive_noise_scale");
  private static final List<String> MULTIRES =
      List.of("multires_noise_iterations", "multires_noise_discount");

  private final GuiForm form;
  private final OptionFields options;

  ChoiceFields(GuiForm form) {
    this.form = form;
    options = new OptionFields(form);
  }

  void fill() {
    attention();
    noise();
    savePrecision();
    t5Precision();
    velocity();
  }

  private void attention() {
    boolean xformers = form.recipe().flag("xformers");
    boolean sdpa = form.recipe().flag("sdpa");
    form.put("xformers", xformers ? "xformers" : sdpa ? "sdpa" : "none");
    form.mapped("xformers", "xformers");
    if (xformers && sdpa) {
      form.raw("sdpa", true, "the GUI has one of xformers and sdpa");
    } else {
      form.mapped("sdpa", "xformers");
    }
  }

  /** The first option of each kind is what switches it on; without it the others are not read. */
  private void noise() {
    boolean original = isOn(ORIGINAL.getFirst());
    boolean multires = isOn(MULTIRES.getFirst());
    form.put("noise_offset_type", multires && !original ? "Multires" : "Original");
    noise(ORIGINAL, original, original || !multires);
    noise(MULTIRES, multires, multires && !original);
  }

  private void noise(List<String> group, boolean on, boolean chosen) {
    for (String option : group) {
      Object value = form.said(option).orElse(null);
      if (on && chosen) {
        options.fill(option);
        continue;
      }
      options.quiet(form.field(option).orElseThrow(), option);
      if (value != null && on) {
        options.withoutField(
            option, value, "the GUI has either a noise offset or multi-resolution noise");
      } else {
        form.mappedAs(option, "sd-scripts does nothing with it without " + group.getFirst());
      }
    }
  }

  private boolean isOn(String option) {
    return form.said(option)
        .filter(value -> value instanceof Number number && number.doubleValue() != 0)
        .isPresent();
  }

  /** The GUI always names one; without it sd-scripts keeps what the weights are trained in. */
  private void savePrecision() {
    if (form.said("save_precision").isPresent()) {
      options.fill("save_precision");
      return;
    }
    String kept =
        form.recipe().flag("full_fp16")
            ? "fp16"
            : form.recipe().flag("full_bf16") ? "bf16" : "float";
    form.put("save_precision", kept);
    form.ledger()
        .added("save_precision", kept, "what sd-scripts saves where the recipe names none");
  }

  /** As above: without it T5 is held in what the training computes in. */
  private void t5Precision() {
    if (form.model() != GuiModel.SD3 || form.said("t5xxl_dtype").isPresent()) {
      return;
    }
    String computed =
        switch (form.recipe().text("mixed_precision").orElse("no")) {
          case "fp16" -> "fp16";
          case "bf16" -> "bf16";
          default -> "float32";
        };
    form.put("t5xxl_dtype", computed);
    form.ledger()
        .added("t5xxl_dtype", computed, "what sd-scripts takes where the recipe names none");
  }

  /** The window unticks it where no model box is ticked (class_source_model.py). */
  private void velocity() {
    String option = "v_parameterization";
    boolean alone = form.model() == GuiModel.SD && !form.recipe().flag("v2");
    if (alone && form.recipe().flag(option)) {
      form.raw(option, true, "the GUI unticks it where no model box is ticked");
    } else {
      options.fill(option);
    }
  }
}
