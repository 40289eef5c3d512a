package dev.lorabake.cli;

import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.Fate;
import dev.lorabake.json.Json;
import dev.lorabake.train.ImportReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells a person what became of each key of an imported file, what needs them first. */
final class ImportText {
  private static final int MOST_CHARACTERS = 60;
  private static final String INDENT = "    ";

  private final Output output;
  private final ImportReport report;
  private final Surroundings surroundings;

  ImportText(Output output, ImportReport report, Surroundings surroundings) {
    this.output = output;
    this.report = report;
    this.surroundings = surroundings;
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
    group(Fate.ANSWERED, "answered");
    group(Fate.APPROXIMATED, "taken nearly as they are");
    ranOtherwise();
    group(Fate.DROPPED, "left out");
    group(Fate.UNKNOWN, "unknown, and left out");
    group(Fate.SECRET, "secret, and in neither recipe nor report");
    additions();
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

  private void group(Fate fate, String title) {
    List<ImportReport.Key> keys = report.with(fate);
    if (!keys.isEmpty()) {
      title(title, keys.size());
      keys.forEach(this::key);
    }
  }

  private void title(String title, int count) {
    output.blank();
    output.line(Colour.BOLD, title, " (" + count + ")");
  }

  private void key(ImportReport.Key key) {
    output.filled("  ", named(key));
    if (key.reason() != null) {
      output.filled(INDENT, key.reason());
    }
    if (!key.targets().isEmpty()) {
      output.filled(INDENT, "now " + String.join(", ", key.targets()));
    }
  }

  private static String named(ImportReport.Key key) {
    String line = key.line() == null ? "" : ", line " + key.line();
    return key.key() + " = " + value(key.value()) + line;
  }

  private void ranOtherwise() {
    List<ImportReport.Key> keys = report.runOtherwise();
    if (keys.isEmpty()) {
      return;
    }
    title("would have run otherwise than the file says", keys.size());
    for (ImportReport.Key key : keys) {
      output.filled("  ", named(key));
      output.filled(INDENT, "ran: " + key.ran());
      output.filled(INDENT, "meant, and taken: " + key.meant());
    }
  }

  private void additions() {
    List<Addition> additions = report.additions();
    if (!additions.isEmpty()) {
      title("said beyond the file", additions.size());
      for (Addition addition : additions) {
        output.filled("  ", addition.target() + " = " + value(addition.value()));
        output.filled(INDENT, addition.reason());
      }
    }
  }

  private static String value(@Nullable Object value) {
    String text = Json.write(value);
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
