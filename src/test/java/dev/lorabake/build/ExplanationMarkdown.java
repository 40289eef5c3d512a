package dev.lorabake.build;

import dev.lorabake.preflight.Rule;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Explanations;
import dev.lorabake.train.explain.Facts;
import dev.lorabake.train.explain.Interaction;
import dev.lorabake.train.explain.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes explanations as Markdown for src/docs, with links between them. */
final class ExplanationMarkdown {
  private final Explanations explanations;
  private final String root;

  /**
   * @param root how to get from the page to src/docs, such as {@code ../}; empty within it
   */
  ExplanationMarkdown(Explanations explanations, String root) {
    this.explanations = explanations;
    this.root = root;
  }

  /** An explanation with its heading at a level: 1 for a page, 2 for a section of one. */
  String of(Explanation entry, int level) {
    StringBuilder out = new StringBuilder();
    String mark = "#".repeat(level);
    out.append(mark).append(' ').append(entry.name()).append("\n\n").append(entry.what());
    out.append(".\n\n");
    entry
        .facts()
        .forEach((name, value) ->
            out.append("- ").append(fact(name)).append(": ").append(value(value)).append('\n'));
    String text = entry.text().replaceAll("(?m)^## ", mark + "# ").strip();
    if (!text.isEmpty()) {
      out.append(entry.facts().isEmpty() ? "" : "\n").append(text).append('\n');
    }
    interactions(out, mark, entry.interactions());
    rules(out, mark, entry.rules());
    if (!entry.seeAlso().isEmpty()) {
      List<String> links = entry.seeAlso().stream().map(this::link).toList();
      out.append("\nSee also: ").append(String.join(", ", links)).append('\n');
    }
    return out.toString().replaceAll("\n{3,}", "\n\n");
  }

  private static String fact(String name) {
    return name.endsWith(".py") ? name.replaceFirst("_in_", " in ") : name.replace('_', ' ');
  }

  private static String value(Object value) {
    return value instanceof String text && text.indexOf(' ') > 0
        ? text.replace("<", "&lt;")
        : "`" + Facts.shown(value) + "`";
  }

  private void interactions(StringBuilder out, String mark, List<Interaction> all) {
    if (all.isEmpty()) {
      return;
    }
    out.append('\n').append(mark).append("# Interactions\n\n");
    Map<String, List<String>> grouped = new LinkedHashMap<>();
    for (Interaction each : all) {
      String why = each.why() + (each.stops() && !each.why().contains("stop") ? " (stops)" : "");
      grouped
          .computeIfAbsent(
              each.manner().title() + " %s: " + why.replace("%", "%%"), _ -> new ArrayList<>())
          .add(link(each.word()));
    }
    grouped.forEach((sentence, links) ->
        out.append("- ")
            .append(String.format(Locale.ROOT, sentence, String.join(", ", links)))
            .append('\n'));
  }

  private void rules(StringBuilder out, String mark, List<Rule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    out.append('\n').append(mark).append("# Rules that look at it\n\n");
    for (Rule rule : rules) {
      out.append("- ")
          .append(link("rule " + rule.id()))
          .append(" (")
          .append(rule.severity().name().toLowerCase(Locale.ROOT))
          .append("): ")
          .append(rule.summary())
          .append('\n');
    }
  }

  /** A link to whatever the word names. */
  String link(String word) {
    return explanations
        .find(word)
        .map(entry -> "[" + entry.name() + "](" + root + place(entry) + ")")
        .orElseThrow(() -> new IllegalStateException("nothing is called " + word));
  }

  private static String place(Explanation entry) {
    return switch (entry.kind()) {
      case OPTION -> "options/" + entry.name() + ".md";
      case RULE -> "rules/" + entry.name() + ".md";
      case NETWORK_ARG, DATASET_KEY, OPTIMIZER, SCHEDULER, NETWORK, FAMILY, TERM ->
          entry.kind().folder() + ".md#" + anchor(entry.name());
      case FAILURE -> "diagnoses.md#" + anchor(entry.name());
    };
  }

  /** The anchor that GitHub gives a heading. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
  }

  /** A page with everything of a kind, a section each. */
  String page(Kind kind, String title, String lead) {
    List<Explanation> all = explanations.all(kind);
    StringBuilder out = new StringBuilder("# " + title + "\n\n" + lead + "\n");
    out.append("This page is generated (`ReferencePagesTest`); `lorabake explain ")
        .append(kind.folder())
        .append("` lists the same at the terminal.\n\n")
        .append(
            String.join(
                " · ",
                all.stream()
                    .map(entry -> "[" + entry.name() + "](#" + anchor(entry.name()) + ")")
                    .toList()))
        .append("\n");
    all.forEach(entry -> out.append('\n').append(of(entry, 2)));
    return out.toString();
  }
}
