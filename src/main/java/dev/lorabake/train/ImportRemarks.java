package dev.lorabake.train;

import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.Fate;
import dev.lorabake.recipe.Remarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The comments that an import leaves in its recipe. */
final class ImportRemarks {
  /** A list of tags may be megabytes long. */
  private static final int MOST_CHARACTERS = 400;

  private final ImportReport report;
  private final Map<String, List<String>> at = new LinkedHashMap<>();
  private final List<String> tail = new ArrayList<>();

  private ImportRemarks(ImportReport report) {
    this.report = report;
  }

  static Remarks of(ImportReport report) {
    ImportRemarks remarks = new ImportRemarks(report);
    report.keys().forEach(remarks::key);
    report.additions().forEach(remarks::addition);
    remarks.leftOut(Fate.DROPPED, "Left out:");
    remarks.leftOut(Fate.UNKNOWN, "Unknown to lorabake, and left out:");
    remarks.leftOut(Fate.SECRET, "Kept secret:");
    return new Remarks(remarks.head(), remarks.at, remarks.tail);
  }

  private List<String> head() {
    String files =
        report.files().stream()
            .map(file -> String.valueOf(Path.of(file).getFileName()))
            .collect(Collectors.joining(", "));
    return List.of(
        "Imported by lorabake from " + report.tool() + ": " + files, report.counted() + ".");
  }

  private void key(ImportReport.Key key) {
    boolean told =
        key.is(Fate.APPROXIMATED)
            || key.is(Fate.QUESTION)
            || key.is(Fate.ANSWERED)
            || (key.ran() != null && !key.is(Fate.DROPPED) && !key.is(Fate.SECRET));
    if (told) {
      for (String target : key.targets().isEmpty() ? List.of("") : key.targets()) {
        remark(target, line(key));
      }
    }
  }

  private void addition(Addition addition) {
    remark(addition.target(), "import: not in the file: " + addition.reason());
  }

  private void remark(String target, String line) {
    List<String> lines = at.computeIfAbsent(value(target), _ -> new ArrayList<>());
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  /** The value that the target is part of: an argument of a network stands in a list of them. */
  private static String value(String target) {
    String[] steps = target.split("\\.", -1);
    boolean argument = steps.length > 2 && (steps[0].equals("train") || steps[0].equals("launch"));
    return argument ? steps[0] + "." + steps[1] : target;
  }

  private static String line(ImportReport.Key key) {
    StringBuilder line = new StringBuilder("import: ").append(key.key());
    line.append(" = ").append(value(key.value()));
    if (key.reason() != null) {
      line.append(": ").append(key.reason());
    }
    if (key.ran() != null) {
      line.append("; would have run: ").append(key.ran());
      line.append("; taken as meant: ").append(key.meant());
    }
    return line.toString();
  }

  private void leftOut(Fate fate, String title) {
    List<ImportReport.Key> keys = report.with(fate);
    if (!keys.isEmpty()) {
      tail.add(title);
      keys.forEach(key -> tail.add(line(key).substring("import: ".length())));
    }
  }

  private static String value(@Nullable Object value) {
    String text = ValueText.of(value);
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS) + "… (" + text.length() + " characters)";
  }
}
