package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way to show pictures is taken. */
class PictureProtocolTest {
  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new HashMap<>();
    Arrays.stream(variables.split(" "))
        .map(one -> one.split("=", 2))
        .forEach(one -> environment.put(one[0], one[1]));
    return environment;
  }

  private static TerminalFacts facts(String said) {
    TerminalFacts facts = TerminalFacts.NONE;
    if (said.contains("kitty")) {
      facts = facts.with(new TerminalAnswer.Kitty(true));
    }
    if (said.contains("tmux")) {
      facts = facts.with(new TerminalAnswer.Name("tmux 3.4"));
    }
    if (!said.equals("nothing")) {
      facts =
          facts.with(
              new TerminalAnswer.Attributes(said.contains("sixel") ? Set.of(62, 4) : Set.of(62)));
    }
    return facts;
  }

  @ParameterizedTest
  @CsvSource({
    // what it says, the environment, whether the terminal around tmux has sixel, what is taken
    "kitty, TERM=xterm-256color, false, KITTY",
    "kitty sixel, TERM=xterm-256color, false, KITTY",
    "sixel, TERM=xterm-256color, false, SIXEL",
    "attributes, TERM=xterm-256color, false, BLOCKS",
    "nothing, TERM=xterm-256color, false, BLOCKS",
    // until it has answered, the environment counts, and then no longer
    "nothing, TERM=xterm-kitty, false, KITTY",
    "nothing, TERM=xterm TERM_PROGRAM=WezTerm, false, KITTY",
    "nothing, TERM=xterm TERM_PROGRAM=ghostty, false, KITTY",
    "attributes, TERM=xterm KITTY_WINDOW_ID=1, false, BLOCKS",
    // tmux always says sixel, whatever is around it
    "sixel tmux, TERM=tmux-256color TMUX=/tmp/x, true, SIXEL",
    "sixel tmux, TERM=tmux-256color TMUX=/tmp/x, false, BLOCKS",
    "sixel tmux, TERM=xterm-256color, false, BLOCKS",
    "nothing, TERM=screen KITTY_WINDOW_ID=1, false, BLOCKS",
    "kitty, TERM=xterm-kitty NO_COLOR=1, false, BLOCKS",
    // somebody who says so is right
    "sixel, TERM=xterm LORABAKE_PICTURES=kitty, false, KITTY",
    "attributes, TERM=xterm NO_COLOR=1 LORABAKE_PICTURES=Sixel, false, SIXEL",
    "kitty, TERM=xterm-kitty LORABAKE_PICTURES=blocks, false, BLOCKS",
    "kitty, TERM=xterm-kitty LORABAKE_PICTURES=none, false, NONE",
    "kitty, TERM=xterm-kitty LORABAKE_PICTURES=, false, KITTY"
  })
  void theBestThatThereIs(String said, String variables, boolean tmux, PictureProtocol taken) {
    assertEquals(taken, PictureProtocol.of(environment(variables), facts(said), tmux));
  }

  @ParameterizedTest
  @CsvSource({
    "TERM=xterm-256color, true",
    "TERM=xterm-256color LORABAKE_PICTURES=sixel, true",
    "TERM=xterm-256color LORABAKE_PICTURES=kitty, false",
    "TERM=xterm-256color LORABAKE_PICTURES=blocks, false",
    "TERM=xterm-256color LORABAKE_PICTURES=none, false",
    "TERM=xterm-256color NO_COLOR=1, false",
    "TERM=linux, false",
    "TERM=dumb, false",
    "COLORTERM=truecolor, false"
  })
  void nothingIsAskedThatNothingDependsOn(String variables, boolean asked) {
    assertEquals(asked, PictureProtocol.isAsked(environment(variables)));
  }

  @Test
  void anyOtherWordIsAnErrorThatNamesTheWords() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> PictureProtocol.isAsked(environment("TERM=xterm LORABAKE_PICTURES=iterm")));
    assertEquals("LORABAKE_PICTURES is no way to show pictures: iterm", error.getMessage());
    assertTrue(error.help().contains("kitty, sixel, blocks, none"));
    assertFalse(error.help().endsWith("."));
  }
}
