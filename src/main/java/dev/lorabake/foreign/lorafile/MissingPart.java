package dev.lorabake.foreign.lorafile;

import dev.lorabake.catalog.Family;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.weights.LoraShape;
import java.util.Map;

/** What a recipe cannot do without and no metadata tells, and what the tensors tell instead. */
final class MissingPart {
  private static final Map<String, String> PRECISIONS = Map.of("F16", "fp16", "BF16", "bf16");

  private static final String NOT_TOLD = "needed, and the file does not tell it";

  private final Target target;
  private final LoraShape shape;

  MissingPart(Target target, LoraShape shape) {
    this.target = target;
    this.shape = shape;
  }

  void add() {
    target.family().ifPresent(this::files);
    parts();
    if (shape.dtypes().size() == 1 && !target.draft().train().has("save_precision")) {
      String precision = PRECISIONS.get(shape.dtypes().iterator().next());
      if (precision != null) {
        target.add("save_precision", precision, "told from the type of the tensors");
      }
    }
    if (target.draft().datasets().isEmpty() && !target.draft().train().has("train_data_dir")) {
      target.add("train_data_dir", Placeholder.of("folder that holds N_name folders"), NOT_TOLD);
    }
    if (!target.draft().train().has("output_dir")) {
      target.add("output_dir", "output", "no file tells where it was written to first");
    }
  }

  private void files(Family family) {
    for (String option : family.requires()) {
      if (!target.draft().train().has(option)) {
        target.add(option, Placeholder.of(option + " file"), NOT_TOLD);
      }
    }
  }

  private void parts() {
    if (shape.unet() && !shape.textEncoder()) {
      target.add("network_train_unet_only", true, "the file has no tensor of a text encoder");
    } else if (shape.textEncoder() && !shape.unet()) {
      target.add(
          "network_train_text_encoder_only", true, "the file has tensors of text encoders alone");
    }
  }
}
