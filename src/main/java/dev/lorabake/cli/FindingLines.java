package dev.lorabake.cli;

import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.TomlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints findings for a person: place, severity, rule, message, and what to do. */
final class FindingLines {
  /** A mistake made everywhere would push all others off the screen. */
  private static final int MOST_OF_ONE_RULE = 10;

  private static final Pattern TABLE = Pattern.compile("(datasets|subsets)\\[\\d+]\\.");

  private final Output output;
  private final Path workingFolder;

  FindingLines(Output output, Path workingFolder) {
    this.output = output;
    this.workingFolder = workingFolder;
  }

  void print(List<Finding> findings) {
    Map<String, Integer> counts = new HashMap<>();
    for (Finding finding : findings) {
      if (counts.merge(finding.rule(), 1, Integer::sum) <= MOST_OF_ONE_RULE) {
        print(finding);
      }
    }
    new TreeMap<>(counts)
        .forEach((rule, count) -> {
          if (count > MOST_OF_ONE_RULE) {
            output.line(
                "and " + (count - MOST_OF_ONE_RULE) + " more of " + rule + " (--json tells all)");
          }
        });
  }

  private void print(Finding finding) {
    output.filled(
        place(finding.at()),
        colour(finding.severity()),
        finding.severity().name().toLowerCase(Locale.ROOT) + "[" + finding.rule() + "]",
        ": " + finding.message());
    output.filled("  ", "help: " + finding.help());
    String fix = fix(finding);
    if (!fix.isEmpty() && !saysTheSame(finding, fix)) {
      output.filled("  ", "fix: " + fix);
    }
  }

  /** Whether the help names the fix: as it is, with a reason behind it, or as "remove it". */
  private static boolean saysTheSame(Finding finding, String shown) {
    String help = finding.help();
    // the place tells which dataset is meant
    String fix = finding.at() == null ? shown : TABLE.matcher(shown).replaceAll("");
    boolean removal = fix.startsWith("remove ") && fix.indexOf(',') < 0;
    return help.equals(fix)
        || help.equals(removal ? "remove it" : fix)
        || Stream.of(",", ":", ";").anyMatch(end -> help.startsWith(fix + end));
  }

  /** All changes of the finding's fix on one line, new values first; empty where it has none. */
  static String fix(Finding finding) {
    List<Change> changes = finding.fix() == null ? List.of() : finding.fix();
    return Stream.concat(
            changes.stream().filter(change -> change.value() != null),
            changes.stream().filter(change -> change.value() == null))
        .map(FindingLines::fix)
        .collect(Collectors.joining(", "));
  }

  private static String fix(Change change) {
    return change.value() == null
        ? "remove " + change.option()
        : change.option() + " = " + TomlText.value(change.value());
  }

  private String place(@Nullable Place place) {
    if (place == null) {
      return "";
    }
    Path file = place.file();
    Path shown = file.startsWith(workingFolder) ? workingFolder.relativize(file) : file;
    return shown + ":" + place.line() + ": ";
  }

  static Colour colour(Severity severity) {
    return switch (severity) {
      case ERROR -> Colour.RED;
      case WARNING -> Colour.YELLOW;
      case ADVICE -> Colour.CYAN;
    };
  }

  /** {@code 1 error, 2 warnings}; empty when there is nothing. */
  static String counts(List<Finding> findings) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (count > 0) {
        parts.add(count + " " + noun(severity, count));
      }
    }
    return String.join(", ", parts);
  }

  private static String noun(Severity severity, long count) {
    return switch (severity) {
      case ERROR -> count == 1 ? "error" : "errors";
      case WARNING -> count == 1 ? "warning" : "warnings";
      case ADVICE -> count == 1 ? "advice" : "pieces of advice";
    };
  }
}
