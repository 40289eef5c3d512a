package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.googlecode.lanterna.input.CharacterPattern.Matching;
import dev.lorabake.tui.paint.Rgb;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as terminals gave them. */
class TerminalAnswerTest {
  private static Matching match(String text) {
    List<Character> characters = text.chars().mapToObj(c -> (char) c).toList();
    Matching matching = new AnswerPattern().match(characters);
    return matching == null ? new Matching(false, null) : matching;
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        // xterm 379 as a VT340, mlterm 3.9, tmux 3.8, kitty's protocol
        Arguments.of("[?63;1;2;4;6c", new TerminalAnswer.Attributes(Set.of(63, 1, 2, 4, 6))),
        Arguments.of("[?1;2;4c", new TerminalAnswer.Attributes(Set.of(1, 2, 4))),
        Arguments.of("[?6c", new TerminalAnswer.Attributes(Set.of(6))),
        Arguments.of("[6;19;10t", new TerminalAnswer.CellPixels(new PixelSize(10, 19))),
        Arguments.of("[4;456;800t", new TerminalAnswer.TextPixels(new PixelSize(800, 456))),
        Arguments.of("[8;24;80t", new TerminalAnswer.Other()),
        Arguments.of("[?2;0;480;312S", new TerminalAnswer.GraphicsPixels(new PixelSize(480, 312))),
        Arguments.of("[?1;0;1024S", new TerminalAnswer.Registers(1024)),
        Arguments.of("[?1;3;0S", new TerminalAnswer.Other()),
        Arguments.of("[?2;3S", new TerminalAnswer.Other()),
        Arguments.of("P>|XTerm(379)\u001b\\", new TerminalAnswer.Name("XTerm(379)")),
        Arguments.of("_Gi=31;OK\u001b\\", new TerminalAnswer.Kitty(true)),
        Arguments.of("_Gi=31;ENOTSUPPORTED:no\u001b\\", new TerminalAnswer.Kitty(false)),
        Arguments.of(
            "]11;rgb:ffff/8080/0000\u001b\\", new TerminalAnswer.Background(new Rgb(255, 128, 0))),
        Arguments.of("]11;rgba:f/8/0/f\u0007", new TerminalAnswer.Background(new Rgb(255, 136, 0))),
        Arguments.of("]10;rgb:ffff/8080/0000\u0007", new TerminalAnswer.Other()),
        Arguments.of("]11;no colour\u0007", new TerminalAnswer.Other()));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void eachAnswerIsTakenWholeAndNoPartOfItBefore(String text, TerminalAnswer answer) {
    String whole = "\u001b" + text;
    for (int end = 1; end < whole.length(); end++) {
      Matching part = match(whole.substring(0, end));
      assertEquals(true, part.partialMatch, whole.substring(1, end));
      assertNull(part.fullMatch);
    }
    assertEquals(
        answer, assertInstanceOf(AnswerPattern.Answer.class, match(whole).fullMatch).answer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[A", "[6~", "[1;5C", "[12;40R", "OP", "[M !!", "x", "Px", "[Z"})
  void whatKeysSendIsNoAnswer(String text) {
    Matching key = match("\u001b" + text);
    assertNull(key.fullMatch);
    assertEquals(false, key.partialMatch);
  }

  @Test
  void whatNeverEndsIsGivenUp() {
    assertEquals(true, match("\u001b[?" + "1".repeat(200)).partialMatch);
    assertEquals(false, match("\u001b[?" + "1".repeat(201)).partialMatch);
  }

  @Test
  void aCellIsBelievedWhereItIsAWholeNumberOfPixels() {
    assertEquals(new PixelSize(6, 13), new PixelSize(480, 312).cellOf(80, 24));
    assertNull(new PixelSize(1000, 780).cellOf(180, 60), "xterm cuts its answer off at 1000");
    assertNull(new PixelSize(0, 0).cellOf(80, 24));
    assertNotNull(TerminalFacts.NONE.cell(80, 24));
    assertEquals(
        true,
        TerminalFacts.NONE
            .with(new TerminalAnswer.CellPixels(new PixelSize(0, 19)))
            .cell(80, 24)
            .isEmpty());
  }
}
