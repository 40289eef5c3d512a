package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies the fixes of findings to the settings files, in memory, until none is left that may be
 * applied: mending one thing may bring another to light.
 */
public final class Mending {
  /** Each round mends something; more rounds than this are two rules that undo each other. */
  private static final int MOST_ROUNDS = 10;

  private final Preparing preparing;

  public Mending(Preparing preparing) {
    this.preparing = preparing;
  }

  /**
   * What came of it.
   *
   * @param prepared the recipe as it is after the fixes
   * @param fixed the findings whose fix was applied, in that order
   * @param refused those that should have been fixed and could not, with the reason
   * @param files the changed files, not yet written
   */
  public record Mended(
      Prepared prepared, List<Finding> fixed, List<Refusal> refused, List<EditedFile> files) {}

  /** A fix that was not applied. */
  public record Refusal(Finding finding, String reason) {}

  /**
   * Applies every safe fix.
   *
   * @param rules rules whose fix is applied even where it is not safe
   */
  public Mended mend(Request request, Set<String> rules) {
    EditedFiles files = new EditedFiles();
    List<Finding> fixed = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    Prepared prepared = preparing.prepare(request, files);
    refuseForeign(prepared.recipe());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      refused.clear();
      int before = fixed.size();
      Set<String> touched = new HashSet<>();
      for (Finding finding : prepared.verdict().findings()) {
        List<Change> fix = finding.fix();
        boolean wanted = finding.safe() || rules.contains(finding.rule());
        if (fix == null
            || !wanted
            || fix.stream().map(Change::option).anyMatch(touched::contains)) {
          continue;
        }
        String problem = files.apply(fix, prepared.recipe());
        if (problem == null) {
          fix.forEach(change -> touched.add(change.option()));
          fixed.add(finding);
        } else {
          refused.add(new Refusal(finding, problem));
        }
      }
      if (fixed.size() == before) {
        break;
      }
      prepared = preparing.prepare(request, files);
    }
    return new Mended(
        prepared, List.copyOf(new LinkedHashSet<>(fixed)), List.copyOf(refused), files.changed());
  }

  /** Another tool's file stays as that tool wrote it. */
  private static void refuseForeign(Recipe recipe) {
    if (recipe.format().isForeign()) {
      throw new UserError(
          recipe.source()
              + " is another tool's file ("
              + recipe.format().title()
              + "), which lorabake reads and never changes",
          "lorabake import writes a recipe of it, which check --fix mends");
    }
  }
}
