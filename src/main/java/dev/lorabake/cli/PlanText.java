package dev.lorabake.cli;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.plan.VramFit;
import dev.lorabake.plan.VramSaving;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.TomlText;
import dev.lorabake.train.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan as text for 80 columns: first what everybody asks, then where it comes from. */
final class PlanText {
  private PlanText() {}

  static List<String> lines(Recipe recipe, Machine machine, Timing timing) {
    Plan plan = timing.plan();
    List<String> lines = new ArrayList<>(head(machine, timing));
    lines.add("");
    lines.add(
        "images       "
            + Figures.count(plan.images().train())
            + " a pass after repeats"
            + (plan.images().reg() > 0
                ? ", " + Figures.count(plan.images().reg()) + " regularisation"
                : "")
            + (plan.images().validation() > 0
                ? ", " + Figures.count(plan.images().validation()) + " validation"
                : ""));
    lines.add("batches      " + Figures.count(plan.batchesPerEpoch()) + " an epoch");
    for (int i = 0; i < plan.datasets().size(); i++) {
      dataset(lines, i, plan.datasets().get(i));
    }
    lines.add("");
    checkpoints(lines, recipe, plan);
    lines.addAll(CourseText.lines(plan.course()));
    if (plan.vram() != null) {
      lines.add("");
      vram(lines, plan.vram());
    }
    return lines;
  }

  /** The three things that everybody asks: how many steps, does it fit, when is it done. */
  static List<String> head(Machine machine, Timing timing) {
    Plan plan = timing.plan();
    String steps =
        Figures.count(plan.totalSteps(), "step")
            + ": "
            + Figures.count(plan.epochs(), "epoch")
            + " x "
            + Figures.count(plan.updatesPerEpoch());
    return List.of(steps, fit(machine, plan), when(timing));
  }

  private static String fit(Machine machine, Plan plan) {
    VramEstimate vram = plan.vram();
    if (vram == null) {
      return "VRAM unknown: no measured figures for this kind of model";
    }
    String needs = "needs " + Figures.gib(vram.neededBytes()) + " of VRAM";
    if (machine.gpu().isEmpty()) {
      return needs + "; no GPU here (--gpu CARD plans for one)";
    }
    Gpu gpu = machine.gpu().get();
    long free = gpu.freeBytes() == null ? gpu.memoryBytes() : gpu.freeBytes();
    String verdict = vram.neededBytes() <= free ? "fits" : "does not fit";
    String batch = vram.largestBatch() == null ? "" : "; largest batch " + vram.largestBatch();
    return needs + ": " + verdict + " in " + Figures.gib(free) + " of " + gpu.name() + batch;
  }

  private static String when(Timing timing) {
    Plan plan = timing.plan();
    Double seconds = plan.seconds();
    if (seconds == null) {
      return "time unknown: no like run was measured yet";
    }
    String time =
        String.format(
            Locale.ROOT,
            "about %s for the steps, %.3g s each as in %s",
            Figures.duration(Duration.ofSeconds(Math.round(seconds))),
            timing.secondsPerStep(),
            timing.run());
    return plan.cost() == null
        ? time
        : time + String.format(Locale.ROOT, ", cost %.2f", plan.cost());
  }

  private static void dataset(List<String> lines, int index, PlannedDataset dataset) {
    lines.add("");
    lines.add(
        "dataset "
            + index
            + ": "
            + Figures.count(dataset.sourceImages(), "file")
            + ", batch size "
            + dataset.batchSize()
            + ", "
            + dataset.width()
            + "x"
            + dataset.height()
            + (dataset.bucketed() ? ", buckets" : ", no buckets"));
    lines.addAll(BucketBars.lines(dataset.buckets()));
  }

  private static void checkpoints(List<String> lines, Recipe recipe, Plan plan) {
    List<PlannedCheckpoint> kept =
        plan.checkpoints().stream().filter(PlannedCheckpoint::kept).toList();
    lines.add(
        "checkpoints  "
            + plan.checkpoints().size()
            + " written, "
            + kept.size()
            + " kept; "
            + Figures.size(plan.diskBytes())
            + " on the disk in all");
    if (!kept.isEmpty()) {
      PlannedCheckpoint last = kept.getLast();
      lines.add(
          "last         "
              + recipe.text("output_dir").orElse("(no output_dir)")
              + "/"
              + last.file()
              + "  "
              + Figures.size(last.bytes()));
    }
  }

  private static void vram(List<String> lines, VramEstimate vram) {
    lines.add(
        "VRAM         "
            + Figures.gib(vram.lowBytes())
            + " to "
            + Figures.gib(vram.highBytes())
            + " needed; nvidia-smi would show about "
            + Figures.gib(vram.shownBytes()));
    for (Map.Entry<String, Long> part : vram.parts().entrySet()) {
      lines.add(
          String.format(Locale.ROOT, "  %-14s %9s", part.getKey(), Figures.gib(part.getValue())));
    }
    lines.add(
        "  smallest card  "
            + (vram.smallestCard() == null ? "none known is large enough" : vram.smallestCard()));
    lines.add("  source: " + vram.source());
    VramFit fit = vram.toFit();
    if (fit != null) {
      lines.add("");
      lines.add("it fits with " + Figures.gib(fit.neededBytes()) + " needed, if you write");
      fit.changes().forEach(change -> saving(lines, change));
    } else if (!vram.savings().isEmpty()) {
      lines.add("");
      lines.add("less would be needed, each by itself, with");
      vram.savings().forEach(change -> saving(lines, change));
    }
  }

  private static void saving(List<String> lines, VramSaving saving) {
    String set =
        saving.set().stream()
            .map(wanted -> wanted.option() + " = " + TomlText.value(wanted.value()))
            .collect(Collectors.joining(", "));
    lines.add("  " + set);
    lines.add("      saves " + Figures.gib(saving.savesBytes()) + "; costs " + saving.cost());
  }
}
