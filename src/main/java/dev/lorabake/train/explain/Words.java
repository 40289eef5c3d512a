package dev.lorabake.train.explain;

import dev.lorabake.catalog.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people may type, and what each of it names: exact names, names without regard to case,
 * hyphens and blanks, the last part of a dotted name, other words, and values of options.
 */
final class Words {
  private static final Pattern MARKS = Pattern.compile("^-+|\\?+$");
  private static final Pattern GAPS = Pattern.compile("[\\s_-]+");
  private static final Pattern QUESTION =
      Pattern.compile("^(?:what (?:is|are|does) )?(?:(?:the|an?) )?(?=.)");

  private final Entries entries;
  private final Map<String, Set<Target>> byName = new LinkedHashMap<>();
  private final Map<String, Set<Target>> bySynonym = new LinkedHashMap<>();

  Words(Entries entries) {
    this.entries = entries;
    for (Kind kind : Kind.values()) {
      for (String name : entries.names(kind)) {
        if (kind == Kind.DATASET_KEY) {
          entries
              .standIn(name)
              .ifPresent(option -> put(byName, name, new Target(Kind.OPTION, option)));
        }
        put(byName, name, new Target(kind, name));
        put(bySynonym, name.substring(name.lastIndexOf('.') + 1), new Target(kind, name));
        entries.aliases(kind, name).forEach(alias -> put(bySynonym, alias, new Target(kind, name)));
      }
    }
    for (Kind kind : Kind.values()) {
      for (String name : Pages.named(kind.folder())) {
        for (String word : Pages.synonyms(kind.folder(), name)) {
          put(bySynonym, word, new Target(kind, name));
        }
      }
    }
  }

  /** Something that has a name. */
  record Target(Kind kind, String name) {
    /** How to ask for it where the name alone means something else. */
    String qualified() {
      return kind.word() + " " + name;
    }
  }

  /** All that the words name, the likeliest first. */
  List<Target> find(String typed) {
    String wanted = fold(typed);
    Set<Target> found = new LinkedHashSet<>();
    qualified(wanted).ifPresent(found::add);
    Set<Target> named = byName.getOrDefault(wanted, Set.of());
    Set<Target> also = bySynonym.getOrDefault(wanted, Set.of());
    if (typed.strip().indexOf(' ') > 0) { // "text encoder" is a term, text_encoder an option
      named.stream().filter(target -> target.kind() == Kind.TERM).forEach(found::add);
      also.stream().filter(target -> target.kind() == Kind.OPTION).forEach(found::add);
    }
    found.addAll(named);
    found.addAll(also);
    if (found.isEmpty()) {
      found.addAll(withoutPlural(wanted));
    }
    if (found.isEmpty()) {
      entries.choosing(typed.strip()).forEach(name -> found.add(new Target(Kind.OPTION, name)));
    }
    return List.copyOf(found);
  }

  private List<Target> withoutPlural(String wanted) {
    if (!wanted.endsWith("s")) {
      return List.of();
    }
    String single = wanted.substring(0, wanted.length() - 1);
    List<Target> found = new ArrayList<>(byName.getOrDefault(single, Set.of()));
    found.addAll(bySynonym.getOrDefault(single, Set.of()));
    return found;
  }

  /** {@code scheduler adafactor}, {@code term vae}. */
  private Optional<Target> qualified(String wanted) {
    for (Kind kind : Kind.values()) {
      String word = fold(kind.word()) + " ";
      if (wanted.startsWith(word)) {
        String name = wanted.substring(word.length());
        List<Target> all = new ArrayList<>(byName.getOrDefault(name, Set.of()));
        all.addAll(bySynonym.getOrDefault(name, Set.of()));
        return all.stream().filter(target -> target.kind() == kind).findFirst();
      }
    }
    return Optional.empty();
  }

  /** Every name and other word that can be typed. */
  Set<String> known() {
    Set<String> known = new LinkedHashSet<>();
    byName.values().forEach(targets -> targets.forEach(target -> known.add(target.name())));
    known.addAll(bySynonym.keySet());
    return known;
  }

  private static void put(Map<String, Set<Target>> index, String word, Target target) {
    index.computeIfAbsent(fold(word), _ -> new LinkedHashSet<>()).add(target);
  }

  static String fold(String word) {
    String bare = MARKS.matcher(word.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    String spaced = GAPS.matcher(bare).replaceAll(" ");
    return QUESTION.matcher(spaced).replaceFirst("");
  }
}
