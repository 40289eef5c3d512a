package dev.lorabake.tui;

import java.util.List;

/** The keys that every screen takes, beside its own. */
public final class KeyTables {
  private KeyTables() {}

  /** For the documentation: those of {@link App}, and those that never reach a screen. */
  public static List<Binding> everywhere() {
    return List.of(
        App.HELP,
        App.BACK,
        new Binding(
            "suspend", List.of(Key.ctrl('z')), "suspend", "Go to the shell; fg comes back", false),
        new Binding("cancel", List.of(Key.ctrl('c')), "cancel", "As Esc", false));
  }
}
