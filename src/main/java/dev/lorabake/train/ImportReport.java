package dev.lorabake.train;

import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.Imported;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import lost and what it kept: one object for a person, for {@code --json} and for the
 * comments in the recipe.
 *
 * @param tool what wrote the file
 * @param counts how many keys had each fate, all fates in their order
 * @param keys every key of every file, in their order
 * @param additions what the recipe says beyond them
 * @param notes what the reader of recipes concluded
 * @param open placeholders that are still to be filled in
 */
public record ImportReport(
    String tool,
    String format,
    List<String> files,
    String name,
    String family,
    @Nullable String network,
    String script,
    Map<String, Long> counts,
    List<Key> keys,
    List<Addition> additions,
    List<String> notes,
    List<String> open) {

  /**
   * What became of one key.
   *
   * @param fate a {@link Fate}'s id
   * @param line counted from 1; {@code null} where the format has no lines
   */
  public record Key(
      String key,
      @Nullable Object value,
      String fate,
      List<String> targets,
      @Nullable String reason,
      @Nullable String ran,
      @Nullable String meant,
      @Nullable String file,
      @Nullable Integer line) {

    static Key of(Account account) {
      Place place = account.source().place();
      return new Key(
          account.source().key(),
          account.source().value(),
          account.fate().id(),
          account.targets(),
          account.reason(),
          account.ran(),
          account.meant(),
          place == null ? null : place.file().toString(),
          place == null ? null : place.line());
    }

    public boolean is(Fate wanted) {
      return fate.equals(wanted.id());
    }
  }

  static ImportReport of(
      Imported imported,
      List<Account> accounts,
      List<Addition> additions,
      Recipe recipe,
      List<String> notes,
      List<String> open) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      counts.put(fate.id(), accounts.stream().filter(one -> one.fate() == fate).count());
    }
    return new ImportReport(
        imported.tool(),
        imported.format().title(),
        imported.files().stream().map(Path::toString).toList(),
        recipe.name(),
        recipe.family().id(),
        recipe.network() == null ? null : recipe.network().id(),
        recipe.script(),
        counts,
        accounts.stream().map(Key::of).toList(),
        additions,
        notes,
        open);
  }

  /** How many keys had this fate. */
  public long count(Fate fate) {
    return counts.getOrDefault(fate.id(), 0L);
  }

  /** Those of this fate, in the order of the source. */
  public List<Key> with(Fate fate) {
    return keys.stream().filter(key -> key.is(fate)).toList();
  }

  /** Those of which the old tool would have run something else than the file says. */
  public List<Key> runOtherwise() {
    return keys.stream().filter(key -> key.ran() != null).toList();
  }

  /** How many keys had which fate, as one sentence. */
  public String counted() {
    List<String> parts = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      long count = count(fate);
      if (count > 0) {
        parts.add(count + " " + words(fate));
      }
    }
    int all = keys.size();
    return all + (all == 1 ? " key: " : " keys: ") + String.join(", ", parts);
  }

  private static String words(Fate fate) {
    return switch (fate) {
      case UNSET -> "unset";
      case MAPPED -> "taken";
      case APPROXIMATED -> "nearly";
      case ANSWERED -> "answered";
      case DROPPED -> "left out";
      case UNKNOWN -> "unknown";
      case SECRET -> "secret";
      case QUESTION -> "to be answered";
    };
  }
}
