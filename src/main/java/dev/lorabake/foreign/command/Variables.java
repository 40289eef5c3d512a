package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The variables of a script while it is followed, and the filling-in of words. */
final class Variables {
  /** Longer values come only of a variable that is doubled again and again. */
  private static final int MOST_CHARACTERS = 1 << 16;

  private static final int MOST_WORDS = 10_000;
  private static final int MOST_VARIABLES = 2_000;

  /** How scripts ask for the folder that they lie in. */
  private static final Pattern OWN_FOLDER =
      Pattern.compile(
          "(?s)\\$\\(.*dirname.*(\\$0|\\$\\{?BASH_SOURCE).*|`\\s*dirname\\s+\"?\\$0\"?\\s*`");

  private final Dialect dialect;
  private Map<String, List<Word>> values = new LinkedHashMap<>();

  /**
   * @param folder of the script
   */
  Variables(Dialect dialect, String folder, Place top) {
    this.dialect = dialect;
    switch (dialect) {
      case POSIX -> values.put("\0folder", List.of(Word.of(folder, top)));
      case BATCH -> values.put("~dp0", List.of(Word.of(folder + "/", top)));
      case POWERSHELL -> {
        values.put("psscriptroot", List.of(Word.of(folder, top)));
        values.put("true", List.of(Word.of("True", top)));
        values.put("false", List.of(Word.of("", top)));
        values.put("null", List.of(Word.of("", top)));
      }
    }
  }

  /** Windows does not mind the case of names. */
  private String key(String name) {
    return dialect == Dialect.POSIX ? name : name.toLowerCase(Locale.ROOT);
  }

  void set(String name, List<Word> items, boolean list, boolean append) {
    List<Word> before = append ? values.getOrDefault(key(name), List.of()) : List.of();
    if (values.size() >= MOST_VARIABLES && !values.containsKey(key(name))) {
      return; // no script of a training has as many: the rest counts as not set
    }
    boolean joined = append && !list && before.size() == 1 && items.size() == 1;
    List<Word> all = new ArrayList<>(joined ? List.of() : before);
    if (joined && dialect == Dialect.POSIX) {
      Word first = before.getFirst();
      Word second = items.getFirst();
      String text = first.text() + second.text();
      all.add(
          new Word(
              text.substring(0, Math.min(text.length(), MOST_CHARACTERS)),
              first.place(),
              union(first.doubts(), second.doubts()),
              union(first.variables(), second.variables()),
              false));
    } else {
      all.addAll(joined ? before : List.of());
      all.addAll(items);
    }
    values.put(key(name), List.copyOf(all.subList(0, Math.min(all.size(), MOST_WORDS))));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> both = new LinkedHashSet<>(a);
    both.addAll(b);
    return both;
  }

  /** The variables as they are now, to be handed to {@link #doubtChangesSince}. */
  Map<String, List<Word>> snapshot() {
    return new LinkedHashMap<>(values);
  }

  /** What changed since then may not have happened. */
  void doubtChangesSince(Map<String, List<Word>> then, String why) {
    Map<String, List<Word>> now = new LinkedHashMap<>();
    values.forEach((name, items) -> {
      List<Word> old = then.getOrDefault(name, List.of());
      if (items.equals(old)) {
        now.put(name, items);
        return;
      }
      boolean added = items.size() > old.size() && items.subList(0, old.size()).equals(old);
      int kept = added ? old.size() : 0;
      List<Word> doubted = new ArrayList<>(items.subList(0, kept));
      items.subList(kept, items.size()).forEach(item -> doubted.add(item.doubted(why)));
      now.put(name, List.copyOf(doubted));
    });
    values = now;
  }

  List<Word> fill(List<RawWord> words) {
    List<Word> filled = new ArrayList<>();
    long characters = 0;
    for (RawWord word : words) {
      for (Word one : fill(word, false)) {
        characters += one.text().length();
        filled.add(one);
      }
      if (filled.size() > MOST_WORDS || characters > MOST_WORDS * 100L) {
        break;
      }
    }
    return filled;
  }

