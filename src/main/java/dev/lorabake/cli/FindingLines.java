package dev.lorabake.cli;

import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.TomlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints findings for a person: place, severity, rule, message, and what to do. */
final class FindingLines {
  private final Output output;
  private final Path workingFolder;

  FindingLines(Output output, Path workingFolder) {
    this.output = output;
    this.workingFolder = workingFolder;
  }

  void print(List<Finding> findings) {
    findings.forEach(this::print);
  }

  private void print(Finding finding) {
    output.line(
        place(finding.at()),
        colour(finding.severity()),
        finding.severity().name().toLowerCase(Locale.ROOT) + "[" + finding.rule() + "]",
        ": " + finding.message());
    output.line("  help: " + finding.help());
    if (finding.fix() != null) {
      for (Change change : finding.fix()) {
        output.line("  fix: " + fix(change));
      }
    }
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
