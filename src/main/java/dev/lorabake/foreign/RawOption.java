package dev.lorabake.foreign;

import dev.lorabake.catalog.Option;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One option as it stands among the words of a command line.
 *
 * @param flag as written, without a value behind {@code =}: {@code --network_dim}; empty for words
 *     that follow no option
 * @param option {@code null} where upstream knows none of that name
 * @param words what follows it
 * @param first where it stands among the words of the line, counted from 0
 * @param fault why upstream would not start with it: a clause without a full stop; {@code null}
 *     where it would
 */
public record RawOption(
    String flag, @Nullable Option option, List<String> words, int first, @Nullable String fault) {

  /** What upstream does not know and other programs may take a token or password by. */
  private static final Pattern MAYBE_SECRET =
      Pattern.compile("(?i).*(token|key|secret|passw|wandb|hugg).*");

  /** Its value, of the types of a recipe's setting; empty with a fault or without an option. */
  public Optional<Object> value() {
    if (option == null || fault != null) {
      return Optional.empty();
    }
    if (option.isSwitch()) {
      return Optional.of(true);
    }
    return OptionValue.of(option, option.list() ? words : words.getFirst());
  }

  /** As it may be shown: a token or password is left out. */
  public String shown() {
    boolean secret = option == null ? MAYBE_SECRET.matcher(flag).matches() : option.note().secret();
    String rest = secret && !words.isEmpty() ? " " + Secrets.HIDDEN : tail();
    return flag.isEmpty() ? rest.strip() : flag + rest;
  }

  private String tail() {
    return words.isEmpty() ? "" : " " + String.join(" ", words);
  }
}
