package dev.lorabake.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Painting on a grid of cells. */
class PaintTest {
  private final Canvas canvas = new Canvas(20, 4, Glyphs.UNICODE);

  @Test
  void textIsCutOffWithAnEllipsisAndNeverLeavesItsArea() {
    canvas.write(new Area(2, 1, 6, 1), 0, 0, "much too long", Ink.TEXT);
    canvas.write(new Area(2, 2, 6, 1), 0, 1, "below the area", Ink.TEXT);
    assertEquals("\n  much …\n\n\n", canvas.text());
  }

  @Test
  void aWideCharacterTakesTwoCells() {
    int end = canvas.write(canvas.area(), 0, 0, "猫 cat", Ink.TEXT);
    assertEquals(6, end);
    assertEquals("", canvas.cell(1, 0).glyph());
    assertEquals("…", CellWidth.fit("猫猫", 2), "half a wide character is none");
  }

  @Test
  void marksThatSitOnALetterTakeNoCell() {
    assertEquals(4, CellWidth.of("cafe\u0301"));
    canvas.write(canvas.area(), 0, 0, "cafe\u0301!", Ink.TEXT);
    assertEquals("café!", canvas.text().lines().findFirst().orElseThrow());
    canvas.write(canvas.area(), 0, 1, "\u1112\u1161\u11ab!", Ink.TEXT); // as macOS names files
    assertEquals("한!", canvas.text().lines().toList().get(1));
  }

  @Test
  void ofAWideCharacterThatIsHalfCoveredNothingIsLeft() {
    canvas.write(canvas.area(), 0, 0, "猫猫", Ink.TEXT);
    canvas.write(canvas.area(), 1, 0, "ab", Ink.TEXT);
    assertEquals(" ab", canvas.text().lines().findFirst().orElseThrow());
    for (int column = 0; column < 5; column++) {
      assertEquals(1, canvas.cell(column, 0).glyph().length());
    }
  }

  @Test
  void ofAPathTheEndIsKept() {
    assertEquals("…/cat", CellWidth.fitEnd("pictures/cat", 5));
    assertEquals("…猫", CellWidth.fitEnd("猫猫", 3));
    assertEquals("猫猫", CellWidth.fitEnd("猫猫", 4));
    assertEquals("", CellWidth.fitEnd("cat", 0));
  }

  @Test
  void aLetterAndItsMarkBecomeOneSignWhereThereIsOne() {
    Canvas canvas = new Canvas(10, 1, Glyphs.UNICODE);
    canvas.write(canvas.area(), 0, 0, "e\u0301te \u30AB\u3099", Ink.TEXT);
    assertEquals("\u00E9te \u30AC", canvas.text().strip());
  }

  @Test
  void whatSteersATerminalIsShownAndSteersNothing() {
    canvas.write(canvas.area(), 0, 0, "a\u001b[2Jb\u202e", Ink.TEXT);
    assertTrue(canvas.text().chars().noneMatch(c -> c == 0x1b || c == 0x202e), canvas.text());
  }

  @Test
  void aFrameOfPlainSignsServesWhereThereIsNoUnicode() {
    Canvas plain = new Canvas(12, 3, Glyphs.ASCII);
    Area inside = Frame.paint(plain, plain.area(), "runs");
    plain.write(inside, 0, 0, "✓ 猫", Ink.GOOD);
    assertEquals("+ runs ----+\n|v ??      |\n+----------+\n", plain.text());
  }

  @Test
  void aBarIsFilledToAnEighth() {
    Bar.paint(canvas, canvas.area(), 0, 0, 8, 0.5, Ink.ACTIVE);
    Bar.paint(canvas, canvas.area(), 0, 1, 8, 0.55, Ink.ACTIVE);
    Bar.paint(canvas, canvas.area(), 0, 2, 8, 7, Ink.ACTIVE);
    Bar.paint(canvas, canvas.area(), 0, 3, 8, Double.NaN, Ink.ACTIVE);
    assertEquals("████░░░░\n████▍░░░\n████████\n░░░░░░░░\n", canvas.text());
  }

  @Test
  void aChartDrawsALineThroughItsPoints() {
    new BrailleChart(new Area(0, 0, 4, 2))
        .line(List.of(new BrailleChart.Point(0, 0), new BrailleChart.Point(1, 1)), Ink.ACTIVE)
        .paint(canvas);
    assertEquals(
        "  ⡠⠊\n⡠⠊\n",
        canvas.text().lines().limit(2).map(line -> line + "\n").reduce("", String::concat));
  }

  @Test
  void aPictureShowsTwoPixelsInACell() {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0xFF0000);
    picture.setRGB(0, 1, 0x0000FF);
    HalfBlocks.paint(canvas, new Area(0, 0, 2, 1), picture);
    assertEquals(
        new Cell("▀", Ink.TEXT, new Rgb(255, 0, 0), new Rgb(0, 0, 255)), canvas.cell(0, 0));
  }

  @Test
  void ofAPictureMadeSmallerEveryPixelCounts() {
    BufferedImage stripes = new BufferedImage(1000, 700, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < 1000; x++) {
      for (int y = 0; y < 700; y++) {
        stripes.setRGB(x, y, x % 2 == 0 ? 0xFFFFFFFF : 0);
      }
    }
    BufferedImage small = Scaled.of(stripes, 100, 70);
    assertEquals(100, small.getWidth());
    assertEquals(70, small.getHeight());
    assertEquals(127, Rgb.of(small.getRGB(50, 35)).green(), 2, "see-through is black");
    assertSame(small, Scaled.of(small, 100, 70));
    BufferedImage large = Scaled.of(small, 301, 1);
    assertEquals(301, large.getWidth());
    assertEquals(1, large.getHeight());
  }

  @Test
  void aLargePictureInHalfBlocksIsTheMeanOfIt() {
    BufferedImage half = new BufferedImage(2000, 1000, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 2000; x++) {
      for (int y = 0; y < 500; y++) {
        half.setRGB(x, y, 0xFFFFFF);
      }
    }
    HalfBlocks.paint(canvas, new Area(0, 0, 2, 1), half);
    assertEquals(127, Objects.requireNonNull(canvas.cell(1, 0).front()).green(), 2);
  }

  @Test
  void aParagraphIsFilledAndAWordThatIsTooLongIsCut() {
    assertEquals(
        List.of("to be", "or not", "unfath", "omable", "猫猫猫", "猫"),
        Paragraph.lines("to be or not unfathomable 猫猫猫猫", 6));
    assertEquals(List.of(), Paragraph.lines("anything", 0));
  }

  @Test
  void ofAreasAboveEachOtherTheLastOneIsClicked() {
    canvas.clickable(new Area(0, 0, 10, 2), "below");
    canvas.clickable(new Area(2, 0, 3, 1), "above");
    assertEquals("above", canvas.at(3, 0).orElseThrow());
    assertEquals("below", canvas.at(3, 1).orElseThrow());
    assertTrue(canvas.at(15, 0).isEmpty());
  }

  @Test
  void anAreaThatDoesNotFitIsEmpty() {
    Area tiny = new Area(0, 0, 1, 1).inside();
    assertTrue(tiny.isEmpty());
    assertEquals(0, new Area(0, 0, 5, 5).below(9).height());
  }
}
