package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.preflight.CheckReport;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.RuleCatalog;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.recipe.Spelling;
import dev.lorabake.train.EditedFile;
import dev.lorabake.train.Mending;
import dev.lorabake.train.Mending.Mended;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.SarifLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a recipe before anything is started, and mends what is surely meant. */
@Command(
    name = "check",
    description = "Say what is wrong with a recipe before anything is started.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RecipeArguments recipe;

  @Mixin CheckoutArguments upstream;

  @Mixin ProbeArguments probe;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      description = "Where earlier runs lie, whose measured memory is taken (runs).",
      defaultValue = "runs")
  Path runs = Path.of("runs");

  @Option(
      names = "--fix",
      description = "Apply the fixes that are surely meant, and show the diff.")
  boolean fix;

  @Option(
      names = "--fix-rule",
      paramLabel = "RULE",
      description = "Apply the fix of this rule too; may be given more than once.")
  Set<String> fixRules = new TreeSet<>();

  @Option(names = "--diff", description = "Show what --fix would change, and change nothing.")
  boolean diff;

  @Option(names = "--sarif", description = "Tell the findings as SARIF 2.1.0, for editors and CI.")
  boolean sarif;

  CheckCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    fixRules.forEach(CheckCommand::requireKnown);
    if (sarif && recipe.json) {
      throw new UserError("--json and --sarif both ask for standard output", "give one of them");
    }
    Verdict verdict = fix || diff || !fixRules.isEmpty() ? mend() : check();
    return blocked(verdict) ? ExitCode.BLOCKED : ExitCode.FINE;
  }

  static boolean blocked(Verdict verdict) {
    return verdict.state() == Verdict.State.BLOCKED;
  }

  private static void requireKnown(String rule) {
    if (RuleCatalog.find(rule).isEmpty()) {
      List<String> known = RuleCatalog.all().stream().map(each -> each.id()).toList();
      throw new UserError(
          "there is no rule " + rule,
          Spelling.nearest(rule, known)
              .map(near -> "did you mean " + near + "?")
              .orElse("lorabake explain rules lists them"));
    }
  }

  private Prepared prepare() {
    try (ScanProgress progress = surroundings.scanProgress(output, recipe.json || sarif)) {
      return preparing(progress).prepare(recipe.request());
    }
  }

  private Preparing preparing(ScanProgress progress) {
    return probe
        .preparing(surroundings, upstream)
        .learningFrom(surroundings.workingFolder().resolve(runs).normalize())
        .telling(progress);
  }

  private Mended mended() {
    try (ScanProgress progress = surroundings.scanProgress(output, recipe.json || sarif)) {
      return new Mending(preparing(progress)).mend(recipe.request(), fixRules);
    }
  }

  private Verdict check() {
    Prepared prepared = prepare();
    Verdict verdict = prepared.verdict();
    if (recipe.json) {
      output.json(CheckReport.of(verdict));
    } else if (sarif) {
      output.json(SarifLog.of(prepared, surroundings.workingFolder(), Version.own()));
    } else {
      prepared.notes().forEach(output::note);
      print(verdict, prepared.recipe().format().isForeign());
    }
    return verdict;
  }

  private Verdict mend() {
    Mended mended = mended();
    if (!diff) {
      mended.files().forEach(EditedFile::write);
    }
    Verdict verdict = mended.prepared().verdict();
    if (recipe.json) {
      output.json(MendReport.of(mended, !diff));
    } else if (sarif) {
      output.json(SarifLog.of(mended.prepared(), surroundings.workingFolder(), Version.own()));
    } else {
      mended.prepared().notes().forEach(output::note);
      mended.files().forEach(this::printDiff);
      printMended(mended);
      print(verdict, false);
    }
    return verdict;
  }

  private void printDiff(EditedFile file) {
    for (String line : file.diff()) {
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case '+' -> output.line(Colour.GREEN, line, "");
        case '-' -> output.line(Colour.RED, line, "");
        case '@' -> output.line(Colour.CYAN, line, "");
        default -> output.line(line);
      }
    }
    output.blank();
  }

  private void printMended(Mended mended) {
    String done = diff ? "would be fixed" : "fixed";
    mended
        .fixed()
        .forEach(found -> output.line(done + ": " + found.rule() + ", " + FindingLines.fix(found)));
    mended
        .refused()
        .forEach(refusal ->
            output.line("not fixed: " + refusal.finding().rule() + ", " + refusal.reason()));
    if (mended.fixed().isEmpty()) {
      output.line("nothing that can be fixed unasked");
    }
    output.blank();
  }

  /**
   * @param foreign whether it is another tool's file, which only an import lets be mended
   */
  private void print(Verdict verdict, boolean foreign) {
    List<Finding> findings = verdict.findings();
    new FindingLines(output, surroundings.workingFolder()).print(findings);
    if (!findings.isEmpty()) {
      output.blank();
    }
    String counts = findings.isEmpty() ? "nothing to mend" : FindingLines.counts(findings);
    String allowed =
        verdict.allowed().isEmpty() ? "" : ", " + verdict.allowed().size() + " allowed";
    long safe = findings.stream().filter(Finding::safe).count();
    long choices = findings.stream().filter(found -> found.fix() != null).count() - safe;
    String hint = safe == 0 || fix || diff ? "" : "; --fix mends " + safe;
    hint += choices == 0 ? "" : "; --fix-rule RULE mends " + choices + (safe == 0 ? "" : " more");
    hint = foreign && !hint.isEmpty() ? "; after lorabake import" + hint.substring(1) : hint;
    if (blocked(verdict)) {
      output.line(Colour.RED, "blocked", ": " + counts + allowed + hint);
    } else {
      output.line(Colour.GREEN, "ready", ": " + counts + allowed + hint);
    }
  }
}
