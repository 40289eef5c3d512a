package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings that look as if they saved GPU memory, and do not. */
final class VramNotes {
  private VramNotes() {}

  static List<String> of(Recipe recipe, VramCase in) {
    List<String> notes = new ArrayList<>();
    if (in.fp8() && !in.checkpointing()) {
      notes.add(
          "fp8_base saves nothing without gradient_checkpointing: a 16-bit copy of each layer is"
              + " kept for the backward pass");
    }
    if (!in.trainsText() && !in.textCached()) {
      double text =
          in.model().textEncoders().stream().mapToDouble(VramModel.TextEncoder::bits16).sum();
      notes.add(
          String.format(
              Locale.ROOT,
              "the text encoders (%.1f GiB in 16 bits) stay on the card although they are not"
                  + " trained",
              text / 1024));
    }
    if (in.accumulates()) {
      notes.add(
          "gradient_accumulation_steps saves nothing by itself: gradients then lie there all the"
              + " time; only a smaller batch_size saves");
    }
    if (recipe.flag("lowram")) {
      notes.add("lowram saves main memory, not the GPU's");
    }
    if (in.blocksToSwap() > 0 && in.model().swap() == null) {
      notes.add("blocks_to_swap does nothing for " + in.model().title());
    }
    return List.copyOf(notes);
  }
}
