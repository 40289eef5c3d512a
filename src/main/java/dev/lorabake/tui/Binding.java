package dev.lorabake.tui;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A key that does something, as data: footer, help page and documentation come from it.
 *
 * @param id what {@link Msg.Chosen} names
 * @param keys any of them does it; the first is shown
 * @param label one or two words for the footer
 * @param help a sentence without a full stop
 * @param inFooter whether it is worth the room there
 */
public record Binding(String id, List<Key> keys, String label, String help, boolean inFooter) {
  public static Binding of(String id, Key key, String label, String help) {
    return new Binding(id, List.of(key), label, help, true);
  }

  /** All keys as they are spelled, for the help page. */
  public String shown() {
    return keys.stream().map(Key::shown).distinct().collect(Collectors.joining(" "));
  }
}
