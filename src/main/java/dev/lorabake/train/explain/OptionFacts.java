package dev.lorabake.train.explain;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionNote;
import dev.lorabake.catalog.OptionVariant;
import dev.lorabake.plan.VramShare;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts about one option: what it takes, its defaults, where it exists, what it costs. */
final class OptionFacts {
  private final Catalog catalog;

  OptionFacts(Catalog catalog) {
    this.catalog = catalog;
  }

  Map<String, Object> of(Option option) {
    OptionNote note = option.note();
    Facts facts =
        new Facts()
            .with("takes", option.type().description() + (option.list() ? ", several" : ""))
            .with("choices", option.common().choices())
            .with("default", option.common().defaultValue());
    option
        .perScript()
        .forEach((script, variant) -> {
          if (!variant.choices().equals(option.common().choices())) {
            facts.with("choices_in_" + script, variant.choices());
          }
          facts.with("default_in_" + script, ownDefault(option, variant));
        });
    facts
        .with("at_least", note.exclusiveMin() ? null : bound(note.min()))
        .with("above", note.exclusiveMin() ? bound(note.min()) : null)
        .with("at_most", bound(note.max()))
        .with("group", note.group());
    if (option.scripts().size() < catalog.scripts().size()) {
      facts.with("only_in", option.scripts().stream().sorted().toList());
    }
    facts
        .with("only_with", note.onlyWith())
        .with("deprecated", note.deprecated())
        .with("no_effect", note.noEffect());
    VramShare.of(option.name())
        .forEach(share -> facts.with("vram_" + share.measure(), share.mib()));
    return facts.map();
  }

  /** A limit, as a whole number where it is one. */
  private static @Nullable Number bound(@Nullable Double limit) {
    if (limit == null || limit != Math.rint(limit)) {
      return limit;
    }
    return Math.round(limit);
  }

  private static @Nullable Object ownDefault(Option option, OptionVariant variant) {
    Object own = variant.defaultValue();
    return own == null && option.common().defaultValue() != null ? "none" : own;
  }
}
