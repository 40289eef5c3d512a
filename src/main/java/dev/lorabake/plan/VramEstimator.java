package dev.lorabake.plan;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.Recipe;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Estimates what a recipe needs of the GPU's memory, with an honest range. */
final class VramEstimator {
  private static final double MIB = 1 << 20;

  private VramEstimator() {}

  /**
   * The largest batch of a dataset.
   *
   * @param area pixels of its largest image
   */
  record Load(long batch, long area) {}

  /** Why there are no figures for the recipe; {@code null} where there are. */
  static @Nullable String unknown(Recipe recipe, LoraSize lora, List<Load> loads) {
    String id = BaseModel.of(recipe).memory();
    if (id == null || VramFacts.model(id) == null) {
      return "nobody measured "
          + (recipe.text("model_type").filter("chroma"::equals).isPresent()
              ? "Chroma"
              : recipe.family().title());
    }
    if (loads.isEmpty()) {
      return "no dataset says how large batches and images are";
    }
    return lora.params() == 0 ? "the network's size is not known" : null;
  }

  /** The estimate for the worst of the loads; {@code null} where it is {@link #unknown}. */
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
    List<String> doubts = VramDoubts.of(recipe, in);
    double certain = doubts.isEmpty() ? high : high * 1.25;
    VramSwap swap = in.model().swap();
    if (swap != null && in.blocksToSwap() > 0) {
      certain += swap.largest(in.fp8());
    }
    VramSavings savings = VramSavings.of(recipe, loads);
    OptionalDouble free = free(machine.gpu());
    boolean tight = free.isPresent() && needed > free.getAsDouble();
    long area = loads.stream().mapToLong(Load::area).max().orElse(0);
    List<VramPhase> phases = VramPhases.of(recipe, in, area, needed, certain, free);
    double worst = phases.stream().mapToLong(VramPhase::neededBytes).max().orElse(0) / MIB;
    return new VramEstimate(
        bytes(peak.allocated()),
        bytes(needed),
        bytes(peak.shown()),
        bytes(low),
        bytes(certain),
        source(in, doubts),
        largestBatch(recipe, in.model(), loads, free),
        parts(peak),
        phases,
        verdict(needed, certain, free),
        VramSavings.smallestCard(recipe, worst),
        savings.alone(),
        tight ? savings.toFit(free.getAsDouble()) : null,
        VramNotes.of(recipe, in),
        null);
  }

  private static Map<String, Long> parts(VramPeak peak) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("weights", bytes(peak.weights()));
    parts.put("lora", bytes(peak.lora()));
    parts.put("gradients", bytes(peak.gradients()));
    parts.put("optimizer", bytes(peak.optimizer()));
    parts.put("activations", bytes(peak.activations()));
    parts.put("overhead", bytes(peak.overhead()));
    return parts;
  }

  static @Nullable String verdict(double needed, double high, OptionalDouble free) {
    if (free.isEmpty()) {
      return null;
    }
    if (needed > free.getAsDouble()) {
      return VramEstimate.TOO_SMALL;
    }
    double all = free.getAsDouble() / VramFacts.safeShareOfFree();
    return high > all ? VramEstimate.TIGHT : VramEstimate.FITS;
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

  /** The largest batch that every dataset may have, leaving a little of the card's free memory. */
  private static @Nullable Integer largestBatch(
      Recipe recipe, VramModel model, List<Load> loads, OptionalDouble free) {
    if (free.isEmpty()) {
      return null;
    }
    long area = loads.stream().mapToLong(Load::area).max().orElse(0);
    LoraSize lora = LoraSize.of(recipe);
    int batch = 0;
    while (batch < VramEstimate.MOST_IMAGES
        && VramPeak.of(VramCases.of(recipe, model, lora, new Load(batch + 1L, area))).needed()
            <= free.getAsDouble()) {
      batch++;
    }
    return batch;
  }

  private static String source(VramCase in, List<String> doubts) {
    String base =
        "computed for "
            + in.model().title()
            + " from upstream's own tensors, without a GPU; cuDNN's workspaces are not in it";
    return doubts.isEmpty() ? base : base + "; less certain here: " + String.join(", ", doubts);
  }

  private static long bytes(double mib) {
    return Math.round(mib * MIB);
  }
}
