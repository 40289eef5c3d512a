package dev.lorabake.plan;

import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.Recipe;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Corrects an estimate by what like runs were measured to take.
 *
 * <p>nvidia-smi shows what PyTorch's allocator has taken and the CUDA context, which the estimate
 * calls shown. What a measured run differs from its own estimate is carried over: as it is to the
 * same batch; to another in the proportion of the activations, but for what may be the context's,
 * with a range that also holds what would follow if all of it were independent of them. A run that
 * memory was too small for only raises.
 */
public final class VramCorrection {
  private static final double MIB = 1 << 20;

  /** Beyond this the two speak of different things, and neither corrects the other. */
  private static final double MOST_RATIO = 2;

  /** How far one batch may be from another to tell of it, by their activations. */
  private static final double MOST_SCALE = 4;

  private static final double SAME_LOW = 0.95;

  /** From one run to the next the allocator's gaps differ. */
  private static final double SAME_HIGH = 1.02;

  private static final double OTHER_LOW = 0.92;
  private static final double OTHER_HIGH = 1.08;

  /** What a training may take beyond what was too little. */
  private static final double BEYOND = 1.1;

  private final Recipe recipe;
  private final Machine machine;
  private final VramModel model;
  private final List<VramEstimator.Load> loads;
  private final LargestBatch now;
  private final LoraSize lora;

  private VramCorrection(
      Recipe recipe, Machine machine, VramModel model, Plan plan, LargestBatch now) {
    this.recipe = recipe;
    this.machine = machine;
    this.model = model;
    this.loads = plan.datasets().stream().map(each -> load(LargestBatch.of(each))).toList();
    this.now = now;
    this.lora = LoraSize.of(recipe);
  }

  /** The base model as far as memory depends on it. */
  public static String model(Recipe recipe) {
    return BaseModel.of(recipe).sizes();
  }

  /**
   * The plan with its estimate corrected; as it is where there is nothing to correct, or to correct
   * by.
   *
   * @param measured runs whose settings are the plan's but for the batch, the latest first
   */
  public static Plan correct(
      Plan plan, Recipe recipe, Machine machine, List<MeasuredPeak> measured) {
    String id = BaseModel.of(recipe).memory();
    VramModel model = id == null ? null : VramFacts.model(id);
    LargestBatch now = LargestBatch.of(plan).orElse(null);
    VramEstimate vram = plan.vram();
    if (model == null || now == null || vram == null || measured.isEmpty()) {
      return plan;
    }
    return plan.withVram(
        new VramCorrection(recipe, machine, model, plan, now).corrected(vram, measured));
  }

  private VramEstimate corrected(VramEstimate vram, List<MeasuredPeak> measured) {
    Optional<MeasuredPeak> best =
        measured.stream()
            .filter(each -> !each.atLeast() && isCredible(each))
            .min(Comparator.comparingDouble(this::distance));
    VramEstimate estimate = best.map(run -> by(run, vram)).orElse(vram);
    boolean same = best.filter(run -> run.at().equals(now)).isPresent();
    Optional<MeasuredPeak> tooLittle =
        measured.stream()
            .filter(each -> each.atLeast() && each.at().isWithin(now))
            .max(Comparator.comparingLong(MeasuredPeak::peakBytes));
    return same || tooLittle.isEmpty() ? estimate : atLeast(tooLittle.get(), estimate, best);
  }

  private boolean isCredible(MeasuredPeak run) {
    double ratio = run.peakBytes() / MIB / peak(run.at()).shown();
    double scale = scale(run, now);
    return ratio <= MOST_RATIO
        && ratio >= 1 / MOST_RATIO
        && scale <= MOST_SCALE
        && scale >= 1 / MOST_SCALE;
  }

  /** 0 for the same batch. */
  private double distance(MeasuredPeak run) {
    return run.at().equals(now) ? 0 : 1e-9 + Math.abs(Math.log(scale(run, now)));
  }

  private double scale(MeasuredPeak run, LargestBatch batch) {
    return peak(batch).activations() / peak(run.at()).activations();
  }

  private static VramEstimator.Load load(LargestBatch batch) {
    return new VramEstimator.Load(batch.images(), batch.pixels());
  }

  private VramPeak peak(LargestBatch batch) {
    return VramPeak.of(VramCases.of(recipe, model, lora, load(batch)));
  }

  /** What a batch needs in MiB; no more than what a run with as large a one was seen to take. */
  private double needed(MeasuredPeak run, LargestBatch batch, boolean scaled) {
    VramPeak peak = peak(batch);
    double difference = run.peakBytes() / MIB - peak(run.at()).shown();
    // as much of it as may be the CUDA context's is the same for every batch
    double usual = VramFacts.context("usual");
    double context =
        Math.clamp(difference, VramFacts.context("low") - usual, VramFacts.context("high") - usual);
    double scale = scaled ? Math.clamp(scale(run, batch), 1 / MOST_SCALE, MOST_SCALE) : 1;
    double carried = context + (difference - context) * scale;
    double needed = peak.needed() * (1 + carried / peak.shown());
    return batch.isWithin(run.at()) ? Math.min(needed, run.peakBytes() / MIB) : needed;
  }

