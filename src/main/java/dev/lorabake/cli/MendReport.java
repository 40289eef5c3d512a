package dev.lorabake.cli;

import dev.lorabake.preflight.CheckReport;
import dev.lorabake.preflight.Finding;
import dev.lorabake.train.Mending.Mended;
import java.util.List;

/**
 * The published shape of {@code check --fix --json}: that of {@code check --json} after the fixes,
 * and what was done.
 *
 * @param fixed ids of the rules whose fix was applied, one for each finding
 * @param refused fixes that could not be applied
 * @param files what was changed
 * @param written whether the files on the disk are changed: not with {@code --diff}
 */
record MendReport(
    String verdict,
    List<CheckReport.Item> findings,
    List<String> allowed,
    List<String> fixed,
    List<Refused> refused,
    List<Changed> files,
    boolean written) {

  record Refused(String rule, String reason) {}

  /** A changed file, with a unified diff. */
  record Changed(String file, String diff) {}

  static MendReport of(Mended mended, boolean written) {
    CheckReport report = CheckReport.of(mended.prepared().verdict());
    return new MendReport(
        report.verdict(),
        report.findings(),
        report.allowed(),
        mended.fixed().stream().map(Finding::rule).toList(),
        mended.refused().stream()
            .map(refusal -> new Refused(refusal.finding().rule(), refusal.reason()))
            .toList(),
        mended.files().stream()
            .map(file -> new Changed(file.file().toString(), String.join("\n", file.diff())))
            .toList(),
        written);
  }
}
