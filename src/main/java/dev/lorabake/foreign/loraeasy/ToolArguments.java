package dev.lorabake.foreign.loraeasy;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.TomlText;
import dev.lorabake.recipe.TomlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of arguments for network, optimizer and scheduler; its backend makes lists of {@code
 * key=value} of them (utils/validation.py).
 */
final class ToolArguments {
  private static final Set<String> TABLES =
      Set.of("network_args", "optimizer_args", "lr_scheduler_args");

  private final Draft draft;
  private final Ledger ledger;
  private final TomlTree toml;

  ToolArguments(Draft draft, Ledger ledger, TomlTree toml) {
    this.draft = draft;
    this.ledger = ledger;
    this.toml = toml;
  }

  /** Whether it was such a table. */
  boolean take(String name, String key, Object value) {
    if (!TABLES.contains(name) || !(value instanceof Map<?, ?> table)) {
      return false;
    }
    if (table.isEmpty()) {
      ledger.unset(key);
    }
    table.forEach((member, inner) ->
        one(name, JsonTree.member(key, String.valueOf(member)), String.valueOf(member), inner));
    return true;
  }

  private void one(String option, String key, String member, Object value) {
    if (!ledger.has(key)) {
      SourceTree.keys(Map.of("x", value), "", _ -> null).stream()
          .map(leaf -> key + leaf.key().substring(1))
          .filter(ledger::has)
          .forEach(leaf -> ledger.dropped(leaf, "an argument is text, a number or a list of them"));
      return;
    }
    String text = text(value);
    if (option.equals("optimizer_args") && (text.equals("true") || text.equals("false"))) {
      text = text.equals("true") ? "True" : "False";
    }
    if (member.equals("preset") && text.isEmpty()) {
      ledger.unset(key);
      return;
    }
    add(option, member + "=" + text, key);
    ledger.mapped(key, "train." + option + "." + member);
    String module = module(option, member);
    if (module != null) {
      draft.train().set("network_module", module, toml.place(key));
      ledger.mappedAs(key, "it chooses " + module, "train.network_module");
    }
  }

  private void add(String option, String item, String key) {
    List<Object> items = new ArrayList<>();
    if (draft.train().value(option).orElse(null) instanceof List<?> before) {
      items.addAll(before);
    }
    items.add(item);
    draft.train().set(option, List.copyOf(items), toml.place(key));
  }

  private static @Nullable String module(String option, String member) {
    if (!option.equals("network_args")) {
      return null;
    }
    return switch (member) {
      case "algo" -> "lycoris.kohya";
      case "unit" -> "networks.dylora";
      default -> null;
    };
  }

  /** As Python writes it. */
  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth ? "True" : "False";
      case List<?> items ->
          items.stream().map(ToolArguments::text).collect(Collectors.joining(","));
      default -> TomlText.value(value);
    };
  }
}
