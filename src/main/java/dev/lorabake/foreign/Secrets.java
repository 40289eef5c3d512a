package dev.lorabake.foreign;

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
 * Tells tokens and passwords, which no recipe may hold: by the name of the key that holds them, or
 * by what they look like.
 */
public final class Secrets {
  /** What stands in a secret's place. */
  public static final String HIDDEN = "(hidden)";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(api|access)[_-]?key|secret|passw(or)?d"
              + "|(hf|hub|access|auth|hugging_?face)[_-]?token|(^|[._-])token(\\[\\d+])?$");

  /** Tokens that tell what they are, and the user and password of an address. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\bhf_[A-Za-z0-9]{16,}|hf_[A-Za-z0-9]{30,}|\\bapi_org_[A-Za-z0-9]{16,}|\\bwandb_v\\d_[A-Za-z0-9_-]{16,}"
              + "|\\bgh[pousr]_[A-Za-z0-9]{16,}|\\bgithub_pat_\\w{20,}|\\bsk[-_][A-Za-z0-9_-]{16,}"
              + "|(?<=://)[^/\\s:@\"']*:[^/\\s@\"']+(?=@)");

  /** The form of a key of Weights & Biases; files and revisions are called by such numbers too. */
  private static final Pattern HEX = Pattern.compile("\\b[0-9a-f]{40}\\b");

  /** The same where it is no part of a path or file name. */
  private static final Pattern HEX_ALONE =
      Pattern.compile("(?<![\\w./\\\\-])[0-9a-f]{40}(?![\\w/\\\\-]|\\.\\w)");

  private static final Pattern REVISION = Pattern.compile("(?i)hash|commit|revision|sha");

  private static final Pattern MAYBE_NAME = Pattern.compile("(?i)key|token|wandb");

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)\\b[A-Z_]*(?:API_?KEY|HF_TOKEN|HUB_TOKEN|ACCESS_TOKEN|HUGGINGFACE_TOKEN|SECRET"
              + "|PASSWORD)[= ]+[\"']?([^\\s\"';&|]{6,})");

  /** Shorter values of keys with such names are words: they are not looked for elsewhere. */
  private static final int SHORTEST = 6;

  private Secrets() {}

  /** Whether the key's name or what its value looks like says so; an empty one is none. */
  public static boolean isOne(SourceKey key) {
    return switch (key.value()) {
      case String text -> !text.isBlank() && (isNamed(key.key()) || !tokens(key).isEmpty());
      case Number ignored -> isNamed(key.key().substring(key.key().lastIndexOf('.') + 1));
      case List<?> ignored -> !tokens(key).isEmpty();
      case null, default -> false;
    };
  }

  private static boolean isNamed(String key) {
    return NAME.matcher(key).find();
  }

  /** What to do instead with a secret of that name, as a clause. */
  public static String where(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("wandb")) {
      return "no recipe may hold it: set WANDB_API_KEY in the environment of the training";
    }
    return lower.contains("hf") || lower.contains("hugging") || lower.contains("hub")
        ? "no recipe may hold it: set HF_TOKEN in the environment of the training"
        : "no recipe may hold a token or password: hand it on by the environment of the training";
  }

  /** The same of a key whose value may tell more than its name. */
  static String where(SourceKey key) {
    return where(key.key() + " " + key.value());
  }

  /** The text with everything in it hidden that tells by itself that it is a secret. */
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

  /** Each secret of a key, to be looked for wherever else it may stand. */
  static Set<String> of(SourceKey key) {
    Set<String> found = tokens(key);
    boolean named = isNamed(key.key());
    for (String text : texts(key.value())) {
      add(ASSIGNED, 1, text, found);
      if (named && text.strip().length() >= SHORTEST && !text.equals(HIDDEN)) {
        found.add(text.strip());
      }
    }
    return found;
  }

  /** What looks like a token in a key and in its value. */
  private static Set<String> tokens(SourceKey key) {
    Set<String> found = new TreeSet<>();
    add(TOKEN, 0, key.key(), found);
    boolean maybe = MAYBE_NAME.matcher(key.key()).find();
    boolean revision = REVISION.matcher(key.key()).find();
    for (String text : texts(key.value())) {
      add(TOKEN, 0, text, found);
      if (maybe || text.toLowerCase(Locale.ROOT).contains("wandb")) {
        add(HEX, 0, text, found);
      } else if (!revision) {
        add(HEX_ALONE, 0, text, found);
      }
    }
    return found;
  }

  private static void add(Pattern pattern, int group, String text, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(group).equals(HIDDEN)) {
        found.add(matcher.group(group));
      }
    }
  }

  /** Every text in a value: its own, its items', its members' with their names. */
  static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    collect(value, texts);
    return texts;
  }

  private static void collect(@Nullable Object value, List<String> texts) {
    switch (value) {
      case String text -> texts.add(text);
      case List<?> items -> items.forEach(item -> collect(item, texts));
      case Map<?, ?> map ->
          map.forEach((name, item) -> {
            collect(String.valueOf(name), texts);
            collect(item, texts);
          });
      case null, default -> {
        // a number or truth value is no token
      }
    }
  }
}
