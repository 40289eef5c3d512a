package dev.lorabake.cli;

import dev.lorabake.preflight.Rule;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Facts;
import dev.lorabake.train.explain.Interaction;
import dev.lorabake.train.explain.Interaction.Manner;
import dev.lorabake.train.explain.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints an explanation for a person, 80 columns wide. */
final class ExplanationText {
  static final int WIDTH = 80;

  private final Output output;
  private final PageText page;

  ExplanationText(Output output) {
    this.output = output;
    page = new PageText(output, WIDTH);
  }

  void print(Explanation explanation) {
    output.line(Colour.BOLD, explanation.name(), " (" + explanation.kind().title() + ")");
    page.filled("  ", "  ", PageText.plain(explanation.what()) + ".");
    if (!explanation.facts().isEmpty()) {
      output.blank();
    }
    explanation
        .facts()
        .forEach(
            (name, value) -> page.filled("  " + label(name) + ": ", "      ", Facts.shown(value)));
    if (explanation.kind() == Kind.OPTION && !explanation.facts().containsKey("default")) {
      output.line("  default: none");
    }
    page.print(explanation.kind() == Kind.RULE ? "\n" + explanation.text() : explanation.text());
    interactions(explanation.interactions());
    rules(explanation.rules());
    if (!explanation.seeAlso().isEmpty()) {
      output.blank();
      page.filled("See also: ", "  ", String.join(", ", explanation.seeAlso()));
    }
  }

  /** The published name of a fact as a person reads it; the name of a script stays whole. */
  private static String label(String fact) {
    int script = fact.endsWith(".py") ? fact.indexOf("_in_") + 4 : fact.length();
    return fact.substring(0, script).replace('_', ' ').replaceFirst("^vram mib", "VRAM in MiB,")
        + fact.substring(script);
  }

  /** One line for each thing, with its sentence. */
  void list(List<Explanation> explanations) {
    explanations.forEach(
        entry -> page.filled("  " + entry.name() + ": ", "      ", PageText.plain(entry.what())));
  }

  private void interactions(List<Interaction> interactions) {
    if (interactions.isEmpty()) {
      return;
    }
    output.blank();
    output.line(Colour.BOLD, "Interactions", "");
    grouped(interactions)
        .forEach((told, names) ->
            page.item(told.manner() + " " + String.join(", ", names) + ": " + told.why()));
  }

  private record Told(String manner, String why) {}

  /** What is said of several in the same words is said once. */
  private static Map<Told, List<String>> grouped(List<Interaction> interactions) {
    Map<Told, List<String>> grouped = new LinkedHashMap<>();
    for (Interaction each : interactions) {
      String stop = each.stops() && each.manner() == Manner.CONFLICT ? " (upstream stops)" : "";
      boolean said = each.why().contains("stop");
      grouped
          .computeIfAbsent(
              new Told(each.manner().title(), each.why() + (said ? "" : stop)),
              _ -> new ArrayList<>())
          .add(each.with());
    }
    return grouped;
  }

  private void rules(List<Rule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    output.blank();
    output.line(Colour.BOLD, "Rules that look at it", "");
    for (Rule rule : rules) {
      String severity = rule.severity().name().toLowerCase(Locale.ROOT);
      page.item(rule.id() + " (" + severity + "): " + rule.summary());
    }
  }
}
