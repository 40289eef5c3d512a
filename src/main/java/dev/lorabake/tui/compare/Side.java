package dev.lorabake.tui.compare;

import dev.lorabake.Figures;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.RunFigures;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.LossCurve;
import java.time.Duration;
import java.time.Instant;

/**
 * One of two runs that are compared.
 *
 * @param curve by steps of the whole training
 * @param now when it was read
 */
record Side(RunRow row, RunFigures figures, LossCurve curve, Instant now) {
  RunDirectory run() {
    return row.run();
  }

  /** What it came to, a fact by its name; empty for what is not known. */
  String fact(Fact fact) {
    return switch (fact) {
      case STATE -> state();
      case STEP -> figures.steps();
      case TOOK ->
          row.started()
              .map(since -> Figures.duration(Duration.between(since, row.ended().orElse(now))))
              .filter(_ -> row.ended().isPresent() || !row.status().state().isOver())
              .orElse("");
      case LOSS -> figures.lossText();
      case TAIL -> figures.tailLoss() == null ? "" : Figures.loss(figures.tailLoss());
      case PACE ->
          figures.secondsPerStep() == null ? "" : Figures.secondsPerStep(figures.secondsPerStep());
      case VRAM -> figures.peakBytes() == null ? "" : Figures.gib(figures.peakBytes());
      case FILE -> figures.fileBytes() == null ? "" : Figures.size(figures.fileBytes());
      case CHECKPOINTS -> checkpoints();
      case WHY -> String.join("; ", row.reasons());
    };
  }

  private String state() {
    String purpose = row.purpose() == Purpose.TRAINING ? "" : " (" + row.purpose().id() + ")";
    return row.status().state().id() + purpose;
  }

  private String checkpoints() {
    int broken = row.progress().broken();
    return row.progress().verified() == 0 && broken == 0
        ? ""
        : Figures.count(row.progress().verified())
            + " verified"
            + (broken == 0 ? "" : ", " + Figures.count(broken) + " broken");
  }

  /** What is told of both. */
  enum Fact {
    STATE("state"),
    STEP("steps"),
    LOSS("loss"),
    TAIL("mean of its last fifth"),
    PACE("pace"),
    TOOK("took"),
    VRAM("VRAM in use"),
    CHECKPOINTS("checkpoints"),
    FILE("file"),
    WHY("why");

    private final String words;

    Fact(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
