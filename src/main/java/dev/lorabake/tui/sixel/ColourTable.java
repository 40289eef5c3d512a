package dev.lorabake.tui.sixel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The few colours that stand for all of a picture. The box of colours with the largest squared
 * error is split at its mean, again and again (variance-based median cut); each box then gives its
 * mean. Channels count in 64 levels while boxes are made: sixel itself knows 101.
 */
final class ColourTable {
  private static final int BITS = 6;
  private static final int BINS = 1 << (3 * BITS);

  private final int[] colours;
  private final short[] nearest = new short[BINS];

  private ColourTable(int[] colours) {
    this.colours = colours;
    Arrays.fill(nearest, (short) -1);
  }

  /**
   * @param pixels 0xAARRGGBB; see-through ones do not count
   * @param most colours, 2 to 256
   */
  static ColourTable of(int[] pixels, int most) {
    Bins bins = Bins.of(pixels);
    List<Box> boxes = new ArrayList<>();
    if (bins.used.length > 0) {
      boxes.add(new Box(bins, 0, bins.used.length));
    }
    while (boxes.size() < most) {
      Box worst = null;
      for (Box box : boxes) {
        if (box.error > 0 && (worst == null || box.error > worst.error)) {
          worst = box;
        }
      }
      if (worst == null) {
        break;
      }
      int middle = worst.split(bins);
      boxes.set(boxes.indexOf(worst), new Box(bins, worst.from, middle));
      boxes.add(new Box(bins, middle, worst.to));
    }
    return new ColourTable(boxes.stream().mapToInt(Box::mean).map(ColourTable::told).toArray());
  }

  /** A colour as sixel can tell it, in hundredths of each channel. */
  private static int told(int rgb) {
    return toldChannel(rgb >> 16 & 0xFF) << 16
        | toldChannel(rgb >> 8 & 0xFF) << 8
        | toldChannel(rgb & 0xFF);
  }

  private static int toldChannel(int channel) {
    return (percent(channel) * 255 + 50) / 100;
  }

  /** A channel of 0 to 255 in hundredths. */
  static int percent(int channel) {
    return (channel * 100 + 127) / 255;
  }

  int size() {
    return colours.length;
  }

  /** 0xRRGGBB. */
  int colour(int index) {
    return colours[index];
  }

  /** The index of the colour that is least far away. */
  int nearest(int red, int green, int blue) {
    int bin = bin(red, green, blue);
    if (nearest[bin] < 0) {
      nearest[bin] = (short) search(red, green, blue);
    }
    return nearest[bin];
  }

  private int search(int red, int green, int blue) {
    int best = 0;
    int distance = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int r = (colours[i] >> 16 & 0xFF) - red;
      int g = (colours[i] >> 8 & 0xFF) - green;
      int b = (colours[i] & 0xFF) - blue;
      int far = r * r + g * g + b * b;
      if (far < distance) {
        distance = far;
        best = i;
      }
    }
    return best;
  }

  private static int bin(int red, int green, int blue) {
    int drop = 8 - BITS;
    return red >> drop << (2 * BITS) | green >> drop << BITS | blue >> drop;
  }

  /** How often each colour occurs; {@code used} is put in order while boxes are split. */
  private static final class Bins {
    private final int[] count;
    private final int[] used;

    private Bins(int[] count, int[] used) {
      this.count = count;
      this.used = used;
    }

    static Bins of(int[] pixels) {
      int[] count = new int[BINS];
      int distinct = 0;
      for (int pixel : pixels) {
        if (pixel >>> 24 >= 128
            && count[bin(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)]++ == 0) {
          distinct++;
        }
      }
      int[] used = new int[distinct];
      int next = 0;
      for (int bin = 0; bin < BINS; bin++) {
        if (count[bin] > 0) {
          used[next++] = bin;
        }
      }
      return new Bins(count, used);
    }

    /** The channel's level, 0 to 255: the middle of what falls into the bin, white stays white. */
    int level(int index, int channel) {
      int level = (used[index] >> ((2 - channel) * BITS)) & ((1 << BITS) - 1);
      return level * 255 / ((1 << BITS) - 1);
    }

    int countAt(int index) {
      return count[used[index]];
    }
  }

  /** Colours from one place of {@link Bins#used} to another. */
  private static final class Box {
    private final int from;
    private final int to;
    private final double[] means = new double[3];
    private int widest;
    private double error;

    Box(Bins bins, int from, int to) {
      this.from = from;
      this.to = to;
      for (int channel = 0; channel < 3; channel++) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
          double level = bins.level(i, channel);
          int times = bins.countAt(i);
          count += times;
          sum += times * level;
          squares += times * level * level;
        }
        means[channel] = sum / count;
        double spread = to - from == 1 ? 0 : squares - sum * sum / count;
        if (spread > error) {
          error = spread;
          widest = channel;
        }
      }
    }

    /** Puts what is darker than the mean before the rest; answers where that begins. */
    int split(Bins bins) {
      int low = from;
      int high = to - 1;
      while (low <= high) {
        if (bins.level(low, widest) <= means[widest]) {
          low++;
        } else {
          int other = bins.used[low];
          bins.used[low] = bins.used[high];
          bins.used[high--] = other;
        }
      }
      return low;
    }

    int mean() {
      return (int) Math.round(means[0]) << 16
          | (int) Math.round(means[1]) << 8
          | (int) Math.round(means[2]);
    }
  }
}
