package dev.lorabake.cli;

import dev.lorabake.foreign.Fate;
import dev.lorabake.train.ExportReport;
import dev.lorabake.train.ImportReport;
import java.util.List;

/** Tells a person what became of the settings of a recipe in another tool's file. */
final class ExportText {
  private static final String RAW = "additional_parameters";

  private final Output output;
  private final ExportReport report;

  ExportText(Output output, ExportReport report) {
    this.output = output;
    this.report = report;
  }

  void print() {
    AccountText accounts = new AccountText(output);
    List<ImportReport.Key> raw = report.passedBeside(RAW);
    int fields = report.with(Fate.MAPPED).size() - raw.size();
    output.filled("", report.tool() + ": " + fields + " settings said in its fields");
    accounts.group("passed in its additional parameters", raw);
    accounts.group("said nearly as they are", report.with(Fate.APPROXIMATED));
    accounts.group("left out", report.with(Fate.DROPPED));
    accounts.group("unknown, and left out", report.with(Fate.UNKNOWN));
    accounts.group("secret, and not written", report.with(Fate.SECRET));
    accounts.additions("said beyond the recipe", report.additions());
    output.blank();
  }
}
