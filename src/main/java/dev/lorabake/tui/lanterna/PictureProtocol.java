package dev.lorabake.tui.lanterna;

import dev.lorabake.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How pictures are shown. */
enum PictureProtocol {
  /** By kitty's graphics protocol, over half blocks. */
  KITTY,
  /** By DEC's sixel graphics, over half blocks. */
  SIXEL,
  /** In half blocks or shades, by cells alone. */
  BLOCKS,
  /** Not at all. */
  NONE;

  /** The variable that says which one, whatever the terminal answers. */
  static final String VARIABLE = "LORABAKE_PICTURES";

  /**
   * What the user wants.
   *
   * @throws UserError when it is none of these
   */
  static Optional<PictureProtocol> wanted(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<PictureProtocol> named =
        Arrays.stream(values()).filter(one -> one.word().equalsIgnoreCase(value)).findFirst();
    if (named.isEmpty()) {
      String words =
          Arrays.stream(values()).map(PictureProtocol::word).collect(Collectors.joining(", "));
      throw new UserError(
          VARIABLE + " is no way to show pictures: " + value,
          "set it to one of " + words + ", or unset it, and the terminal is asked");
    }
    return named;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the terminal is to be asked: not where nothing depends on it, or it cannot answer. */
  static boolean isAsked(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "dumb");
    boolean answers = !term.equals("dumb") && !term.equals("linux");
    return answers
        && wanted(environment)
            .map(wanted -> wanted == SIXEL)
            .orElse(environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** Whether tmux or screen lies between, which hand on what they know and nothing else. */
  static boolean isMultiplexed(Map<String, String> environment, TerminalFacts facts) {
    String term = environment.getOrDefault("TERM", "");
    return environment.containsKey("TMUX")
        || term.startsWith("screen")
        || term.startsWith("tmux")
        || facts.name().startsWith("tmux");
  }

  /**
   * The best one that the terminal has; until it has answered, what the environment says.
   *
   * @param tmuxHasSixel whether the terminal around tmux has it; tmux itself always says so
   */
  static PictureProtocol of(
      Map<String, String> environment, TerminalFacts facts, boolean tmuxHasSixel) {
    Optional<PictureProtocol> wanted = wanted(environment);
    if (wanted.isPresent()) {
      return wanted.get();
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return BLOCKS;
    }
    boolean multiplexed = isMultiplexed(environment, facts);
    boolean kitty = facts.hasAnswered() ? facts.kitty() : names(environment);
    if (kitty && !multiplexed) {
      return KITTY;
    }
    return facts.saysSixel() && (!multiplexed || tmuxHasSixel) ? SIXEL : BLOCKS;
  }

  /** Whether the environment names a terminal with kitty's graphics. */
  private static boolean names(Map<String, String> environment) {
    String program = environment.getOrDefault("TERM_PROGRAM", "").toLowerCase(Locale.ROOT);
    String term = environment.getOrDefault("TERM", "");
    return term.equals("xterm-kitty")
        || term.equals("xterm-ghostty")
        || environment.containsKey("KITTY_WINDOW_ID")
        || program.equals("wezterm")
        || program.equals("ghostty");
  }
}
