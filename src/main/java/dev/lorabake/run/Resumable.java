package dev.lorabake.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From where a run that was cut off can go on, and by which command.
 *
 * @param step of the whole training; {@code null} where nothing was saved
 * @param command to be typed as it is
 */
record Resumable(RunDirectory run, @Nullable Long step, String command, boolean fresh) {

  /** Looks at what the run left, reading the latest to its end. */
  static Resumable of(RunDirectory run) throws IOException {
    SavedFiles saved = SavedFiles.of(run);
    Optional<ResumedFrom> earlier = ResumedFrom.read(run);
    long before = earlier.map(ResumedFrom::countedFrom).orElse(0L);
    String resume = "lorabake resume " + word(run.path());
    for (SavedState state : saved.states()) {
      if (state.problem() == null) {
        return new Resumable(run, before + state.step(), resume, false);
      }
    }
    if (earlier.filter(from -> from.state() != null).isPresent()) {
      return new Resumable(run, earlier.get().step(), resume, false);
    }
    for (SavedWeights weights : saved.weights()) {
      if (weights.problem() == null) {
        return new Resumable(run, before + weights.step(), resume + " --from-weights", true);
      }
    }
    return new Resumable(run, null, "lorabake train " + word(run.file(RunDirectory.RECIPE)), true);
  }

  /** As the cause of a preempted run's end. */
  Outcome.Cause cause() {
    String text =
        step == null
            ? "nothing was saved yet, so it begins anew"
            : "resumable from step "
                + step
                + (fresh ? ", from its weights with a fresh optimizer: no state was saved" : "");
    return new Outcome.Cause(Outcome.Cause.PREEMPTED, text, command);
  }

  /** In single quotes where a shell would see more in it than a name. */
  private static String word(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+@%:,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