  private VramEstimate by(MeasuredPeak run, VramEstimate vram) {
    double needed = needed(run, now, true);
    double fixed = needed(run, now, false);
    double ratio = run.peakBytes() / MIB / peak(run.at()).shown();
    boolean same = run.at().equals(now);
    double low = same ? SAME_LOW * needed : OTHER_LOW * Math.min(needed, fixed);
    double high =
        same
            ? Math.min(SAME_HIGH * run.peakBytes(), vram.highBytes() * ratio) / MIB
            : OTHER_HIGH * Math.max(needed, fixed);
    double shown = same ? run.peakBytes() / MIB : peak(now).shown() * needed / peak(now).needed();
    String source =
        same
            ? "corrected by the peak measured in " + run.run()
            : "corrected by the peak measured in "
                + run.run()
                + " at another batch size or resolution, and less certain for it";
    return told(vram, run, needed, shown, low, Math.max(needed, high), source, run);
  }

  private VramEstimate atLeast(
      MeasuredPeak run, VramEstimate vram, Optional<MeasuredPeak> correctedBy) {
    double least = run.peakBytes() / MIB;
    if (vram.neededBytes() / MIB >= least) {
      return vram;
    }
    return told(
        vram,
        run,
        least,
        Math.max(least, vram.shownBytes() / MIB),
        least,
        Math.max(BEYOND * least, vram.highBytes() / MIB),
        run.run() + " ran out of memory with this much in use, so more is needed",
        correctedBy.orElse(null));
  }

  /**
   * @param largestBy tells how other batches compare; {@code null} for the estimate alone
   */
  private VramEstimate told(
      VramEstimate vram,
      MeasuredPeak run,
      double needed,
      double shown,
      double low,
      double high,
      String source,
      @Nullable MeasuredPeak largestBy) {
    double difference = needed - vram.neededBytes() / MIB;
    OptionalDouble free = VramEstimator.free(machine.gpu());
    boolean tight = free.isPresent() && needed > free.getAsDouble();
    VramSavings savings = VramSavings.of(recipe, loads);
    List<VramPhase> phases =
        vram.phases().stream().map(each -> of(each, needed, high, tight)).toList();
    double worst = phases.stream().mapToLong(VramPhase::neededBytes).max().orElse(0) / MIB;
    Map<String, Long> parts = new LinkedHashMap<>(vram.parts());
    parts.merge("correction", bytes(difference), Long::sum);
    VramFit fit = tight ? savings.toFit(free.getAsDouble() - difference) : null;
    return new VramEstimate(
        Math.min(vram.allocatedBytes(), bytes(needed)),
        bytes(needed),
        bytes(shown),
        bytes(low),
        bytes(high),
        source + "; else " + vram.source(),
        free.isPresent() ? (Integer) largestBatch(largestBy, run, free.getAsDouble()) : null,
        parts,
        phases,
        VramEstimator.verdict(needed, high, free),
        VramSavings.smallestCard(recipe, worst),
        vram.savings().stream().map(saving -> shifted(saving, difference)).toList(),
        fit == null ? null : shifted(fit, difference),
        vram.notes(),
        run);
  }

  /** What was measured is the steps' need; the other phases stay computed. */
  private static VramPhase of(VramPhase phase, double needed, double high, boolean tight) {
    return phase.phase().equals(VramPhase.TRAINING)
        ? new VramPhase(phase.phase(), bytes(needed), bytes(high), !tight, phase.what())
        : phase;
  }

  private int largestBatch(@Nullable MeasuredPeak by, MeasuredPeak run, double free) {
    int images = 0;
    while (images < VramEstimate.MOST_IMAGES
        && fits(by, run, new LargestBatch(images + 1, now.pixels()), free)) {
      images++;
    }
    return images;
  }

  private boolean fits(
      @Nullable MeasuredPeak by, MeasuredPeak run, LargestBatch batch, double free) {
    double needed = by == null ? peak(batch).needed() : needed(by, batch, true);
    boolean known = run.atLeast() && run.at().isWithin(batch);
    return (known ? Math.max(needed, run.peakBytes() / MIB) : needed) <= free;
  }

  private static VramSaving shifted(VramSaving saving, double difference) {
    return new VramSaving(
        saving.set(), saving.savesBytes(), saving.neededBytes() + bytes(difference), saving.cost());
  }

  private static VramFit shifted(VramFit fit, double difference) {
    return new VramFit(
        fit.changes().stream().map(change -> shifted(change, difference)).toList(),
        fit.neededBytes() + bytes(difference));
  }

  private static long bytes(double mib) {
    return Math.round(mib * MIB);
  }
}
