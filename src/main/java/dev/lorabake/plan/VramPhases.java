package dev.lorabake.plan;

import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What lies on the GPU in each part of a run ({@code train} of train_network.py): first the
 * autoencoder alone, then the text encoders alone, then all that trains; for control images the
 * autoencoder comes back beside that.
 */
final class VramPhases {
  private static final double MIB = 1 << 20;

  /** Side of a control image when its prompt says nothing ({@code sample_image_inference}). */
  private static final long SAMPLE_SIDE = 512;

  private static final long LARGEST_SIDE = 1L << 14;

  private final Recipe recipe;
  private final VramCase in;
  private final OptionalDouble free;
  private final List<VramPhase> phases = new ArrayList<>();

  private VramPhases(Recipe recipe, VramCase in, OptionalDouble free) {
    this.recipe = recipe;
    this.in = in;
    this.free = free;
  }

  /**
   * All phases in their order.
   *
   * @param area pixels of the largest image of all datasets
   * @param training need of the steps, and the upper end of its range, in MiB
   * @param free what may be used of the card, in MiB
   */
  static List<VramPhase> of(
      Recipe recipe, VramCase in, long area, double training, double high, OptionalDouble free) {
    VramPhases made = new VramPhases(recipe, in, free);
    if (recipe.flag("cache_latents") || recipe.flag("cache_latents_to_disk")) {
      made.latents(area);
    }
    if (in.textCached()) {
      made.text();
    }
    made.add(VramPhase.TRAINING, training, high, "everything that trains");
    long sample = sampleArea(recipe);
    if (sample > 0) {
      made.samples(sample);
    }
    return List.copyOf(made.phases);
  }

  private void latents(long area) {
    double images = area * (double) recipe.whole("vae_batch_size").orElse(1) / MIB;
    double rest = VramFacts.vaeWeights(in.vaeFp32()) + fixed();
    String kind = in.model().vaeKind();
    between(
        "caching-latents",
        rest + images * VramFacts.vaeEncode(kind, in.vaeFp32(), false),
        rest + images * VramFacts.vaeEncode(kind, in.vaeFp32(), true),
        "the autoencoder in " + (in.vaeFp32() ? "32" : "16") + " bits");
  }

  /** All of them at once; T5 stays in 8 bits only if its file is, and fp8_base is set. */
  private void text() {
    double factor = in.fullPrecision() ? VramFacts.fullPrecision("weights") : 1;
    boolean small = in.fp8Text() && fp8File(recipe);
    double sum = 0;
    boolean t5 = false;
    List<String> names = new ArrayList<>();
    for (VramModel.TextEncoder encoder : in.model().textEncoders()) {
      t5 |= !encoder.trainable();
      boolean fp8 = small && !encoder.trainable();
      sum += fp8 ? encoder.fp8() : encoder.bits16() * factor;
      names.add(encoder.name() + (fp8 ? " in fp8" : ""));
    }
    double need = sum + VramFacts.textWork(t5) * factor + fixed();
    add("caching-text", need, need + 0.05 * sum, String.join(", ", names));
  }

  /** Whether T5's file holds 8 bits, by its name. */
  static boolean fp8File(Recipe recipe) {
    String file =
        recipe
            .text("t5xxl")
            .or(() -> recipe.text("pretrained_model_name_or_path"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return file.substring(file.lastIndexOf('/') + 1).contains("fp8");
  }

  private void samples(long area) {
    VramPeak peak = VramPeak.of(in);
    VramModel model = in.model();
    double resident = VramPeak.weights(in) + peak.lora() + peak.optimizer() + fixed();
    if (in.distributed()) {
      resident += peak.lora();
    }
    boolean widened = model.id().equals("sdxl") && in.fp8();
    if (widened) { // the U-Net is made 16 bit for the pictures (sdxl_lpw_stable_diffusion.py)
      resident += model.weights() - model.weightsFp8();
    }
    if (in.vaeBatch() == 0) {
      resident += VramFacts.vaeWeights(in.vaeFp32());
    }
    // picture with and without the prompt at once; FLUX takes them one after the other
    long together = model.id().equals("flux") ? 1 : 2;
    double drawing = model.checkpointing().forward() * model.work().of(together, area);
    double image = area / MIB;
    String kind = model.vaeKind();
    between(
        "sampling",
        resident + Math.max(drawing, image * VramFacts.vaeDecode(kind, in.vaeFp32(), false)),
        resident + Math.max(drawing, image * VramFacts.vaeDecode(kind, in.vaeFp32(), true)),
        "the autoencoder beside what trains" + (widened ? ", the U-Net in 16 bits" : ""));
  }

  /** Pixels of the largest control image, 0 where none is made. */
  static long sampleArea(Recipe recipe) {
    boolean often =
        recipe.flag("sample_at_first")
            || recipe.whole("sample_every_n_epochs").orElse(0) > 0
            || recipe.whole("sample_every_n_steps").orElse(0) > 0;
    return often ? prompts(recipe).stream().mapToLong(VramPhases::area).max().orElse(0) : 0;
  }

  /** The prompts of the recipe, or of the file that it names. */
  static List<SamplePrompt> prompts(Recipe recipe) {
    @Nullable PromptFile file = PromptFile.of(recipe);
    return file == null ? recipe.samples() : file.prompts();
  }

  static long area(SamplePrompt prompt) {
    long width = prompt.settings().whole("width").orElse(SAMPLE_SIDE);
    long height = prompt.settings().whole("height").orElse(SAMPLE_SIDE);
    return Math.clamp(width, 0, LARGEST_SIDE) * Math.clamp(height, 0, LARGEST_SIDE);
  }

  private static double fixed() {
    return VramFacts.allocator() + VramFacts.context("usual");
  }

  /** The need lies in the middle: how much of its workspace cuDNN takes is not known. */
  private void between(String phase, double low, double high, String what) {
    add(phase, (low + high) / 2, high, what);
  }

  private void add(String phase, double need, double high, String what) {
    // the need of the others holds a share of cuDNN's workspaces, so all of the card counts
    double share = phase.equals(VramPhase.TRAINING) ? 1 : VramFacts.safeShareOfFree();
    boolean fits = free.isEmpty() || need * share <= free.getAsDouble();
    phases.add(new VramPhase(phase, Math.round(need * MIB), Math.round(high * MIB), fits, what));
  }
}
