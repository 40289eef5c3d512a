package dev.lorabake.log.diagnosis;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.log.Clue;
import dev.lorabake.log.LogWitness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Listens while a log is read and says at its end what went wrong. It keeps the first sight of each
 * known failure, and nothing else of the log.
 */
public final class Diagnoser implements LogWitness {
  /** The step before a failure is told after it: its bar could have gone on. */
  private static final int LATE_STEPS = 1;

  private static final int MANY_ZEROS = 20;
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final int LONG_IN_STEPS = 20;

  private final FailureCatalog catalog = FailureCatalog.get();
  private final Map<String, Symptom> seen = new LinkedHashMap<>();
  private final Progress progress = new Progress();
  private @Nullable Symptom unknown;
  private Clue.@Nullable Kind lastKind;
  private String lastText = "";
  private long lastSteps;

  @Override
  public void event(RunEvent event) {
    boolean before = progress.isSaved();
    progress.event(event);
    if (progress.isSaved() && !before) {
      forgetWhatPassed();
    }
  }

  @Override
  public void begin() {
    if (progress.isSaved()) {
      progress.restart();
      seen.clear();
      unknown = null;
      lastText = "";
    } else if (progress.phase() != PhaseName.IMPORTS) {
      forgetWhatPassed();
    }
  }

  @Override
  public void clue(Clue clue) {
    if (clue.kind() == lastKind && clue.text().equals(lastText) && progress.steps() == lastSteps) {
      return; // a flood of one line tells nothing more
    }
    lastKind = clue.kind();
    lastText = clue.text();
    lastSteps = progress.steps();
    Set<PatternIndex.Entry> candidates = catalog.candidates(clue.kind(), clue.text());
    if (candidates.isEmpty() && clue.kind() != Clue.Kind.EXCEPTION) {
      return; // of an exception the place may tell
    }
    Folded text = Folded.of(clue.text());
    List<Symptom> shown = shown(candidates, clue, text);
    if (shown.stream().anyMatch(symptom -> symptom.failure().isHarmless())) {
      return;
    }
    boolean known = false;
    for (Symptom symptom : shown) {
      known |= note(symptom);
    }
    if (!known && clue.kind() == Clue.Kind.EXCEPTION) {
      for (KnownFailure failure : catalog.byPlace()) {
        known |= shows(failure, clue, text) && note(symptom(failure, clue, List.of()));
      }
      if (!known && (unknown == null || isPast(unknown))) {
        KnownFailure failure = catalog.failure("unknown-exception");
        unknown = symptom(failure, clue, List.of(text.plain()));
      }
    }
  }

  /** The failures that the clue's words show, with what the stars of their patterns stand for. */
  private List<Symptom> shown(Set<PatternIndex.Entry> candidates, Clue clue, Folded text) {
    List<Symptom> shown = new ArrayList<>();
    for (PatternIndex.Entry entry : candidates) {
      KnownFailure failure = entry.failure();
      List<String> gaps = entry.pattern().match(text);
      if (gaps != null && shows(failure, clue, text)) {
        add(symptom(failure, clue, gaps), shown);
      }
    }
    return shown;
  }

