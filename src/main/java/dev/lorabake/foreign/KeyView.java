package dev.lorabake.foreign;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a source by the names that its tool gives them today. A reader renames old ones here;
 * the ledger keeps them as the file has them.
 */
public final class KeyView {
  private record Entry(SourceKey source, @Nullable Object value) {}

  private final Ledger ledger = Ledger.of(List.of());
  private final Map<String, Entry> byName = new LinkedHashMap<>();

  /**
   * Takes the keys of one more file in, and has the ledger account for them. Those that hold a
   * secret are accounted for here and then not to be seen any more.
   *
   * @throws UserError where two keys come to one name
   */
  public KeyView open(List<SourceKey> keys) {
    for (SourceKey key : keys) {
      if (ledger.has(key.key())) {
        throw new UserError(
            at(key.place()) + "the key " + key.key() + " stands there twice",
            "keep one of the two");
      }
      ledger.open(key);
      if (Secrets.isOne(key)) {
        ledger.secret(key.key(), Secrets.where(key));
      } else {
        byName.put(key.key(), new Entry(key, key.value()));
      }
    }
    return this;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** The key of this name, be it in the source or not. */
  public Key key(String name) {
    Entry entry = byName.get(name);
    return entry == null
        ? new Key(ledger, name, null, null)
        : new Key(ledger, name, entry.source, entry.value);
  }

  /** Whether the source has this key, or one below it. */
  public boolean has(String name) {
    return byName.containsKey(name) || !under(name).isEmpty();
  }

  /** The names of all keys that begin so and go on with a dot or an index. */
  public List<Key> under(String prefix) {
    List<Key> found = new ArrayList<>();
    byName.forEach((name, entry) -> {
      if (name.length() > prefix.length()
          && name.startsWith(prefix)
          && (name.charAt(prefix.length()) == '.' || name.charAt(prefix.length()) == '[')) {
        found.add(new Key(ledger, name, entry.source, entry.value));
      }
    });
    return found;
  }

  /** The prefixes {@code list[0]}, {@code list[1]}, … of the items of a list of maps. */
  public List<String> items(String list) {
    Set<Integer> indexes = new TreeSet<>();
    String start = list + "[";
    for (String name : byName.keySet()) {
      int end = name.startsWith(start) ? name.indexOf(']', start.length()) : -1;
      if (end > 0) {
        String index = name.substring(start.length(), end);
        if (index.matches("\\d{1,9}")) {
          indexes.add(Integer.valueOf(index));
        }
      }
    }
    return indexes.stream().map(index -> start + index + "]").toList();
  }

  /** Lets the key go by another name, unless that one is taken. */
  public void rename(String from, String to) {
    change(from, to, null);
  }

  /** As {@link #rename}, with another value in today's words. */
  public void change(String from, String to, @Nullable Object value) {
    Entry entry = byName.get(from);
    if (entry != null && (from.equals(to) || !byName.containsKey(to))) {
      byName.remove(from);
      byName.put(to, value == null ? entry : new Entry(entry.source, value));
    }
  }

  /** Lets a further key say what this one says, unless the source has that. */
  public void copy(String from, String to, Object value) {
    Entry entry = byName.get(from);
    if (entry != null && !byName.containsKey(to)) {
      byName.put(to, new Entry(entry.source, value));
    }
  }

  /** What nobody has accounted for yet. */
  public List<Key> unaccounted() {
    Set<String> open = new java.util.HashSet<>();
    ledger.accounts().stream()
        .filter(account -> account.fate() == Fate.UNKNOWN)
        .forEach(account -> open.add(account.source().key()));
    List<Key> found = new ArrayList<>();
    byName.forEach((name, entry) -> {
      if (open.contains(entry.source.key())) {
        found.add(new Key(ledger, name, entry.source, entry.value));
      }
    });
    return found;
  }

  /** Tells of what stands in the source more than once, where the last one counts. */
  public void standsTwice(String repeated) {
    for (Account account : ledger.accounts()) {
      String key = account.source().key();
      boolean below =
          key.equals(repeated) || key.startsWith(repeated + ".") || key.startsWith(repeated + "[");
      if (below && account.fate() != Fate.UNKNOWN) {
        ledger.mappedAs(key, repeated + " stands there more than once: the last one counts");
      }
    }
  }

  private static String at(@Nullable Place place) {
    return place == null ? "" : place + ": ";
  }
}
