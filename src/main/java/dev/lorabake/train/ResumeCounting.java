package dev.lorabake.train;

import dev.lorabake.plan.Course;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Chooses how the steps of a resumed run are counted, so that it ends where the whole training
 * would have, as nearly as upstream allows. The plan of each way tells what upstream makes of it.
 */
final class ResumeCounting {
  private final EarlierRun earlier;
  private final Recipe recipe;
  private final BooleanSupplier skipForbidden;
  private final long total;
  private final long updatesPerEpoch;

  /**
   * @param plain the whole training by the settings as they are now
   */
  ResumeCounting(EarlierRun earlier, Prepared plain, Recipe recipe, BooleanSupplier skipForbidden) {
    this.earlier = earlier;
    this.recipe = recipe;
    this.skipForbidden = skipForbidden;
    this.total = plain.plan().totalSteps();
    this.updatesPerEpoch = plain.plan().updatesPerEpoch();
  }

  /** A way and what comes of it. */
  record Choice(ResumeWay way, Prepared prepared) {}

  /** The last step, as the settings count. */
  long total() {
    return total;
  }

  /**
   * The step that the settings count, of one that the earlier run counted. Where the length is a
   * number of epochs and these have other lengths now, the same part of the training.
   */
  long step(long counted) {
    if (counted < 0) {
      return counted;
    }
    long step = counted + earlier.shift();
    return isOtherEpoch() && recipe.isSet("max_train_epochs")
        ? step * updatesPerEpoch / oldUpdates()
        : step;
  }

  private long oldUpdates() {
    Long old = earlier.updatesPerEpoch();
    return old == null ? updatesPerEpoch : old;
  }

  private boolean isOtherEpoch() {
    return oldUpdates() != updatesPerEpoch && oldUpdates() > 0;
  }

  /** The way that ends nearest to the end of the whole training; of equals the plainest. */
  Choice choose(long step, Function<ResumeWay, Prepared> preparing) {
    Choice best = null;
    long least = Long.MAX_VALUE;
    for (ResumeWay way : ways(step)) {
      Prepared prepared = preparing.apply(way);
      long off = Math.abs(step + prepared.plan().course().updates() - total);
      if (best == null || off < least) {
        best = new Choice(way, prepared);
        least = off;
      }
      if (off == 0) {
        break;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no way from step " + step);
    }
    return best;
  }

  /** Upstream skips wrongly where updates take several batches: never then. */
  private List<ResumeWay> ways(long step) {
    boolean within = step % updatesPerEpoch != 0;
    boolean single = recipe.whole("gradient_accumulation_steps").orElse(1) == 1;
    List<ResumeWay> ways = new ArrayList<>();
    ways.add(within && single && !skipForbidden.getAsBoolean() ? ResumeWay.SKIP : ResumeWay.EPOCH);
    if (ResumedRecipe.rateIsFree(recipe)) {
      ways.add(ResumeWay.REST);
    }
    return ways;
  }

  /** What is not as it would have been. */
  List<String> notes(Prepared resumed, ResumeWay way, long step, boolean fromState) {
    List<String> notes = new ArrayList<>();
    if (isOtherEpoch()) {
      notes.add(
          "an epoch has "
              + updatesPerEpoch
              + " steps now and had "
              + oldUpdates()
              + ": settings or pictures have changed"
              + (fromState ? ", and the learning rate's schedule is off by that" : ""));
    }
    Course course = resumed.plan().course();
    long off = step + course.updates() - total;
    if (off > 0) {
      notes.add(
          "it ends "
              + off
              + (off == 1 ? " step" : " steps")
              + " later than the whole training would have: sd-scripts "
              + (step % updatesPerEpoch != 0 && way == ResumeWay.EPOCH
                  ? "begins its epoch anew"
                  : "trains whole epochs after a resume")
              + later(step));
    }
    if (way == ResumeWay.REST && fromState) {
      notes.add("epochs are counted from 1 again, so that it ends at the right step");
    }
    return notes;
  }

  private String later(long step) {
    long whole = total / updatesPerEpoch * updatesPerEpoch;
    boolean possible = whole > step && whole < total && !recipe.isSet("max_train_epochs");
    return possible ? "; --max_train_steps " + whole + " ends it before" : "";
  }
}
