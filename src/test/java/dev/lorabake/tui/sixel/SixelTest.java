package dev.lorabake.tui.sixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.tui.paint.Rgb;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written as sixels, drawn again as a terminal draws it. */
class SixelTest {
  private static BufferedImage of(int width, int height, IntBinaryOperator at) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, at.applyAsInt(x, y));
      }
    }
    return picture;
  }

  /** Colours from edge to edge, as a photograph has: thousands of them. */
  private static BufferedImage gradient(int width, int height) {
    return of(
        width,
        height,
        (x, y) ->
            (0xFF << 24)
                | ((255 * x / width) << 16)
                | ((255 * y / height) << 8)
                | (255 * (x + y) / (width + height)));
  }

  private static BufferedImage drawn(BufferedImage picture, int colours) {
    return SixelReader.read(Sixel.of(picture, colours));
  }

  private static int[] pixels(BufferedImage picture) {
    int width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }

  /** How far colours are off, in levels of 255: the root of the mean square over all channels. */
  private static double error(BufferedImage one, BufferedImage other) {
    int[] ours = pixels(one);
    int[] theirs = pixels(other);
    double sum = 0;
    for (int i = 0; i < ours.length; i++) {
      Rgb a = Rgb.of(ours[i]);
      Rgb b = Rgb.of(theirs[i]);
      sum +=
          Math.pow(a.red() - b.red(), 2)
              + Math.pow(a.green() - b.green(), 2)
              + Math.pow(a.blue() - b.blue(), 2);
    }
    return Math.sqrt(sum / ours.length / 3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 1", "5, 6", "6, 5", "13, 19", "64, 12", "3, 1000", "1000, 3"})
  void aPictureOfAnySizeIsDrawnWholeAndNowhereElse(int width, int height) {
    BufferedImage drawn = drawn(gradient(width, height), Sixel.COLOURS);
    assertEquals(width, drawn.getWidth());
    assertEquals(height, drawn.getHeight());
    assertTrue(Arrays.stream(pixels(drawn)).allMatch(pixel -> pixel >>> 24 == 255));
  }

  @ParameterizedTest
  @CsvSource({"256, 7", "64, 13", "16, 26", "2, 80"})
  void thousandsOfColoursBecomeAFewThatLookLikeThem(int colours, double most) {
    BufferedImage picture = gradient(200, 150);
    BufferedImage drawn = drawn(picture, colours);
    assertTrue(Arrays.stream(pixels(drawn)).distinct().count() <= colours);
    assertTrue(error(picture, drawn) < most, "off by " + error(picture, drawn));
  }

  @Test
  void whatIsLostAtOnePixelIsGivenToThoseAroundIt() {
    BufferedImage gradient = gradient(120, 120);
    double mean = Arrays.stream(pixels(gradient)).map(p -> Rgb.of(p).green()).average().orElse(0);
    BufferedImage few = drawn(gradient, 8);
    double told = Arrays.stream(pixels(few)).map(p -> Rgb.of(p).green()).average().orElse(0);
    assertEquals(mean, told, 2);
  }

  @Test
  void aPictureOfFewColoursKeepsEachOfThem() {
    int[] colours = {0xFF000000, 0xFFFFFFFF, 0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFCC9933};
    BufferedImage picture = of(30, 31, (x, y) -> colours[(x / 5 + y / 4) % colours.length]);
    assertTrue(error(picture, drawn(picture, Sixel.COLOURS)) < 2);
  }

  @Test
  void seeThroughPixelsAreLeftAlone() {
    BufferedImage hole = of(20, 20, (x, y) -> (x + y) % 3 == 0 ? 0x00FFFFFF : 0xFF20C040);
    int[] drawn = pixels(drawn(hole, Sixel.COLOURS));
    for (int i = 0; i < drawn.length; i++) {
      assertEquals((i % 20 + i / 20) % 3 == 0, drawn[i] >>> 24 == 0);
    }
    BufferedImage nothing = of(9, 9, (_, _) -> 0);
    assertTrue(Arrays.stream(pixels(drawn(nothing, 16))).allMatch(pixel -> pixel == 0));
  }

  @Test
  void noLineFollowsTheLastOneSinceThatMightScroll() {
    String sent = new String(Sixel.of(gradient(10, 12), 16), StandardCharsets.US_ASCII);
    assertFalse(sent.contains("-\u001b"));
    assertEquals(1, sent.chars().filter(sign -> sign == '-').count());
  }

  @Test
  void sameSignsAreCounted() {
    BufferedImage plain = of(500, 6, (_, _) -> 0xFF0000FF);
    String sent = new String(Sixel.of(plain, 256), StandardCharsets.US_ASCII);
    assertEquals("\u001bP0;1;0q\"1;1;500;6#0;2;0;0;100#0!500~\u001b\\", sent);
  }

  @Test
  void noiseIsNoLargerThanWhatATerminalTakes() {
    Random random = new Random(7);
    BufferedImage noise = of(512, 512, (_, _) -> 0xFF000000 | random.nextInt(1 << 24));
    byte[] sent = Sixel.of(noise, Sixel.COLOURS);
    assertTrue(sent.length < 2 << 20, "bytes: " + sent.length);
    assertTrue(error(noise, SixelReader.read(sent)) < 40);
  }
}
