package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.tui.paint.Rgb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A terminal is asked, answers now or later, and somebody types meanwhile. */
class TerminalQuestionsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String XTERM =
      "\u001bP>|XTerm(379)\u001b\\\u001b]11;rgb:ffff/ffff/ffff\u001b\\"
          + "\u001b[?2;0;1000;1000S\u001b[?2;0;480;312S\u001b[?1;0;16S\u001b[?63;1;2;4c";
  private static final String KITTY =
      "\u001b_Gi=31;OK\u001b\\\u001bP>|kitty(0.40.0)\u001b\\\u001b[6;20;10t"
          + "\u001b]11;rgb:1010/2020/3030\u0007\u001b[?62c";

  private final FakeTerminal terminal = FakeTerminal.of(80, 24);
  private final TerminalQuestions questions = new TerminalQuestions(terminal, terminal.out());

  /** The keys that are read until nothing comes any more; answers are taken. */
  private List<String> keys() throws IOException {
    List<String> keys = new ArrayList<>();
    for (KeyStroke key = terminal.pollInput(); key != null; key = terminal.pollInput()) {
      if (key.getKeyType() == KeyType.EOF) {
        break;
      }
      if (!questions.isAnswer(key)) {
        keys.add(name(key));
      }
    }
    return keys;
  }

  private static String name(KeyStroke key) {
    return key.getKeyType() == KeyType.Character
        ? key.getCharacter().toString()
        : key.getKeyType().name();
  }

  @Test
  void whatXtermAnswersIsKnown() throws Exception {
    terminal.answers(XTERM);
    assertEquals(List.of(), questions.ask(false, LONG));
    TerminalFacts facts = questions.facts();
    assertTrue(facts.hasAnswered() && facts.saysSixel());
    assertFalse(facts.kitty());
    assertEquals(new PixelSize(6, 13), facts.cell(80, 24).orElseThrow());
    assertEquals(16, facts.pictureColours());
    assertEquals("XTerm(379)", facts.name());
    assertEquals(new Rgb(255, 255, 255), facts.background());
  }

  @Test
  void anAreaThatXtermCutsOffAtItsLimitTellsNothingOfACell() throws Exception {
    terminal.answers("\u001b[?2;0;1000;1000S\u001b[?2;0;1000;520S\u001b[?63;4c");
    questions.ask(false, LONG);
    assertTrue(questions.facts().cell(100, 40).isEmpty(), "it is 100 cells of 12 pixels");
    assertEquals(new PixelSize(1000, 1000), questions.facts().largestPicture());
  }

  @Test
  void whatKittyAnswersIsKnown() throws Exception {
    terminal.answers(KITTY);
    questions.ask(false, LONG);
    TerminalFacts facts = questions.facts();
    assertTrue(facts.kitty());
    assertFalse(facts.saysSixel());
    assertEquals(new PixelSize(10, 20), facts.cell(80, 24).orElseThrow());
    assertEquals(256, facts.pictureColours());
  }

  @Test
  void everythingIsAskedAtOnceAndTheLineIsLeftClean() throws Exception {
    terminal.answers("\u001b[?6c");
    questions.ask(false, LONG);
    String sent = terminal.written();
    assertTrue(sent.startsWith("\u001b_Gi=31,") && sent.endsWith("\u001b[c\r\u001b[K"), sent);
    assertEquals(1, sent.split("\u001b\\[c", -1).length - 1);
  }

  @Test
  void tmuxIsNotAskedForKittysGraphicsWhichItTakesForATitle() throws Exception {
    terminal.answers("\u001b[?1;2;4c");
    questions.ask(true, LONG);
    assertFalse(terminal.written().contains("\u001b_"));
  }

  @Test
  void keysThatArePressedMeanwhileAreKept() throws Exception {
    terminal.answers("n" + XTERM);
    List<KeyStroke> keys = questions.ask(false, LONG);
    assertEquals(List.of("n"), keys.stream().map(TerminalQuestionsTest::name).toList());
  }

  @Test
  void aTerminalThatIsSilentIsNotWaitedFor() throws Exception {
    assertEquals(List.of(), questions.ask(false, Duration.ZERO));
    assertFalse(questions.facts().hasAnswered());
  }

  @Test
  void answersThatComeLateAreNoKeysAndCount() throws Exception {
    questions.ask(false, Duration.ZERO);
    terminal.type("q" + KITTY + "\u001b[A" + XTERM + "w\u001b");
    assertEquals(List.of("q", "ArrowUp", "w", "Escape"), keys());
    assertTrue(questions.facts().kitty() && questions.facts().saysSixel());
  }

  @Test
  void anAnswerInTwoPartsIsNoKeyEither() throws Exception {
    for (int cut = 1; cut < 4; cut++) {
      questions.ask(false, Duration.ZERO);
      terminal.type("\u001b[?62;4c".substring(0, cut));
      terminal.type("\u001b[?62;4c".substring(cut));
      assertEquals(List.of(), keys());
      assertTrue(questions.facts().saysSixel());
    }
  }

  @Test
  void anEscapeWaitsOnlyUntilTheTerminalHasAnswered() throws Exception {
    questions.ask(false, Duration.ZERO);
    assertEquals(1, terminal.getInputDecoder().getTimeoutUnits());
    terminal.type("\u001b[?6c");
    assertEquals(List.of(), keys());
    assertEquals(0, terminal.getInputDecoder().getTimeoutUnits());
  }

  @Test
  void afterAResizeTheSizeOfAllCellsIsForgottenAndAskedAgain() throws Exception {
    terminal.answers(XTERM);
    questions.ask(false, LONG);
    terminal.answers();
    questions.askSizes();
    assertTrue(questions.facts().cell(80, 24).isEmpty());
    terminal.type("\u001b[?2;0;960;520S\u001b[?63;4c");
    assertEquals(List.of(), keys());
    assertEquals(new PixelSize(8, 13), questions.facts().cell(120, 40).orElseThrow());
  }
}
