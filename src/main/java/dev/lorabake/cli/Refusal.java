package dev.lorabake.cli;

import dev.lorabake.preflight.CheckReport;
import dev.lorabake.train.Prepared;

/** Says why a recipe is not started. */
final class Refusal {
  private Refusal() {}

  /** Prints the findings; the answer is the exit code. */
  static int print(Prepared prepared, boolean json, Surroundings surroundings, Output output) {
    if (json) {
      output.jsonLine(CheckReport.of(prepared.verdict()));
    } else {
      prepared.notes().forEach(output::note);
      new FindingLines(output, surroundings.workingFolder()).print(prepared.verdict().findings());
      output.blank();
      output.line(
          Colour.RED, "not started", ": " + FindingLines.counts(prepared.verdict().findings()));
    }
    return ExitCode.BLOCKED;
  }
}
