package dev.lorabake.build;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionNote;
import dev.lorabake.catalog.OptionVariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the reference of all options, src/docs/options.md, from the bundled catalogue. */
final class OptionReference {
  private final Catalog catalog;

  OptionReference(Catalog catalog) {
    this.catalog = catalog;
  }

  String markdown() {
    Map<String, List<Option>> groups = new TreeMap<>();
    for (Option option : catalog.options()) {
      groups.computeIfAbsent(option.note().group(), _ -> new ArrayList<>()).add(option);
    }
    StringBuilder page = new StringBuilder();
    page.append("# Options\n\n")
        .append("The ")
        .append(catalog.options().size())
        .append(" options of ")
        .append(catalog.upstream().project())
        .append(' ')
        .append(catalog.upstream().version())
        .append(", as they stand under `[train]` and as flags. ")
        .append("This page is generated (`OptionReferenceTest`);\n")
        .append("each name leads to its own page, and ")
        .append("`lorabake explain OPTION` shows that page at the terminal.\n")
        .append("Beside it: [optimizers](optimizers.md) · [schedulers](schedulers.md) · ")
        .append("[network types](networks.md) · [network_args](network-args.md) · ")
        .append("[dataset keys](dataset-keys.md) · [families](families.md) · ")
        .append("[terms](terms.md) · [rules](rules/index.md)\n\n");
    page.append(String.join(" · ", groups.keySet().stream().map(OptionReference::link).toList()))
        .append('\n');
    groups.forEach((group, options) -> section(page, group, options));
    return page.toString();
  }

  private static String link(String group) {
    return "[" + group + "](#" + group.replace(' ', '-') + ")";
  }

  private void section(StringBuilder page, String group, List<Option> options) {
    page.append("\n## ").append(group).append("\n");
    page.append("| option | takes | default | what it does, and its limits |\n|---|---|---|---|\n");
    for (Option option : options) {
      page.append("| [`")
          .append(option.name())
          .append("`](options/")
          .append(option.name())
          .append(".md) | ")
          .append(cell(takes(option)))
          .append(" | ")
          .append(cell(defaults(option)))
          .append(" | ")
          .append(cell(String.join(". ", sentences(option))))
          .append(". |\n");
    }
  }

  private static String takes(Option option) {
    List<String> texts = new ArrayList<>();
    List<String> choices = option.common().choices();
    texts.add(choices.isEmpty() ? option.type().description() : choices(choices));
    option
        .perScript()
        .forEach((script, variant) -> {
          if (!variant.choices().equals(choices)) {
            String own = variant.choices().isEmpty() ? "any" : choices(variant.choices());
            texts.add("in " + script(script) + " " + own);
          }
        });
    if (option.list()) {
      texts.add("several");
    }
    return String.join("; ", texts);
  }

  private static String choices(List<String> choices) {
    return String.join(", ", choices.stream().map(choice -> "`" + choice + "`").toList());
  }

  private static String defaults(Option option) {
    List<String> texts = new ArrayList<>();
    Object common = option.common().defaultValue();
    texts.add(value(common));
    for (Map.Entry<String, OptionVariant> own : option.perScript().entrySet()) {
      Object value = own.getValue().defaultValue();
      if (!value(value).equals(value(common))) {
        texts.add("in " + script(own.getKey()) + " " + value(value));
      }
    }
    return String.join("; ", texts);
  }

  private static String value(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    return value.equals("") ? "empty" : "`" + value + "`";
  }

  private List<String> sentences(Option option) {
    OptionNote note = option.note();
    List<String> texts = new ArrayList<>(List.of(note.help()));
    if (note.min() != null || note.max() != null) {
      texts.add(range(note));
    }
    if (!note.onlyWith().isEmpty()) {
      texts.add(
          "Only with "
              + String.join(" or ", note.onlyWith().stream().map(o -> "`" + o + "`").toList()));
    }
    note.conflicts().forEach((other, why) -> texts.add("Not with `" + other + "`: " + why));
    ignored(note)
        .forEach(
            (why, families) -> texts.add("Ignored by " + String.join(", ", families) + ": " + why));
    add(texts, "No effect: ", note.noEffect());
    add(texts, "Deprecated: ", note.deprecated());
    if (note.secret()) {
      texts.add("A secret: never shown, written or passed as an argument");
    }
    if (option.scripts().size() < catalog.scripts().size()) {
      texts.add(
          "Only in "
              + String.join(
                  ", ",
                  catalog.scripts().stream()
                      .filter(option::isIn)
                      .map(OptionReference::script)
                      .toList()));
    }
    return texts;
  }

  /** Reason to the families that it holds for. */
  private static Map<String, List<String>> ignored(OptionNote note) {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    note.ignoredBy()
        .forEach((family, why) -> reasons.computeIfAbsent(why, _ -> new ArrayList<>()).add(family));
    return reasons;
  }

  private static String range(OptionNote note) {
    List<String> bounds = new ArrayList<>();
    Double min = note.min();
    Double max = note.max();
    if (min != null) {
      bounds.add((note.exclusiveMin() ? "above " : "at least ") + number(min));
    }
    if (max != null) {
      bounds.add("at most " + number(max));
    }
    return "Sensible: " + String.join(", ", bounds);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String script(String script) {
    return "`" + script.replaceFirst("\\.py$", "") + "`";
  }

  private static void add(List<String> texts, String start, @Nullable String text) {
    if (text != null) {
      texts.add(start + text);
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
  }
}
