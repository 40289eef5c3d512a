package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.run.MemoryPeak;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.RunProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run came to, in a few lines at its end. */
final class RunSummary {
  private final Output output;
  private final Path workingFolder;

  RunSummary(Output output, Path workingFolder) {
    this.output = output;
    this.workingFolder = workingFolder;
  }

  void print(RunDirectory run, LiveView view, Outcome outcome) {
    RunProgress progress = view.progress();
    List<String> facts = new ArrayList<>();
    facts.add(Figures.count(progress.step(), "step"));
    if (progress.loss() != null && progress.lossFinite()) {
      facts.add("loss " + Figures.loss(progress.loss()));
    }
    facts.add(
        Figures.count(view.verified().size(), "checkpoint")
            + (view.verified().isEmpty() ? "" : " verified"));
    String what = ": " + String.join(", ", facts);
    switch (outcome.verdict()) {
      case FINISHED -> output.line("lorabake: ", Colour.GREEN, "finished", what);
      case FAILED -> output.line("lorabake: ", Colour.RED, "failed", what);
      case STOPPED -> output.line("lorabake: ", Colour.YELLOW, "stopped", what);
      case LOST -> output.line("lorabake: ", Colour.RED, "lost", what);
    }
    if (!outcome.reason().isBlank()) {
      output.filled("  why      ", Figures.brief(outcome.reason()));
    }
    Outcome.Cause cause = outcome.cause();
    if (cause != null) {
      output.filled("  cause    ", cause.text());
      output.filled("  help     ", cause.help());
    }
    outcome.warnings().forEach(warning -> output.filled("  warning  ", warning));
    view.verified()
        .forEach((file, bytes) ->
            output.line("  file     " + shown(Path.of(file)) + "  " + Figures.size(bytes)));
    peak(run);
    boolean early = outcome.verdict() != Verdict.FINISHED;
    boolean said = cause != null && cause.category().equals(Outcome.Cause.PREEMPTED);
    if (early
        && !said
        && !mayGoOn(run)
        && view.verified().keySet().stream().anyMatch(file -> file.endsWith("-state"))) {
      output.line("  next     lorabake resume " + shown(run.path()));
    }
    output.line("  run      " + shown(run.path()) + " (trainer.log, events.jsonl, run.sh)");
    output.flush();
  }

  /** By itself, which is told as soon as it is decided. */
  private static boolean mayGoOn(RunDirectory run) {
    try {
      return Settled.isOpen(run);
    } catch (IOException e) {
      return false;
    }
  }

  /** Nothing where the GPUs were not looked at. */
  private void peak(RunDirectory run) {
    try {
      MemoryPeak.read(run)
          .ifPresent(
              peak -> peak.used().forEach(card -> output.line("  memory   " + GpuText.peak(card))));
    } catch (IOException e) {
      output.line("  memory   unknown: " + e.getMessage());
    }
  }

  private String shown(Path file) {
    return (file.startsWith(workingFolder) ? workingFolder.relativize(file) : file).toString();
  }
}
