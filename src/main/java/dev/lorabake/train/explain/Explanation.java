package dev.lorabake.train.explain;

import dev.lorabake.preflight.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that is told about one thing, for a terminal, a screen, JSON and the docs alike.
 *
 * @param what one sentence without a full stop
 * @param facts published name (snake case) to a text, a number, a list or a map, in order
 * @param rules what preflight looks for around it, sorted by id
 * @param text Markdown with headings of the second level; empty where there is no page
 * @param seeAlso other words worth explaining
 */
public record Explanation(
    Kind kind,
    String name,
    String what,
    Map<String, Object> facts,
    List<Interaction> interactions,
    List<Rule> rules,
    String text,
    List<String> seeAlso) {

  /** The shape that {@code explain --json} publishes. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("kind", kind.word());
    map.put("what", what);
    map.putAll(facts);
    for (Interaction interaction : interactions) {
      switch (interaction.manner()) {
        case CONFLICT -> map.put("conflict_with_" + interaction.with(), interaction.why());
        case IGNORED_BY -> map.put("ignored_by_" + interaction.with(), interaction.why());
        case ONLY_WITH, NEEDED_BY, REPLACED_BY, REPLACES, DATASET_KEY, READ_BY -> {}
        case REQUIRED_BY, SET_BY -> {}
      }
    }
    map.put("interactions", interactions.stream().map(Interaction::toMap).toList());
    map.put("rules", rules.stream().map(Explanation::rule).toList());
    map.put("see_also", seeAlso);
    if (!text.isEmpty()) {
      map.put("text", text);
    }
    return map;
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rule", rule.id());
    map.put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
    map.put("summary", rule.summary());
    return map;
  }

  /** The same with other words to look at. */
  Explanation seeing(List<String> words) {
    return new Explanation(kind, name, what, facts, interactions, rules, text, words);
  }
}
