package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.json.Json;
import dev.lorabake.plan.Course;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.train.ChangedSetting;
import dev.lorabake.train.PassedBy;
import dev.lorabake.train.ResumeWay;
import dev.lorabake.train.Resumption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What will happen when a run is resumed, for a person. */
final class ResumeText {
  /** More files than that are counted, not named. */
  private static final int NAMED = 4;

  private final Output output;
  private final Surroundings surroundings;

  ResumeText(Output output, Surroundings surroundings) {
    this.output = output;
    this.surroundings = surroundings;
  }

  void print(Resumption resumption) {
    ResumedFrom from = resumption.from();
    Course course = resumption.prepared().plan().course();
    if (resumption.purpose().keepsToItself()) {
      output.line(
          Colour.YELLOW, "rehearsal", ": nothing is trained; its files stay in the run directory");
    }
    line("resumes", String.valueOf(from.run().getFileName()));
    Path begun = from.state() != null ? from.state() : from.weights();
    if (begun != null) {
      line("from", surroundings.shown(begun));
    }
    for (PassedBy passed : resumption.passedBy()) {
      line("not from", surroundings.shown(passed.path()) + ": " + passed.problem());
    }
    line("at step", Figures.count(from.step()) + " of " + Figures.count(from.total()));
    line(
        "trains",
        Figures.count(resumption.updates(), "step")
            + ", to step "
            + Figures.count(resumption.end())
            + "; begins in epoch "
            + Figures.count(Math.max(1, course.firstEpoch()))
            + (resumption.way() == ResumeWay.SKIP
                ? " behind its first " + Figures.count(course.skippedBatches(), "batch", "batches")
                : ""));
    if (from.countedFrom() != 0) {
      line(
          "counts",
          "steps from "
              + Figures.count(course.firstStep())
              + ": add "
              + Figures.count(from.countedFrom())
              + " for the whole training");
    }
    named(
        "writes",
        resumption.prepared().plan().checkpoints().stream().map(PlannedCheckpoint::file).toList());
    named("removes", course.removesEarlier());
    for (ChangedSetting change : resumption.changes()) {
      if (change.option().equals("resume")) {
        continue; // the state was named above
      }
      line("sets", change.option() + " = " + value(change.now()) + was(change));
    }
    resumption.notes().forEach(note -> line("note", note));
  }

  private static String was(ChangedSetting change) {
    return change.was() == null ? "" : " (was " + value(change.was()) + ")";
  }

  private static String value(@Nullable Object value) {
    return value == null ? "nothing" : Json.write(value);
  }

  private void named(String head, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String more =
        names.size() > NAMED ? " and " + Figures.count(names.size() - NAMED) + " more" : "";
    List<String> shown =
        names.size() > NAMED ? names.subList(names.size() - NAMED, names.size()) : names;
    line(head, String.join(", ", shown) + more);
  }

  private void line(String head, String text) {
    output.filled(String.format("%-13s", head), text);
  }
}
