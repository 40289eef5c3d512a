package dev.lorabake.train;

import dev.lorabake.event.RunEvent.Summary;
import dev.lorabake.plan.Course;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers that an ended run left are to be read.
 *
 * @param shift what is added to a number of the run to have the step that its settings count in
 * @param before steps of the whole training that its settings do not count
 * @param updatesPerEpoch as upstream printed them; {@code null} where it did not come so far
 * @param resumed what it went on from itself; {@code null} for a training from its beginning
 */
record EarlierRun(
    long shift, long before, @Nullable Long updatesPerEpoch, @Nullable ResumedFrom resumed) {

  /**
   * Reads it.
   *
   * @param recipe as the run was given it
   */
  static EarlierRun of(RunDirectory run, Recipe recipe, Preparing preparing) throws IOException {
    ResumedFrom resumed = ResumedFrom.read(run).orElse(null);
    if (resumed != null) {
      return new EarlierRun(resumed.shift(), resumed.before(), updatesPerEpoch(run), resumed);
    }
    boolean continues = recipe.isSet("resume") || recipe.isSet("initial_step");
    if (!continues && !recipe.isSet("initial_epoch")) {
      return new EarlierRun(0, 0, updatesPerEpoch(run), null);
    }
    Course course =
        preparing.prepare(preparing.read(ResumedRecipe.requestOf(run)), null).plan().course();
    return new EarlierRun(shift(course), 0, updatesPerEpoch(run), null);
  }

  /** What numbers of a run with that course lack. */
  static long shift(Course course) {
    return course.continues() ? course.startStep() - course.firstStep() : 0;
  }

  private static @Nullable Long updatesPerEpoch(RunDirectory run) throws IOException {
    Optional<Summary> summary =
        new JournalReader(run)
            .next().stream()
                .map(entry -> entry.event())
                .filter(Summary.class::isInstance)
                .map(Summary.class::cast)
                .reduce((_, last) -> last);
    Long batches = summary.map(Summary::batchesPerEpoch).orElse(null);
    Long accumulation = summary.map(Summary::gradientAccumulationSteps).orElse(null);
    return batches == null ? null : Math.ceilDiv(batches, accumulation == null ? 1 : accumulation);
  }
}
