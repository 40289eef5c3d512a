package dev.lorabake.tui.training;

import dev.lorabake.Figures;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.tui.paint.Ink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** An event that is worth a line. */
record Happened(Instant at, String text, Ink ink) {

  /** Empty for steps and the like, which other parts of the screen show. */
  static Optional<Happened> of(JournalEntry entry) {
    return switch (entry.event()) {
      case RunEvent.Checkpoint checkpoint -> Optional.of(of(entry.at(), checkpoint));
      case RunEvent.Sample sample when sample.file() != null ->
          Optional.of(new Happened(entry.at(), "sample " + name(sample.file()), Ink.TEXT));
      case RunEvent.Validation validation when validation.avrLoss() != null ->
          Optional.of(
              new Happened(
                  entry.at(), "validation loss " + Figures.loss(validation.avrLoss()), Ink.TEXT));
      case RunEvent.Warning warning ->
          Optional.of(new Happened(entry.at(), Figures.brief(warning.text()), Ink.WARNING));
      case RunEvent.Failure failure ->
          Optional.of(new Happened(entry.at(), Figures.brief(failure.text()), Ink.ERROR));
      case RunEvent.Exit exit ->
          Optional.of(
              new Happened(
                  entry.at(),
                  "the trainer ended: " + exit.facts().getOrDefault("reason", ""),
                  Ink.TITLE));
      case RunEvent.Phase _,
          RunEvent.Summary _,
          RunEvent.Bucket _,
          RunEvent.Epoch _,
          RunEvent.Step _,
          RunEvent.Sample _,
          RunEvent.Validation _,
          RunEvent.Telemetry _,
          RunEvent.Unrecognized _ ->
          Optional.empty();
    };
  }

  private static Happened of(Instant at, RunEvent.Checkpoint checkpoint) {
    String file = name(checkpoint.file());
    return switch (checkpoint.stage()) {
      case BEGUN -> new Happened(at, "saving " + file, Ink.DIM);
      case WRITTEN -> new Happened(at, "wrote " + file, Ink.DIM);
      case VERIFIED -> new Happened(at, "verified " + file, Ink.GOOD);
      case BROKEN -> new Happened(at, "broken " + file + ": " + checkpoint.problem(), Ink.ERROR);
      case REMOVED -> new Happened(at, "removed " + file, Ink.DIM);
    };
  }

  private static String name(String file) {
    return String.valueOf(Path.of(file).getFileName());
  }
}
