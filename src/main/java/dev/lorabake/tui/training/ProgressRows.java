package dev.lorabake.tui.training;

import dev.lorabake.Figures;
import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.PhaseName;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.PhaseWords;
import dev.lorabake.train.RunProgress;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Bar;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The upper rows of a run: how far it is, what goes on or how it ended, and what helps. */
final class ProgressRows {
  private static final int LEAST_BAR = 4;
  private static final int NARROW = 60;
  private static final int FEW_ROWS = 16;
  private static final int MOST_ROWS = 3;
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private ProgressRows() {}

  /** Paints them and tells how many there are. */
  static int paint(Canvas canvas, Area area, TrainingScreen screen) {
    RunProgress progress = screen.told().progress();
    Outcome outcome = screen.outcome();
    Ink ink = outcome == null ? Ink.ACTIVE : ink(outcome.verdict());
    String text = facts(screen, area.width() - LEAST_BAR - 4);
    int bar = area.width() - text.length() - 4;
    double part = progress.totalSteps() == 0 ? 0 : (double) progress.step() / progress.totalSteps();
    Bar.paint(canvas, area, 1, 0, bar, part, ink);
    canvas.write(area, bar + 3, 0, text, Ink.TEXT);
    Ink said = outcome == null ? Ink.TEXT : ink;
    boolean important = outcome != null || screen.asking() != TrainingScreen.Question.NOTHING;
    int most = area.height() >= FEW_ROWS ? MOST_ROWS : important ? 2 : 1;
    int row = filled(canvas, area, 1, line(screen, area.width() < NARROW), said, most);
    return outcome == null ? row : filled(canvas, area, row, advice(outcome), Ink.WARNING, most);
  }

  /** In as many rows as it takes, but no more than leave room for the rest. */
  private static int filled(Canvas canvas, Area area, int row, String text, Ink ink, int most) {
    List<String> lines = text.isEmpty() ? List.of() : Paragraph.lines(text, area.width() - 2);
    for (int i = 0; i < Math.min(most, lines.size()); i++) {
      // what does not fit is cut by the canvas, which shows that it is
      boolean last = i == most - 1;
      String line = last ? String.join(" ", lines.subList(i, lines.size())) : lines.get(i);
      canvas.write(area.left(area.width() - 1), 1, row + i, line, ink);
    }
    return row + Math.min(most, lines.size());
  }

  /** As many as fit beside the shortest bar, the most important first. */
  private static String facts(TrainingScreen screen, int width) {
    RunProgress progress = screen.told().progress();
    if (progress.totalSteps() == 0) {
      return "";
    }
    List<String> facts = new ArrayList<>();
    facts.add(Figures.count(progress.step()) + " / " + Figures.count(progress.totalSteps()));
    if (progress.epochs() > 0) {
      facts.add("epoch " + progress.epoch() + "/" + progress.epochs());
    }
    Double pace = progress.secondsPerStep();
    if (pace != null && pace > 0 && screen.outcome() == null) {
      facts.add(Figures.secondsPerStep(pace));
    }
    while (facts.size() > 1 && String.join("  ", facts).length() > width) {
      facts.removeLast();
    }
    return String.join("  ", facts);
  }

  /** The second row: how it ended, what is asked, or what goes on. */
  private static String line(TrainingScreen screen, boolean narrow) {
    return switch (screen.asking()) {
      case STOP ->
          "Stop the training now? What was learnt since the last checkpoint would be lost.";
      case RESUME -> screen.resume() == null ? "" : screen.resume().plan();
      case NOTHING ->
          screen.outcome() == null ? doing(screen, narrow) : ended(screen, screen.outcome());
    };
  }

  private static String doing(TrainingScreen screen, boolean narrow) {
    Told told = screen.told();
    List<String> parts = new ArrayList<>();
    switch (screen.stop()) {
      case NONE, AFTER_CHECKPOINT -> parts.add(PhaseWords.of(told.bar()));
      case NOW -> parts.add("stopping");
    }
    if (told.bar().phase() != PhaseName.TRAINING) {
      told.times()
          .inPhase(screen.now())
          .filter(time -> time.compareTo(WORTH_TELLING) >= 0)
          .ifPresent(time -> parts.add("for " + Figures.duration(time)));
    }
    if (narrow) { // the upper edge has no room for it
      told.progress().remaining().ifPresent(left -> parts.add(Figures.duration(left) + " left"));
    }
    if (screen.stop() == RunFacts.Stop.AFTER_CHECKPOINT) {
      parts.add("stops after the next checkpoint");
    }
    ResumedFrom resumed = told.facts().resumed();
    if (resumed != null) {
      parts.add("went on from step " + Figures.count(resumed.step()));
    }
    return String.join("; ", parts);
  }

  private static String ended(TrainingScreen screen, Outcome outcome) {
    Outcome.Cause cause = outcome.cause();
    return switch (outcome.verdict()) {
      case FINISHED -> "finished: " + summary(screen.told());
      case FAILED, LOST, STOPPED ->
          outcome.verdict().id() + because(cause == null ? outcome.reason() : cause.text());
    };
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + Figures.brief(reason);
  }

  /** In the words of the command's summary. */
  private static String summary(Told told) {
    RunProgress whole = told.progress();
    ResumedFrom resumed = told.facts().resumed();
    String time = told.times().took().map(took -> " in " + Figures.duration(took)).orElse("");
    List<String> facts = new ArrayList<>();
    facts.add(
        resumed == null
            ? Figures.count(whole.step(), "step") + time
            : Figures.count(whole.step(), "step")
                + " (the last "
                + Figures.count(whole.step() - resumed.step())
                + time
                + ")");
    if (whole.loss() != null && whole.lossFinite()) {
      facts.add("loss " + Figures.loss(whole.loss()));
    }
    facts.add(Figures.count(count(told, CheckpointKind.WEIGHTS), "checkpoint") + " verified");
    long states = count(told, CheckpointKind.STATE);
    if (states > 0) {
      facts.add(Figures.count(states, "state"));
    }
    return String.join(", ", facts);
  }

  private static long count(Told told, CheckpointKind kind) {
    return told.checkpoints().values().stream()
        .filter(file -> file.kind() == kind && file.stage() == CheckpointStage.VERIFIED)
        .count();
  }

  /** What to do about it, or what is odd about it; empty for nothing. */
  private static String advice(Outcome outcome) {
    Outcome.Cause cause = outcome.cause();
    if (cause != null && !cause.help().isBlank()) {
      return cause.help();
    }
    return outcome.warnings().isEmpty() ? "" : Figures.brief(outcome.warnings().getFirst());
  }

  private static Ink ink(Verdict verdict) {
    return switch (verdict) {
      case FINISHED -> Ink.GOOD;
      case STOPPED -> Ink.WARNING;
      case FAILED, LOST -> Ink.ERROR;
    };
  }
}
