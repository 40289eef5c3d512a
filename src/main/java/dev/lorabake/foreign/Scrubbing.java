package dev.lorabake.foreign;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.RecipeParts;
import dev.lorabake.recipe.Setting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Secrets} out of what an import makes. Readers name those of their formats; this
 * takes out what they passed by, wherever it stands.
 */
public final class Scrubbing {
  private final Set<String> found = new TreeSet<>();

  private Scrubbing() {}

  /** The same without any secret in it. */
  public static Imported without(Imported imported, Catalog catalog) {
    Scrubbing secrets = new Scrubbing();
    imported.accounts().forEach(account -> secrets.found.addAll(Secrets.of(account.source())));
    imported
        .parts()
        .mapped((target, setting) -> {
          SourceKey key = new SourceKey(setting.name(), setting.value(), setting.place());
          secrets.found.addAll(Secrets.of(key));
          return setting;
        });
    List<Account> accounts = imported.accounts().stream().map(secrets::account).toList();
    List<Addition> additions =
        imported.additions().stream()
            .map(one ->
                secrets.isIn(one.value())
                    ? new Addition(one.target(), Secrets.HIDDEN, secrets.hidden(one.reason()))
                    : one)
            .toList();
    return new Imported(
        imported.format(),
        secrets.hidden(imported.tool()),
        imported.files(),
        imported.base(),
        secrets.parts(imported.parts(), catalog),
        imported.script(),
        accounts,
        additions);
  }

  private boolean isIn(@Nullable Object value) {
    return Secrets.texts(value).stream().anyMatch(text -> found.stream().anyMatch(text::contains));
  }

  private String hidden(String text) {
    String hidden = text;
    for (String one : found) {
      hidden = hidden.replace(one, Secrets.HIDDEN);
    }
    return hidden;
  }

  private @Nullable String hiddenOrNull(@Nullable String text) {
    return text == null ? null : hidden(text);
  }

  private Account account(Account account) {
    SourceKey source = account.source();
    SourceKey shown = new SourceKey(hidden(source.key()), source.value(), source.place());
    boolean secret = isIn(source.value());
    return new Account(
        secret ? new SourceKey(shown.key(), Secrets.HIDDEN, source.place()) : shown,
        secret ? Fate.SECRET : account.fate(),
        secret ? List.of() : account.targets(),
        secret ? Secrets.where(source) : hiddenOrNull(account.reason()),
        hiddenOrNull(account.ran()),
        hiddenOrNull(account.meant()));
  }

  private RecipeParts parts(RecipeParts parts, Catalog catalog) {
    return parts.mapped((target, setting) -> {
      boolean secretOption =
          target.startsWith("train.")
              && catalog.option(setting.name()).map(one -> one.note().secret()).orElse(false);
      if (secretOption || (isIn(setting.value()) && !(setting.value() instanceof List<?>))) {
        return null;
      }
      return setting.value() instanceof List<?> items && isIn(items)
          ? kept(setting, items)
          : setting;
    });
  }

  private @Nullable Setting kept(Setting setting, List<?> items) {
    List<?> kept = items.stream().filter(item -> !isIn(item)).toList();
    return kept.isEmpty() ? null : setting.withValue(List.copyOf(kept));
  }
}
