package dev.lorabake.foreign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for every key of a source. It is opened with the keys, before anybody maps them, so that
 * whatever nobody took comes out as {@link Fate#UNKNOWN} and never goes missing.
 */
public final class Ledger {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Addition> additions = new ArrayList<>();

  /** Opens it with every key of the source, in its order. */
  public static Ledger of(Collection<SourceKey> keys) {
    Ledger ledger = new Ledger();
    keys.forEach(ledger::open);
    return ledger;
  }

  /** Takes one more key in, of a file that the first one names. */
  public void open(SourceKey key) {
    if (entries.putIfAbsent(key.key(), new Entry(key)) != null) {
      throw new IllegalStateException("the source has " + key.key() + " twice");
    }
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The key says nothing. */
  public void unset(String key) {
    entry(key).note(Fate.UNSET, null);
  }

  /** The targets say exactly what the key said. */
  public void mapped(String key, String... targets) {
    entry(key).note(Fate.MAPPED, null, targets);
  }

  /** As above, with something to say about it. */
  public void mappedAs(String key, String remark, String... targets) {
    entry(key).note(Fate.MAPPED, remark, targets);
  }

  /** The targets say something close; {@code how} tells the difference. */
  public void approximated(String key, String how, String... targets) {
    entry(key).note(Fate.APPROXIMATED, how, targets);
  }

  public void dropped(String key, String why) {
    entry(key).note(Fate.DROPPED, why);
  }

  /** Only the user knows; {@code what} says what is asked. */
  public void question(String key, String what, String... targets) {
    entry(key).note(Fate.QUESTION, what, targets);
  }

  /** A token or password; {@code where} says where to put it instead. */
  public void secret(String key, String where) {
    entry(key).note(Fate.SECRET, where);
  }

  /** The old tool would have run something else than the file says. */
  public void ranOtherwise(String key, String ran, String meant) {
    Entry entry = entry(key);
    entry.ran = ran;
    entry.meant = meant;
  }

  /** The recipe says something that no key of the source said. */
  public void added(String target, Object value, String reason) {
    additions.add(new Addition(target, value, reason));
  }

  public List<Addition> additions() {
    return List.copyOf(additions);
  }

  /** One account a key, in the order of the source. */
  public List<Account> accounts() {
    return entries.values().stream().map(Entry::account).toList();
  }

  private Entry entry(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalArgumentException("the source has no key " + key);
    }
    return entry;
  }

  /** A key may be accounted for by several parts of a reader: the gravest fate is told. */
  private static final class Entry {
    private final SourceKey source;
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private @Nullable Fate fate;
    private @Nullable String ran;
    private @Nullable String meant;

    Entry(SourceKey source) {
      this.source = source;
    }

    void note(Fate noted, @Nullable String reason, String... where) {
      fate = fate == null || fate.compareTo(noted) < 0 ? noted : fate;
      targets.addAll(List.of(where));
      if (reason != null) {
        reasons.add(reason);
      }
    }

    Account account() {
      SourceKey shown = fate == Fate.SECRET ? hidden() : source;
      return new Account(
          shown,
          fate == null ? Fate.UNKNOWN : fate,
          List.copyOf(targets),
          reasons.isEmpty() ? null : String.join("; ", reasons),
          ran,
          meant);
    }

    private SourceKey hidden() {
      return new SourceKey(source.key(), Secrets.HIDDEN, source.place());
    }
  }
}
