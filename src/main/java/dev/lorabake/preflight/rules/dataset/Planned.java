package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Subject;
import java.util.ArrayList;
import java.util.List;

/** A dataset of the recipe with its plan. */
record Planned(DatasetView written, PlannedDataset plan) {

  /** Every dataset; none while the recipe is such that nothing can be planned. */
  static List<Planned> all(Subject subject) {
    List<DatasetView> written = subject.datasets();
    List<PlannedDataset> plans = subject.plan().datasets();
    List<Planned> all = new ArrayList<>();
    for (int i = 0; i < plans.size() && written.size() == plans.size(); i++) {
      all.add(new Planned(written.get(i), plans.get(i)));
    }
    return all;
  }

  /** Images that are trained on, each file once. */
  static long distinct(Subject subject) {
    return subject.plan().datasets().stream()
        .mapToLong(dataset -> dataset.sourceImages() - dataset.regImages())
        .sum();
  }

  /** Images after repeats. */
  long count() {
    return plan.buckets().stream().mapToLong(PlannedBucket::count).sum();
  }
}
