package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.SavedFiles;
import dev.lorabake.run.SavedState;
import dev.lorabake.run.SavedWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the latest of what a run left that is whole and lies before the training's end. */
final class ResumePoints {
  private static final String SAVE_STATE =
      "save_state = true (--save_state) saves states to resume from the next time";

  private final RunDirectory run;
  private final SavedFiles saved;
  private final EarlierRun earlier;
  private final ResumeCounting counting;
  private final List<PassedBy> passedBy = new ArrayList<>();

  ResumePoints(RunDirectory run, SavedFiles saved, EarlierRun earlier, ResumeCounting counting) {
    this.run = run;
    this.saved = saved;
    this.earlier = earlier;
    this.counting = counting;
  }

  /** What cannot be gone on from, the latest first. */
  List<PassedBy> passedBy() {
    return passedBy;
  }

  /** The state that somebody named. */
  SavedState state(Path chosen) {
    SavedState named =
        saved.states().stream()
            .filter(state -> state.folder().equals(chosen))
            .findFirst()
            .orElseGet(() -> SavedState.at(chosen));
    String problem = problem(named.problem(), named.step());
    if (problem != null) {
      throw new UserError(
          "it cannot be resumed from " + chosen + ": " + problem,
          "leave --resume out to take the latest state that can be");
    }
    return named;
  }

  /** The latest state; of a run that came to none of its own, the one that it began from. */
  SavedState state() {
    List<SavedState> candidates = new ArrayList<>(saved.states());
    ResumedFrom resumed = earlier.resumed();
    if (resumed != null && resumed.state() != null) {
      SavedState first = SavedState.at(resumed.state());
      candidates.add(new SavedState(first.folder(), begun(resumed), first.epoch(), first.doubt()));
    }
    for (SavedState candidate : candidates) {
      String problem = problem(candidate.problem(), candidate.step());
      if (problem == null) {
        return candidate;
      }
      passedBy.add(new PassedBy(candidate.folder(), problem));
    }
    throw none();
  }

  /** The latest weights; of a run that came to none of its own, those that it began from. */
  SavedWeights weights() {
    List<SavedWeights> candidates = new ArrayList<>(saved.weights());
    ResumedFrom resumed = earlier.resumed();
    if (resumed != null && resumed.weights() != null) {
      candidates.add(new SavedWeights(resumed.weights(), begun(resumed), null));
    }
    for (SavedWeights candidate : candidates) {
      String problem = problem(candidate.problem(), candidate.step());
      if (problem == null) {
        return candidate;
      }
      passedBy.add(new PassedBy(candidate.file(), problem));
    }
    throw new UserError(
        run.name()
            + " left no weights to begin from"
            + (passedBy.isEmpty()
                ? ""
                : ": " + passedBy.getFirst().path() + ": " + passedBy.getFirst().problem()),
        "start it anew: lorabake train " + run.file(RunDirectory.RECIPE));
  }

  /** Where the run began, as it counted itself. */
  private static long begun(ResumedFrom resumed) {
    return resumed.step() - resumed.countedFrom();
  }

  private @Nullable String problem(@Nullable String problem, long counted) {
    long step = counting.step(counted);
    return problem == null && step >= counting.total()
        ? "it was saved at step " + step + ", and the training ends at " + counting.total()
        : problem;
  }

  private UserError none() {
    String why =
        passedBy.isEmpty()
            ? "it saved no state"
            : "none of its states can be: "
                + passedBy.getFirst().path().getFileName()
                + ": "
                + passedBy.getFirst().problem();
    SavedWeights weights =
        saved.weights().stream()
            .filter(file -> problem(file.problem(), file.step()) == null)
            .findFirst()
            .orElse(null);
    return new NothingSaved(
        run.name() + " cannot be resumed: " + why,
        weights == null
            ? "start it anew: lorabake train " + run.file(RunDirectory.RECIPE) + "; " + SAVE_STATE
            : "--from-weights begins from "
                + weights.file().getFileName()
                + " (step "
                + counting.step(weights.step())
                + " of "
                + counting.total()
                + ") with a fresh optimizer and learning rate; "
                + SAVE_STATE);
  }
}
