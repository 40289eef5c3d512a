package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes several words in one text: arguments of the optimizer or the scheduler, or of a command
 * line. Quotes hold a word together, as who writes them means; the GUI takes the quotes away and
 * cuts at every blank.
 */
final class GuiWords {
  private GuiWords() {}

  static void take(GuiReading reading, GuiKey key) {
    String name = key.key();
    Object raw = reading.file().raw(name);
    List<Object> words = new ArrayList<>();
    if (raw instanceof List<?> items) {
      items.forEach(item -> words.add(String.valueOf(item)));
    } else {
      words.addAll(of(reading.file().text(name)));
    }
    if (words.isEmpty()) {
      reading.unset(name);
      return;
    }
    reading.set(name, String.valueOf(key.option()), List.copyOf(words));
    reading.ledger().mapped(name, TRAIN + key.option());
    tellHowTheyRan(reading, name);
  }

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /** Says so where the GUI would have cut a word in two. */
  static void tellHowTheyRan(GuiReading reading, String key) {
    String text = reading.file().text(key);
    List<String> ran = List.of(text.replace("\"", "").strip().split("\\s+"));
    List<String> meant = of(text);
    if (!text.isEmpty() && !ran.equals(meant)) {
      reading.ledger().ranOtherwise(key, String.join(" | ", ran), String.join(" | ", meant));
    }
  }
}
