package dev.lorabake;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers and foreign texts for people: grouped digits, sizes, durations, one line. */
public final class Figures {
  private static final long MB = 1_000_000;
  private static final long GB = 1_000_000_000;
  private static final int BRIEF = 300;
  private static final double GIB = 1L << 30;

  private Figures() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 epoch}, {@code 2 epochs}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** The first line of a text from outside, cut where it is long. */
  public static String brief(String text) {
    String first = text.lines().findFirst().orElse("");
    if (first.endsWith(":") && first.length() < text.length()) {
      first = first.substring(0, first.length() - 1) + " …";
    }
    return first.length() > BRIEF ? first.substring(0, BRIEF) + " …" : first;
  }

  /** {@code 1 batch}, {@code 2 batches}. */
  public static String count(long number, String one, String more) {
    return count(number) + " " + (number == 1 ? one : more);
  }

  /** Bytes on a disk, in powers of ten as file managers show them. */
  public static String size(long bytes) {
    if (bytes >= GB) {
      return String.format(Locale.ROOT, "%.1f GB", bytes / (double) GB);
    }
    if (bytes >= MB) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / (double) MB);
    }
    return bytes >= 1000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0) : bytes + " bytes";
  }

  /** Bytes of a GPU, in powers of two as cards are sold. */
  public static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }

  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /**
   * As above in at most seven characters: {@code 45 s}, {@code 12 min}, {@code 3.4 h}, {@code 5 d}.
   */
  public static String about(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 100 * 3600
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600.0)
        : seconds / 86400 + " d";
  }

  /** A loss as upstream prints it: three significant digits. */
  public static String loss(double loss) {
    if (loss != 0 && Math.abs(loss) < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", loss);
    }
    return String.format(Locale.ROOT, Math.abs(loss) < 1 ? "%.4f" : "%.3f", loss);
  }

  public static String secondsPerStep(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, "%.1f it/s", 1 / seconds)
        : String.format(Locale.ROOT, "%.2f s/it", seconds);
  }
}
