package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.HalfBlocks;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.sixel.SixelReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A whole screen with pictures on a terminal that has sixel graphics, by what is sent to it. */
class SixelPicturesTest {
  private static final Pattern SENT =
      Pattern.compile("\u001b\\[(\\d+);(\\d+)H(\u001bP0;1;0q[^\u001b]*\u001b\\\\)");
  private static final Area PLACE = new Area(3, 2, 20, 10);

  private final FakeTerminal terminal = FakeTerminal.of(80, 24);
  private final BufferedImage red = plain(0xCC0000);
  private final BufferedImage blue = plain(0x0000CC);

  private static BufferedImage plain(int colour) {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      picture.setRGB(i % 64, i / 64, colour);
    }
    return picture;
  }

  private LanternaTerminal open(Map<String, String> environment, String answer, boolean tmux)
      throws Exception {
    terminal.answers(answer);
    TerminalQuestions questions = new TerminalQuestions(terminal, terminal.out());
    questions.ask(false, Duration.ofMinutes(1));
    Optional<String> features = Optional.of(tmux ? "256,RGB,sixel,title" : "256,RGB,title");
    return new LanternaTerminal(
        terminal,
        ColourDepth.TRUE,
        Glyphs.UNICODE,
        null,
        new Pictures(terminal.out(), environment, (_, _) -> features),
        questions,
        List.of());
  }

  private LanternaTerminal open() throws Exception {
    return open(Map.of("TERM", "xterm"), "\u001b[6;20;10t\u001b[?62;4c", false);
  }

  private static Canvas with(LanternaTerminal ours, Area area, BufferedImage picture)
      throws IOException {
    Canvas canvas = ours.canvas();
    HalfBlocks.paint(canvas, area, picture);
    return canvas;
  }

  /** Where pictures were sent to since the last time, and of which size in pixels. */
  private List<String> sent() {
    List<String> sent = new ArrayList<>();
    Matcher matcher = SENT.matcher(terminal.written());
    while (matcher.find()) {
      BufferedImage picture =
          SixelReader.read(matcher.group(3).getBytes(StandardCharsets.US_ASCII));
      sent.add(
          "%s,%s %dx%d"
              .formatted(
                  matcher.group(1), matcher.group(2), picture.getWidth(), picture.getHeight()));
    }
    return sent;
  }

  @Test
  void aPictureFillsItsCellsAndIsSentOnce() throws Exception {
    LanternaTerminal ours = open();
    ours.show(with(ours, PLACE, red));
    assertEquals(List.of("3,4 200x200"), sent());
    Canvas word = with(ours, PLACE, red);
    word.write(word.area(), 40, 0, "another word elsewhere", Ink.TEXT);
    ours.show(word);
    assertEquals(List.of(), sent());
  }

  @Test
  void whatLiesOverItTakesItAwayAndItComesBack() throws Exception {
    LanternaTerminal ours = open();
    ours.show(with(ours, PLACE, red));
    terminal.written();
    Canvas keys = with(ours, PLACE, red);
    keys.write(keys.area(), 20, 8, "keys", Ink.TEXT);
    ours.show(keys);
    String written = terminal.written();
    assertFalse(written.contains("\u001bP"));
    assertEquals(
        20 * 10 - 3,
        written.chars().filter(sign -> sign == '▀').count(),
        "every cell of it is sent again, though three have another sign");
    ours.show(with(ours, PLACE, red));
    assertEquals(List.of("3,4 200x200"), sent());
  }

  @Test
  void aPictureThatMovesLeavesNothingBehindAndItsNeighbourStays() throws Exception {
    LanternaTerminal ours = open();
    Canvas both = with(ours, PLACE, red);
    HalfBlocks.paint(both, new Area(40, 2, 20, 10), blue);
    ours.show(both);
    assertEquals(2, sent().size());
    Canvas moved = with(ours, new Area(3, 12, 20, 10), red);
    HalfBlocks.paint(moved, new Area(40, 2, 20, 10), blue);
    ours.show(moved);
    assertEquals(List.of("13,4 200x200"), sent());
    Canvas over = with(ours, new Area(3, 4, 20, 10), red);
    HalfBlocks.paint(over, new Area(40, 2, 20, 10), blue);
    ours.show(over);
    assertEquals(List.of("5,4 200x200"), sent());
  }

  @Test
  void theUpperHalfOfACellIsFilledToItsMiddle() throws Exception {
    LanternaTerminal ours = open();
    Canvas canvas = ours.canvas();
    HalfBlocks.paint(canvas, new Area(0, 0, 5, 10), red.getSubimage(0, 0, 64, 64));
    ours.show(canvas);
    assertEquals(List.of("1,1 50x50"), sent());
  }

  @Test
  void nothingIsDrawnIntoTheLastRow() throws Exception {
    LanternaTerminal ours = open();
    ours.show(with(ours, new Area(0, 14, 20, 10), red));
    assertEquals(List.of(), sent());
    ours.show(with(ours, new Area(0, 13, 20, 10), red));
    assertEquals(List.of("14,1 200x200"), sent());
  }

  @Test
  void aLargePictureIsSentInPartsThatXtermTakes() throws Exception {
    LanternaTerminal ours = open(Map.of("TERM", "xterm"), "\u001b[6;60;30t\u001b[?62;4c", false);
    ours.show(with(ours, new Area(1, 1, 40, 20), red));
    assertEquals(List.of("2,2 990x960", "2,35 210x960", "18,2 990x240", "18,35 210x240"), sent());
  }

  @Test
  void whereATerminalTakesLessThePartsAreSmaller() throws Exception {
    String xterm = "\u001b[?2;0;800;480S\u001b[6;20;10t\u001b[?62;4c";
    LanternaTerminal ours = open(Map.of("TERM", "xterm"), xterm, false);
    ours.show(with(ours, new Area(0, 0, 50, 22), red));
    assertEquals(List.of("1,1 440x440"), sent());
    ours.show(with(ours, new Area(0, 0, 80, 22), new BufferedImage(90, 44, 1)));
    assertEquals(List.of("1,1 800x390"), sent());
  }

  @Test
  void anAnswerThatComesLateBringsThePictures() throws Exception {
    TerminalQuestions questions = new TerminalQuestions(terminal, terminal.out());
    questions.ask(false, Duration.ZERO);
    LanternaTerminal ours =
        new LanternaTerminal(
            terminal,
            ColourDepth.TRUE,
            Glyphs.UNICODE,
            null,
            new Pictures(terminal.out(), Map.of("TERM", "xterm"), (_, _) -> Optional.empty()),
            questions,
            List.of());
    ours.show(with(ours, PLACE, red));
    assertEquals(List.of(), sent());
    terminal.type("\u001b[6;20;10t\u001b[?62;4c");
    assertTrue(questions.isAnswer(terminal.pollInput()));
    assertTrue(questions.isAnswer(terminal.pollInput()));
    ours.show(with(ours, PLACE, red));
    assertEquals(List.of("3,4 200x200"), sent());
  }

  @Test
  void withoutTheSizeOfACellHalfBlocksStayUnlessSixelIsWanted() throws Exception {
    LanternaTerminal ours = open(Map.of("TERM", "xterm"), "\u001b[?62;4c", false);
    ours.show(with(ours, PLACE, red));
    assertEquals(List.of(), sent());
    ours.close();
    LanternaTerminal wanted =
        open(Map.of("TERM", "xterm", "LORABAKE_PICTURES", "sixel"), "\u001b[?62;4c", false);
    wanted.show(with(wanted, PLACE, red));
    assertEquals(List.of("3,4 200x200"), sent());
  }

  @Test
  void throughTmuxItIsSentWhereTheTerminalAroundHasIt() throws Exception {
    Map<String, String> tmux = Map.of("TERM", "tmux-256color", "TMUX", "/tmp/x,1,0");
    LanternaTerminal without = open(tmux, "\u001b[6;20;10t\u001b[?1;2;4c", false);
    without.show(with(without, PLACE, red));
    assertEquals(List.of(), sent());
    without.close();
    LanternaTerminal around = open(tmux, "\u001b[6;20;10t\u001b[?1;2;4c", true);
    around.show(with(around, PLACE, red));
    assertEquals(List.of("3,4 200x200"), sent());
  }

  @Test
  void wherePicturesAreOffNothingIsSeenOfThem() throws Exception {
    LanternaTerminal ours =
        open(Map.of("TERM", "xterm", "LORABAKE_PICTURES", "none"), "\u001b[?62;4c", false);
    ours.show(with(ours, PLACE, red));
    assertFalse(terminal.written().contains("▀"));
  }
}
