package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the facts that {@code python-env/dump_options.py} writes, and joins our notes to them. */
final class OptionReader {
  private OptionReader() {}

  static Map<String, Option> read(JsonObject facts, JsonObject notes, Set<String> allScripts) {
    Map<String, Option> options = new TreeMap<>();
    JsonObject all = facts.object("options");
    Set<String> scripts = new LinkedHashSet<>(allScripts);
    for (String name : all.names()) {
      scripts.addAll(named(all.object(name)));
    }
    for (String name : all.names()) {
      JsonObject note = notes.object(name);
      options.put(
          name,
          option(
              name,
              all.object(name),
              note.names().isEmpty() ? OptionNote.UNKNOWN : OptionNote.read(note),
              scripts));
    }
    return options;
  }

  private static Option option(
      String name, JsonObject fact, OptionNote note, Set<String> allScripts) {
    OptionVariant common = variant(fact, new OptionVariant(null, List.of()));
    Map<String, OptionVariant> perScript = new LinkedHashMap<>();
    JsonObject own = fact.object("per_script");
    for (String script : own.names()) {
      perScript.put(script, variant(own.object(script), common));
    }
    Set<String> scripts =
        "all".equals(fact.value("scripts")) ? Set.copyOf(allScripts) : Set.copyOf(named(fact));
    return new Option(
        name,
        fact.texts("flags"),
        OptionType.parse(fact.text("type")),
        "*".equals(fact.value("nargs")) || "+".equals(fact.value("nargs")),
        scripts,
        common,
        perScript,
        note);
  }

  private static List<String> named(JsonObject fact) {
    return fact.value("scripts") instanceof List<?> ? fact.texts("scripts") : List.of();
  }

  private static OptionVariant variant(JsonObject fact, OptionVariant otherwise) {
    List<String> choices = new ArrayList<>();
    for (@Nullable Object choice : fact.list("choices")) {
      if (choice != null) { // None is upstream's "not given" and cannot be written
        choices.add(choice.toString());
      }
    }
    return new OptionVariant(
        fact.names().contains("default") ? fact.value("default") : otherwise.defaultValue(),
        fact.has("choices") ? List.copyOf(choices) : otherwise.choices());
  }
}
