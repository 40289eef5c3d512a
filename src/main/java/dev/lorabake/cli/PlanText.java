package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.Timing;
import java.util.ArrayList;
import java.util.List;

/** A plan as text for 80 columns: first what everybody asks, then where it comes from. */
final class PlanText {
  static final int COLUMNS = 80;

  /** More buckets than these are counted: the plan is to stay short. */
  private static final int MOST_BUCKETS = 8;

  private PlanText() {}

  static List<String> lines(Recipe recipe, Machine machine, Timing timing) {
    Plan plan = timing.plan();
    List<String> lines = new ArrayList<>(head(machine, timing));
    lines.add("");
    lines.addAll(images(plan));
    for (int i = 0; i < plan.datasets().size(); i++) {
      lines.addAll(dataset(i, plan.datasets().get(i)));
    }
    List<String> course = CourseText.lines(plan.course());
    if (!course.isEmpty()) {
      lines.add("");
      lines.addAll(course);
    }
    if (plan.vram() != null) {
      lines.add("");
      lines.addAll(VramText.lines(plan.vram()));
    }
    lines.add("");
    lines.addAll(DiskText.lines(recipe, machine, plan));
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
    List<String> lines = new ArrayList<>(List.of(steps, VramText.head(machine, plan)));
    lines.addAll(TimeText.lines(timing));
    return lines;
  }

  private static List<String> images(Plan plan) {
    String images =
        Figures.count(plan.images().train())
            + " a pass after repeats"
            + (plan.images().reg() > 0
                ? ", " + Figures.count(plan.images().reg()) + " regularisation"
                : "")
            + (plan.images().validation() > 0
                ? ", " + Figures.count(plan.images().validation()) + " validation"
                : "");
    return List.of(
        "images       " + images,
        "batches      " + Figures.count(plan.batchesPerEpoch()) + " an epoch");
  }

  private static List<String> dataset(int index, PlannedDataset dataset) {
    List<PlannedBucket> buckets = dataset.buckets();
    List<String> lines = new ArrayList<>();
    lines.add(
        "dataset "
            + index
            + "    "
            + Figures.count(dataset.sourceImages(), "file")
            + ", batch size "
            + dataset.batchSize()
            + ", "
            + dataset.width()
            + "x"
            + dataset.height()
            + (dataset.bucketed()
                ? ", " + Figures.count(buckets.size(), "bucket")
                : ", no buckets"));
    lines.addAll(BucketBars.lines(buckets, MOST_BUCKETS));
    return lines;
  }
}
