package dev.lorabake.foreign;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.RecipeParts;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens and passwords out of what an import makes. Readers name those of their formats; this
 * finds what they passed by, by its looks.
 */
public final class Scrubbing {
  /** What stands in a secret's place. */
  public static final String HIDDEN = "(hidden)";

  /** Tokens that tell what they are, and the user and password of an address. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\bhf_[A-Za-z0-9]{16,}|hf_[A-Za-z0-9]{30,}|\\bapi_org_[A-Za-z0-9]{16,}|\\bwandb_v\\d_[A-Za-z0-9_-]{16,}"
              + "|\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_\\w{20,}|\\bsk-[A-Za-z0-9_-]{20,}"
              + "|(?<=://)[^/\\s:@\"']*:[^/\\s@\"']+(?=@)");

  /** A key of Weights & Biases, where its name or place says that it is one. */
  private static final Pattern HEX = Pattern.compile("\\b[0-9a-f]{40}\\b");

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)\\b[A-Z_]*(?:API_?KEY|HF_TOKEN|HUB_TOKEN|ACCESS_TOKEN|HUGGINGFACE_TOKEN|SECRET"
              + "|PASSWORD)[= ]+[\"']?([^\\s\"';&|]{6,})");

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(api[_-]?key|(hf|hub|access|auth|huggingface)[_-]?token|secret|passw(or)?d).*");

  private static final Pattern MAYBE_NAME = Pattern.compile("(?i).*(key|token|wandb).*");

  private final Set<String> found = new TreeSet<>();

  private Scrubbing() {}

  /** What to do with a secret of that name instead. */
  public static String where(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("wandb")) {
      return "no recipe may hold it: set WANDB_API_KEY in the environment of the training";
    }
    return lower.contains("hf") || lower.contains("hugging") || lower.contains("hub")
        ? "no recipe may hold it: set HF_TOKEN in the environment of the training"
        : "no recipe may hold a token or password: hand it on by the environment of the training";
  }

  /** The text with every token in it hidden that tells by itself what it is. */
  public static String hide(String text) {
    String hidden = TOKEN.matcher(text).replaceAll(HIDDEN);
    hidden = HEX.matcher(hidden).replaceAll(HIDDEN);
    Matcher assigned = ASSIGNED.matcher(hidden);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (assigned.find()) {
      out.append(hidden, end, assigned.start(1)).append(HIDDEN);
      end = assigned.end(1);
    }
    return out.append(hidden, end, hidden.length()).toString();
  }

  /** The same without any secret in it. */
  public static Imported without(Imported imported, Catalog catalog) {
    Scrubbing secrets = new Scrubbing();
    imported.accounts().forEach(account -> secrets.collect(account.source()));
    imported
        .parts()
        .mapped((target, setting) -> {
          secrets.collect(new SourceKey(setting.name(), setting.value(), setting.place()));
          return setting;
        });
    List<Account> accounts = imported.accounts().stream().map(secrets::account).toList();
    List<Addition> additions =
        imported.additions().stream()
            .map(one ->
                secrets.isIn(one.value())
                    ? new Addition(one.target(), HIDDEN, secrets.hidden(one.reason()))
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

  private void collect(SourceKey source) {
    List<String> texts = new ArrayList<>();
    texts(source.value(), texts);
    String name = source.key();
    matches(TOKEN, 0, name);
    boolean secret = SECRET_NAME.matcher(name).matches();
    boolean maybe = MAYBE_NAME.matcher(name).matches();
    for (String text : texts) {
      matches(TOKEN, 0, text);
      matches(ASSIGNED, 1, text);
      if (maybe || text.toLowerCase(Locale.ROOT).contains("wandb")) {
        matches(HEX, 0, text);
      }
      if (secret && text.strip().length() >= 6 && !text.equals(HIDDEN)) {
        found.add(text.strip());
      }
    }
  }

  private void matches(Pattern pattern, int group, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(group).equals(HIDDEN)) {
        found.add(matcher.group(group));
      }
    }
  }

  private static void texts(@Nullable Object value, List<String> texts) {
    switch (value) {
      case String text -> texts.add(text);
      case List<?> items -> items.forEach(item -> texts(item, texts));
      case Map<?, ?> map ->
          map.forEach((name, item) -> {
            texts(String.valueOf(name), texts);
            texts(item, texts);
          });
      case null, default -> {
        // a number or truth value is no token
      }
    }
  }

  private boolean isIn(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    texts(value, texts);
    return texts.stream().anyMatch(text -> found.stream().anyMatch(text::contains));
  }

  private String hidden(String text) {
    String hidden = text;
    for (String one : found) {
      hidden = hidden.replace(one, HIDDEN);
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
        secret ? new SourceKey(shown.key(), HIDDEN, source.place()) : shown,
        secret ? Fate.SECRET : account.fate(),
        secret ? List.of() : account.targets(),
        secret ? where(source.key() + " " + source.value()) : hiddenOrNull(account.reason()),
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
