package dev.lorabake.foreign;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which keys of another tool's file hold what no recipe may: tokens and passwords. */
public final class Secrets {
  private static final Pattern NAME =
      Pattern.compile(
          "(.*[._])?(token|hf_token|.*_token|.*_tokens_secret|api_?key|.*_api_?key|password|passwd"
              + "|secret|.*_secret)(\\[\\d+\\])?");

  /** Tokens of the hub, Weights & Biases' old and new keys, and a login within an address. */
  private static final Pattern VALUE =
      Pattern.compile(
          ".*\\bhf_[A-Za-z0-9]{16,}.*|.*\\bwandb_v\\d_\\w{16,}.*|.*\\b(sk|gh[pousr])[-_]\\w{16,}.*"
              + "|.*://[^/\\s:@]+:[^/\\s@]+@.*",
          Pattern.DOTALL);

  private Secrets() {}

  /** Whether the key's name or what its value looks like says so; an empty one is none. */
  public static boolean isOne(SourceKey key) {
    return switch (key.value()) {
      case String text -> !text.isBlank() && (named(key) || VALUE.matcher(text).matches());
      case Number ignored -> named(key);
      case List<?> list ->
          list.stream()
              .anyMatch(item -> item instanceof String text && VALUE.matcher(text).matches());
      case null, default -> false;
    };
  }

  private static boolean named(SourceKey key) {
    return NAME.matcher(key.key().toLowerCase(Locale.ROOT)).matches();
  }

  /** Where to put it, as a clause. */
  static String whereTo(SourceKey key) {
    String name = key.key().toLowerCase(Locale.ROOT);
    if (name.contains("wandb")) {
      return "set WANDB_API_KEY in the environment instead";
    }
    if (name.contains("hugging")
        || name.contains("hf_")
        || String.valueOf(key.value()).contains("hf_")) {
      return "set HF_TOKEN in the environment, or log in to the hub once (hf auth login)";
    }
    return "keep it out of files that are shared; sd-scripts has no use for it";
  }
}