  /** As one word, as an assignment takes it. */
  Word whole(RawWord word) {
    List<Word> filled = fill(word, true);
    return filled.isEmpty() ? Word.of("", word.place()) : filled.getFirst();
  }

  private List<Word> fill(RawWord word, boolean whole) {
    Filling filling = new Filling(word.place());
    for (Piece piece : word.pieces()) {
      switch (piece) {
        case Piece.Text text -> filling.text(text.text(), text.quoted());
        case Piece.Unclear unclear -> unclear(filling, unclear.written());
        case Piece.Variable variable -> variable(filling, variable, whole);
      }
    }
    return filling.words();
  }

  private void unclear(Filling filling, String written) {
    List<Word> folder = values.get("\0folder");
    if (folder != null && OWN_FOLDER.matcher(written).matches() && !written.contains("..")) {
      filling.text(folder.getFirst().text(), true);
    } else {
      filling.doubt(written, written + " is known only when the script runs");
    }
  }

  private void variable(Filling filling, Piece.Variable variable, boolean whole) {
    List<Word> value = values.get(key(variable.name()));
    String otherwise = variable.otherwise();
    boolean empty = value == null || (value.size() == 1 && value.getFirst().text().isEmpty());
    if (empty && otherwise != null) {
      Word text = Word.of(otherwise, filling.place);
      if (variable.quoted() || whole) {
        filling.text(otherwise.replace("\"", ""), true);
      } else {
        split(filling, variable.name(), text);
      }
      filling.used(variable.name());
      return;
    }
    if (value == null) {
      filling.doubt(variable.written(), variable.written() + " is not set in the script");
      return;
    }
    boolean all = variable.all() || dialect == Dialect.POWERSHELL;
    List<Word> items = all || value.size() <= 1 ? value : value.subList(0, 1);
    filling.used(variable.name());
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        filling.end();
      }
      item(filling, variable.name(), items.get(i), variable.quoted() || whole);
    }
  }

  private void item(Filling filling, String name, Word item, boolean kept) {
    filling.inherit(name, item);
    if (kept || dialect == Dialect.POWERSHELL) {
      filling.text(item.text(), true);
    } else if (dialect == Dialect.BATCH) {
      split(filling, name, item);
    } else {
      boolean first = true;
      for (String part : item.text().split("[ \\t\\n]+", -1)) {
        if (!first) {
          filling.end();
          filling.inherit(name, item);
        }
        filling.text(part, false);
        first = false;
      }
    }
  }

  /** At blanks that stand in no quotes; the quotes go. */
  private static void split(Filling filling, String name, Word item) {
    boolean quoted = false;
    for (String part : item.text().split("(?=[\"\\s])|(?<=[\"\\s])", -1)) {
      quoted ^= part.equals("\"");
      if (!part.isEmpty() && part.isBlank() && !quoted) {
        filling.end();
        filling.inherit(name, item);
      } else if (!part.equals("\"")) {
        filling.text(part, quoted);
      }
    }
  }

  /** Words in the making. */
  private static final class Filling {
    private final Place place;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Set<String> doubts = new LinkedHashSet<>();
    private Set<String> used = new LinkedHashSet<>();
    private boolean any;
    private boolean bare = true;

    Filling(Place place) {
      this.place = place;
    }

    void text(String more, boolean quoted) {
      if (text.length() + more.length() > MOST_CHARACTERS) {
        doubts.add("it grows beyond all bounds");
        return;
      }
      text.append(more);
      any |= quoted || !more.isEmpty();
      bare &= !quoted;
    }

    void doubt(String written, String why) {
      text(written, false);
      doubts.add(why);
    }

    void used(String name) {
      used.add(name);
    }

    void inherit(String name, Word item) {
      used.add(name);
      doubts.addAll(item.doubts());
      used.addAll(item.variables());
    }

    void end() {
      if (any) {
        words.add(new Word(text.toString(), place, doubts, used, bare));
      }
      text.setLength(0);
      doubts = new LinkedHashSet<>();
      used = new LinkedHashSet<>();
      any = false;
      bare = true;
    }

    List<Word> words() {
      end();
      return words;
    }
  }
}
