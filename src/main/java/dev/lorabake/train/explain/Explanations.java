package dev.lorabake.train.explain;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Pages;
import dev.lorabake.recipe.Spelling;
import dev.lorabake.train.explain.Words.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Explains options, rules, optimizers, schedulers, networks, families and terms by name. */
public final class Explanations {
  private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9_.-]+)(?: ?=[^`]*)?`");
  private static final int MOST_SUGGESTIONS = 3;
  private static final int MOST_MENTIONS = 6;

  /** Of the catalogue that was asked for last: to know every word takes longer than to find one. */
  private static volatile @Nullable Explanations latest;

  private final Catalog catalog;
  private final Entries entries;
  private final Words words;

  /** Those of a catalogue, made once however often they are asked for. */
  public static Explanations of(Catalog catalog) {
    Explanations known = latest;
    if (known == null || known.catalog != catalog) {
      known = new Explanations(catalog);
      latest = known;
    }
    return known;
  }

  public Explanations(Catalog catalog) {
    this.catalog = catalog;
    entries = new Entries(catalog);
    words = new Words(entries);
  }

  /**
   * What is known about a word.
   *
   * @param typed a name in any case, with or without leading hyphens, with blanks, hyphens or
   *     underscores; another word for it ({@code lr}); a value of an option ({@code flux_shift});
   *     or a kind and a name ({@code scheduler adafactor})
   */
  public Optional<Explanation> find(String typed) {
    List<Target> found = words.find(typed);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Target first = found.getFirst();
    return entries.entry(first.kind(), first.name()).map(entry -> seeing(entry, found));
  }

  /** Everything of one kind, in the catalogue's order. */
  public List<Explanation> all(Kind kind) {
    return entries.all(kind).stream().map(entry -> seeing(entry, List.of())).toList();
  }

  /** The kind that a word such as {@code optimizers} asks for. */
  public static Optional<Kind> kind(String typed) {
    String wanted = Words.fold(typed);
    return Arrays.stream(Kind.values())
        .filter(kind -> Words.fold(kind.folder()).equals(wanted))
        .findFirst();
  }

  /** Names and other words that look like what was typed, best first. */
  public List<String> near(String typed) {
    Set<String> near = new LinkedHashSet<>();
    for (String word : Spelling.near(Words.fold(typed), words.known(), 2 * MOST_SUGGESTIONS)) {
      words.find(word).stream().findFirst().ifPresent(target -> near.add(target.name()));
    }
    return near.stream().limit(MOST_SUGGESTIONS).toList();
  }

  /** What mentions the word: in its name first, then in its sentence, then in its text. */
  public List<String> mentions(String typed) {
    String wanted = Words.fold(typed);
    if (wanted.length() < 3) {
      return List.of();
    }
    List<String> inName = new ArrayList<>();
    List<String> inSentence = new ArrayList<>();
    List<String> inText = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Explanation entry : entries.all(kind)) {
        if (holds(entry.name(), wanted)) {
          inName.add(entry.name());
        } else if (holds(entry.what(), wanted)) {
          inSentence.add(entry.name());
        } else if (holds(entry.text(), wanted)) {
          inText.add(entry.name());
        }
      }
    }
    inName.addAll(inSentence);
    inName.addAll(inText);
    return inName.stream().distinct().limit(MOST_MENTIONS).toList();
  }

  /** Whether the text holds every one of the words. */
  private static boolean holds(String text, String wanted) {
    String folded = text.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return Arrays.stream(wanted.split(" ")).allMatch(folded::contains);
  }

  /** Adds what else the word means, and what the page names in code. */
  private Explanation seeing(Explanation entry, List<Target> meanings) {
    Set<String> others = new LinkedHashSet<>();
    meanings.stream().skip(1).forEach(target -> others.add(target.qualified()));
    Set<String> told = new LinkedHashSet<>(List.of(entry.name()));
    entry.interactions().forEach(interaction -> told.add(interaction.with()));
    List<String> quoted = new ArrayList<>(quoted(entry.kind() == Kind.RULE ? "" : entry.text()));
    if (entry.kind() == Kind.OPTION) {
      quoted.addAll(Pages.companions(entry.name()));
    }
    for (String name : quoted) {
      if (!told.contains(name) && names(name)) {
        others.add(name);
      }
    }
    return entry.seeing(List.copyOf(others));
  }

  /** The single words that stand in code. */
  static List<String> quoted(String markdown) {
    return CODE.matcher(markdown).results().map(code -> code.group(1)).toList();
  }

  /** Whether it is a name as it stands. */
  private boolean names(String name) {
    return words.find(name).stream().anyMatch(target -> target.name().equals(name));
  }
}