  /** Of several patterns of one failure that fit, the first that says what it is about. */
  private static void add(Symptom symptom, List<Symptom> shown) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).failure().id().equals(symptom.failure().id())) {
        if (shown.get(i).gaps().isEmpty()) {
          shown.set(i, symptom);
        }
        return;
      }
    }
    shown.add(symptom);
  }

  private Symptom symptom(KnownFailure failure, Clue clue, List<String> gaps) {
    return new Symptom(failure, clue, gaps, progress.steps());
  }

  private boolean shows(KnownFailure failure, Clue clue, Folded text) {
    return (failure.needs() == null || seen.containsKey(failure.needs()))
        && failure.fits(clue, text, progress.phase());
  }

  /** Notes a failure; whether it is more than a hint. */
  private boolean note(Symptom symptom) {
    KnownFailure failure = symptom.failure();
    Symptom first = seen.get(failure.id());
    if (first == null || isPast(first)) {
      seen.remove(failure.id());
      seen.put(failure.id(), symptom);
    }
    return failure.strength() > 0;
  }

  /** What ended something that was followed by more ended not the training. */
  private void forgetWhatPassed() {
    seen.values()
        .removeIf(symptom -> symptom.failure().strength() > 0 && !symptom.failure().silent());
    unknown = null;
    lastText = "";
  }

  /** Whether the training went on behind it. */
  private boolean isPast(Symptom symptom) {
    return !symptom.failure().silent() && progress.steps() > symptom.steps() + LATE_STEPS;
  }

  /**
   * What went wrong, once the log was read to its end.
   *
   * @param end how the process ended
   */
  public Diagnosis diagnose(ProcessEnd end) {
    noteEnd(end);
    Symptom strongest = null;
    for (Symptom symptom : seen.values()) {
      if (isWorse(symptom, strongest)) {
        strongest = symptom;
      }
    }
    if (unknown != null && !isPast(unknown) && isWorse(unknown, strongest)) {
      strongest = unknown;
    }
    return strongest == null ? Verdicts.none(progress, end) : Verdicts.of(strongest);
  }

  private boolean isWorse(Symptom symptom, @Nullable Symptom than) {
    int strength = symptom.failure().strength();
    return strength > 0
        && !isPast(symptom)
        && (!symptom.failure().id().equals("loss-not-finite") || !progress.isLossFinite())
        && (than == null || strength > than.failure().strength());
  }

  private void noteEnd(ProcessEnd end) {
    if (end.stopped()) {
      note("stopped-on-request", "");
      return;
    }
    if (!end.words().isEmpty()) {
      clue(new Clue(Clue.Kind.LAUNCHER, end.words(), List.of(), List.of()));
      note("ended-with-code", end.code() == null ? "signal " + end.signal() : "code " + end.code());
    }
    if (progress.zeroLosses() >= MANY_ZEROS) {
      note("loss-stays-zero", "");
    }
    if (progress.isNothingToDo()) {
      note("zero-steps-planned", "");
    }
    Duration silence = end.silence();
    if (silence != null) {
      noteSilence(silence);
    } else if (!progress.isSaved() && !progress.isComplete()) {
      noteUnfinished(end.code() != null || seen.containsKey("end-said"));
    }
  }

  private void noteSilence(Duration silence) {
    double steps = LONG_IN_STEPS * progress.secondsPerStep();
    if (silence.compareTo(LONG) > 0 && silence.toSeconds() > steps && !progress.isSaved()) {
      note("stands-still", silence.toMinutes() + " minutes");
    }
  }

  private void noteUnfinished(boolean ended) {
    if (ended && progress.phase() != null && unknown != null && !isPast(unknown)) {
      noteBroken(unknown);
    } else if (ended && progress.phase() != null) {
      note("ended-early", "");
    } else if (progress.steps() == 0 && seen.containsKey("host-unresolved")) {
      note("host-never-found", "", "host-unresolved");
    } else if (progress.steps() == 0
        && (seen.containsKey("nccl-talk")
            || (seen.containsKey("kernel-old") && seen.containsKey("first-step-awaited")))) {
      note("nccl-hang", "");
    } else if (progress.steps() == 0 && unknown == null && seen.containsKey("first-step-awaited")) {
      note("stands-at-first-step", "", "first-step-awaited");
    }
  }

  /** Steps speak for settings and environment; without one the exception stands for itself. */
  private void noteBroken(Symptom exception) {
    if (progress.steps() > 0) {
      KnownFailure failure = catalog.failure("broke-while-training");
      seen.putIfAbsent(
          failure.id(),
          new Symptom(failure, exception.clue(), exception.gaps(), exception.steps()));
    }
  }

  private void note(String id, String gap) {
    note(id, gap, "");
  }

  /** Notes what no line says; {@code hint}: what was seen that speaks for it. */
  private void note(String id, String gap, String hint) {
    Symptom seenBefore = seen.get(hint);
    Clue clue =
        seenBefore == null ? new Clue(Clue.Kind.LINE, "", List.of(), List.of()) : seenBefore.clue();
    seen.putIfAbsent(id, symptom(catalog.failure(id), clue, List.of(gap)));
  }
}
