package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.HalfBlocks;
import dev.lorabake.tui.paint.Ink;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is sent to a terminal that shows pictures. */
class KittyGraphicsTest {
  private static final Pattern PORTION =
      Pattern.compile("\u001b_G([^;\u001b]*);([^\u001b]*)\u001b\\\\");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final KittyGraphics graphics = new KittyGraphics(out);
  private final Canvas canvas = new Canvas(40, 20, Glyphs.UNICODE);

  private static BufferedImage noise() {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      picture.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
    }
    return picture;
  }

  private String sent() {
    String sent = out.toString(StandardCharsets.US_ASCII);
    out.reset();
    return sent;
  }

  @Test
  void aPictureIsSentOnceInPortionsAndRemovedWhenItIsNoLongerThere() throws IOException {
    BufferedImage picture = noise();
    HalfBlocks.paint(canvas, new Area(3, 2, 20, 10), picture);
    graphics.show(canvas.pictures(), false);
    String sent = sent();
    assertTrue(sent.contains("\u001b[3;4H\u001b_Ga=T,f=100,C=1,q=2,c=20,r=10,m=1;"));
    StringBuilder data = new StringBuilder();
    Matcher portions = PORTION.matcher(sent);
    while (portions.find()) {
      assertTrue(portions.group(2).length() <= 4096);
      data.append(portions.group(2));
    }
    BufferedImage received =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.toString())));
    assertArrayEquals(
        picture.getRGB(0, 0, 64, 64, null, 0, 64), received.getRGB(0, 0, 64, 64, null, 0, 64));
    graphics.show(canvas.pictures(), false);
    assertEquals("", sent());
    graphics.show(List.of(), false);
    assertEquals("\u001b_Ga=d,d=A,q=2\u001b\\", sent());
  }

  @Test
  void aScreenThatWasClearedGetsItsPicturesAgain() throws IOException {
    HalfBlocks.paint(canvas, new Area(3, 2, 20, 10), noise());
    graphics.show(canvas.pictures(), true);
    String first = sent();
    graphics.show(canvas.pictures(), true);
    assertEquals(first, sent());
    graphics.show(List.of(), true);
    sent();
    graphics.show(List.of(), true);
    assertEquals("", sent());
  }

  @Test
  void aPictureThatSomethingWasPaintedOverIsLeftToItsCells() {
    HalfBlocks.paint(canvas, canvas.area(), noise());
    assertEquals(1, canvas.pictures().size());
    canvas.write(canvas.area(), 5, 5, "keys", Ink.TEXT);
    assertEquals(List.of(), canvas.pictures());
  }
}
