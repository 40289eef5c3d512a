package dev.lorabake.tui.compare;

import dev.lorabake.Figures;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.RunFigures;
import dev.lorabake.tui.LossCurve;

/** One of two runs that are compared. */
record Side(RunDirectory run, String state, RunFigures figures, LossCurve curve) {
  /** What it came to, a fact by its name; empty for what is not known. */
  String fact(Fact fact) {
    return switch (fact) {
      case STATE -> state;
      case STEP -> Figures.count(figures.step());
      case LOSS -> figures.loss() == null ? "" : Figures.loss(figures.loss());
      case TAIL -> figures.tailLoss() == null ? "" : Figures.loss(figures.tailLoss());
      case PACE ->
          figures.secondsPerStep() == null ? "" : Figures.secondsPerStep(figures.secondsPerStep());
      case VRAM -> figures.peakBytes() == null ? "" : Figures.gib(figures.peakBytes());
      case FILE -> figures.fileBytes() == null ? "" : Figures.size(figures.fileBytes());
    };
  }

  /** What is told of both. */
  enum Fact {
    STATE("state"),
    STEP("steps"),
    LOSS("loss"),
    TAIL("mean of its last fifth"),
    PACE("pace"),
    VRAM("VRAM in use"),
    FILE("file");

    private final String words;

    Fact(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
