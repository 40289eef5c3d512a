package dev.lorabake.cli;

import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.Fate;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.train.ImportReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a person what became of each key of an imported file, what needs them first. */
final class ImportText {
  private final Output output;
  private final ImportReport report;
  private final Surroundings surroundings;
  private final AccountText accounts;

  ImportText(Output output, ImportReport report, Surroundings surroundings) {
    this.output = output;
    this.report = report;
    this.surroundings = surroundings;
    accounts = new AccountText(output);
  }

  /**
   * Prints it.
   *
   * @param all also what was taken as it is and what says nothing
   */
  void print(boolean all) {
    String files =
        report.files().stream()
            .map(file -> surroundings.shown(Path.of(file)))
            .collect(Collectors.joining(", "));
    output.filled("", report.tool() + ": " + files);
    String network = report.network() == null ? "" : ", network " + report.network();
    output.filled("", "family " + report.family() + network + ", " + report.script());
    report.notes().forEach(note -> output.filled("", note));
    group(Fate.QUESTION, "to be answered");
    Map<Boolean, List<Addition>> additions =
        report.additions().stream().collect(Collectors.partitioningBy(ImportText::isAsked));
    accounts.additions("to be filled in, since the file does not say it", additions.get(true));
    group(Fate.ANSWERED, "answered");
    group(Fate.APPROXIMATED, "taken nearly as they are");
    accounts.ranOtherwise("would have run otherwise than the file says", report.runOtherwise());
    group(Fate.DROPPED, "left out");
    group(Fate.UNKNOWN, "unknown, and left out");
    group(Fate.SECRET, "secret, and in neither recipe nor report");
    accounts.additions("said beyond the file", additions.get(false));
    if (all) {
      group(Fate.MAPPED, "taken as they are");
      group(Fate.UNSET, "say nothing");
    }
    output.blank();
    output.filled("", report.counted());
    boolean more = report.count(Fate.MAPPED) + report.count(Fate.UNSET) > 0;
    if (more && !all) {
      output.line("--all tells each");
    }
  }

  private static boolean isAsked(Addition addition) {
    return Placeholder.is(addition.value());
  }

  private void group(Fate fate, String title) {
    accounts.group(title, report.with(fate));
  }
}
