package dev.lorabake.cli;

import dev.lorabake.preflight.CheckReport;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.train.Prepared;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with a recipe before anything is started. */
@Command(
    name = "check",
    description = "Say what is wrong with a recipe before anything is started.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RecipeArguments recipe;

  CheckCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Prepared prepared = surroundings.preparing().prepare(recipe.request());
    Verdict verdict = prepared.verdict();
    if (recipe.json) {
      output.json(CheckReport.of(verdict));
    } else {
      prepared.notes().forEach(output::note);
      print(verdict);
    }
    return blocked(verdict) ? ExitCode.BLOCKED : ExitCode.FINE;
  }

  static boolean blocked(Verdict verdict) {
    return verdict.state() == Verdict.State.BLOCKED;
  }

  private void print(Verdict verdict) {
    List<Finding> findings = verdict.findings();
    new FindingLines(output, surroundings.workingFolder()).print(findings);
    if (!findings.isEmpty()) {
      output.blank();
    }
    String counts = findings.isEmpty() ? "nothing to mend" : FindingLines.counts(findings);
    String allowed =
        verdict.allowed().isEmpty() ? "" : ", " + verdict.allowed().size() + " allowed";
    if (blocked(verdict)) {
      output.line(Colour.RED, "blocked", ": " + counts + allowed);
    } else {
      output.line(Colour.GREEN, "ready", ": " + counts + allowed);
    }
  }
}
