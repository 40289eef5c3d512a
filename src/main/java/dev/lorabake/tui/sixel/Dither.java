package dev.lorabake.tui.sixel;

import java.util.Arrays;

/** Pixels as indexes into a table; what one pixel is off goes to its neighbours. */
final class Dither {
  /** Of a pixel that is seen through. */
  static final short NOTHING = -1;

  private Dither() {}

  /**
   * By Floyd and Steinberg's weights: 7/16 to the next one, 3, 5 and 1/16 to those below.
   *
   * @param pixels 0xAARRGGBB, row by row
   */
  static short[] of(int[] pixels, int width, ColourTable table) {
    short[] indexes = new short[pixels.length];
    int[][] here = new int[3][width + 2];
    int[][] below = new int[3][width + 2];
    for (int at = 0; at < pixels.length; at++) {
      int x = at % width + 1;
      if (x == 1 && at > 0) {
        int[][] done = here;
        here = below;
        below = done;
        for (int[] channel : below) {
          Arrays.fill(channel, 0);
        }
      }
      if (pixels[at] >>> 24 < 128) {
        indexes[at] = NOTHING;
        continue;
      }
      int red = with(pixels[at] >> 16 & 0xFF, here[0][x]);
      int green = with(pixels[at] >> 8 & 0xFF, here[1][x]);
      int blue = with(pixels[at] & 0xFF, here[2][x]);
      int index = table.nearest(red, green, blue);
      indexes[at] = (short) index;
      int colour = table.colour(index);
      hand(red - (colour >> 16 & 0xFF), here[0], below[0], x);
      hand(green - (colour >> 8 & 0xFF), here[1], below[1], x);
      hand(blue - (colour & 0xFF), here[2], below[2], x);
    }
    return indexes;
  }

  private static int with(int channel, int error) {
    return Math.clamp(channel + error / 16, 0, 255);
  }

  private static void hand(int error, int[] here, int[] below, int x) {
    here[x + 1] += error * 7;
    below[x - 1] += error * 3;
    below[x] += error * 5;
    below[x + 1] += error;
  }
}
