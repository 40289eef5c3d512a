package dev.lorabake.plan;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Estimates what a recipe needs of the GPU's memory, with an honest range. */
final class VramEstimator {
  private static final double MIB = 1 << 20;
  private static final int MOST_IMAGES = 64;

  private VramEstimator() {}

  /**
   * The largest batch of a dataset.
   *
   * @param area pixels of its largest image
   */
  record Load(long batch, long area) {}

  /** The estimate for the worst of the loads; {@code null} for a model that nobody measured. */
  static @Nullable VramEstimate estimate(
      Recipe recipe, LoraSize lora, List<Load> loads, Machine machine) {
    String id = BaseModel.of(recipe).memory();
    VramModel model = id == null ? null : VramFacts.model(id);
    if (model == null || loads.isEmpty() || lora.params() == 0) {
      return null;
    }
    return estimate(recipe, worst(recipe, model, loads), loads, machine);
  }

  /** The load that needs most. */
  static VramCase worst(Recipe recipe, VramModel model, List<Load> loads) {
    LoraSize lora = LoraSize.of(recipe);
    return loads.stream()
        .map(load -> VramCases.of(recipe, model, lora, load))
        .max(Comparator.comparingDouble(at -> VramPeak.of(at).needed()))
        .orElseThrow();
  }

  private static VramEstimate estimate(
      Recipe recipe, VramCase in, List<Load> loads, Machine machine) {
    VramPeak peak = VramPeak.of(in);
    double needed = peak.needed();
    double usual = VramFacts.context("usual");
    // the formula asked for up to so much more, and so much less, than the simulated need
    double low = needed / (1 + VramFacts.neededError("high")) - usual + VramFacts.context("low");
    double high = needed / (1 + VramFacts.neededError("low")) - usual + VramFacts.context("high");
    List<String> doubts = doubts(recipe, in);
    double certain = doubts.isEmpty() ? high : high * 1.25;
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("weights", bytes(peak.weights()));
    parts.put("lora", bytes(peak.lora()));
    parts.put("gradients", bytes(peak.gradients()));
    parts.put("optimizer", bytes(peak.optimizer()));
    parts.put("activations", bytes(peak.activations()));
    parts.put("overhead", bytes(peak.overhead()));
    VramSavings savings = VramSavings.of(recipe, loads);
    OptionalDouble free = free(machine.gpu());
    boolean tight = free.isPresent() && needed > free.getAsDouble();
    return new VramEstimate(
        bytes(peak.allocated()),
        bytes(needed),
        bytes(peak.shown()),
        bytes(low),
        bytes(certain),
        source(in, needed, doubts),
        largestBatch(in, free),
        parts,
        savings.smallestCard(),
        savings.alone(),
        tight ? savings.toFit(free.getAsDouble()) : null,
        null);
  }

  /** What of the card may be used, in MiB; empty without a card. */
  static OptionalDouble free(Optional<Gpu> gpu) {
    if (gpu.isEmpty()) {
      return OptionalDouble.empty();
    }
    Long known = gpu.get().freeBytes();
    double free = (known == null ? gpu.get().memoryBytes() : known) / MIB;
    return OptionalDouble.of(free * VramFacts.safeShareOfFree());
  }

  /** The largest batch whose need leaves a little of the card's free memory. */
  private static @Nullable Integer largestBatch(VramCase in, OptionalDouble free) {
    if (free.isEmpty()) {
      return null;
    }
    int batch = 0;
    while (batch < MOST_IMAGES
        && VramPeak.of(in.withBatch(batch + 1)).needed() <= free.getAsDouble()) {
      batch++;
    }
    return batch;
  }

  private static String source(VramCase in, double needed, List<String> doubts) {
    String base =
        "computed for "
            + in.model().title()
            + " from upstream's own tensors, without a GPU; cuDNN's workspaces are not in it";
    String source =
        doubts.isEmpty() ? base : base + "; less certain here: " + String.join(", ", doubts);
    double caching = VramFacts.cachingNeed(in.model());
    return in.textCached() && caching > needed
        ? source + "; caching T5's output beforehand needs " + gib(caching) + " unless it is fp8"
        : source;
  }

  /** What lies outside the settings that the coefficients were checked with. */
  private static List<String> doubts(Recipe recipe, VramCase in) {
    List<String> doubts = new ArrayList<>();
    if (in.plainAttention()) {
      doubts.add("attention without sdpa or xformers");
    }
    if (in.fullPrecision()) {
      doubts.add("mixed_precision no");
    }
    if (!in.checkpointing() && in.model().plain() == null) {
      doubts.add("no gradient checkpointing, which needs much more than this");
    }
    if (in.blocksToSwap() > 0) {
      doubts.add(in.model().swap() == null ? "blocks_to_swap is not counted" : "blocks_to_swap");
    }
    if (in.denseMask()) {
      doubts.add("apply_t5_attn_mask");
    }
    if (!LoraSize.isPlain(recipe)) {
      doubts.add("the size of this network");
    }
    if (VramCases.optimizer(recipe).map(OptimizerType::paged).orElse(false)) {
      doubts.add("a paged optimizer, whose state may leave the card");
    }
    if (recipe.flag("deepspeed") || recipe.launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1) > 1) {
      doubts.add("several GPUs");
    }
    if (recipe.flag("cpu_offload_checkpointing")) {
      doubts.add("cpu_offload_checkpointing is not counted");
    }
    if (recipe.family().id().equals("sd3")) {
      doubts.add("the model's size, told from its file name");
    }
    return doubts;
  }

  private static String gib(double mib) {
    return String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }

  private static long bytes(double mib) {
    return Math.round(mib * MIB);
  }
}
