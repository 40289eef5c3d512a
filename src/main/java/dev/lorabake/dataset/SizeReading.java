package dev.lorabake.dataset;

import org.jspecify.annotations.Nullable;

/**
 * How upstream's environment takes images and their sizes ({@code get_image_size} and {@code
 * IMAGE_EXTENSIONS} of train_util.py): with the package {@code imagesize}, and with Pillow where
 * that does not know a file.
 *
 * @param avif whether {@code pillow-avif-plugin} is there: without it files named {@code .avif} are
 *     passed by, be Pillow's own support as it may
 * @param jxl whether {@code pillow-jxl-plugin} or {@code jxlpy} is there: else {@code .jxl} is
 *     passed by
 */
public record SizeReading(Imagesize imagesize, boolean avif, boolean jxl) {
  /** With the {@code imagesize} that upstream's requirements pin, and no plug-in. */
  public static final SizeReading PINNED = of(null);

  /** Versions of the package by what they make of a picture. */
  public enum Imagesize {
    /** Up to 1.4.1, which upstream pins: knows no BMP, and stops the training at a broken file. */
    PINNED,
    /** 1.5: takes the height of a BMP that is stored top down for negative. */
    V1_5,
    /** 2.0.0: turns JPEG and AVIF by their orientation, and leaves broken files to Pillow. */
    V2_0_0,
    /** From 2.0.1 on: heights are positive. */
    LATER
  }

  /** With that version of {@code imagesize}, or the pinned one when it is unknown. */
  public static SizeReading of(@Nullable String version) {
    return new SizeReading(imagesize(version), false, false);
  }

  private static Imagesize imagesize(@Nullable String version) {
    if (version == null || version.startsWith("0.")) {
      return Imagesize.PINNED;
    }
    if (version.startsWith("1.")) {
      return version.startsWith("1.5") ? Imagesize.V1_5 : Imagesize.PINNED;
    }
    return version.equals("2.0.0") ? Imagesize.V2_0_0 : Imagesize.LATER;
  }

  /** A WebP with an extended header (alpha, EXIF, animation) comes out one pixel too small. */
  boolean extendedWebpShort() {
    return imagesize == Imagesize.PINNED;
  }

  /**
   * Whether width and height change places as the orientation says, while upstream goes on to train
   * on the pixels as they are stored.
   */
  boolean turned() {
    return imagesize.compareTo(Imagesize.V2_0_0) >= 0;
  }

  /** Whether the package reads BMP itself: then it knows one kind of header only. */
  boolean ownBmp() {
    return imagesize != Imagesize.PINNED;
  }

  /** Whether a BMP that is stored top down gets a negative height. */
  boolean negativeHeights() {
    return imagesize == Imagesize.V1_5 || imagesize == Imagesize.V2_0_0;
  }

  /** Whether stray bytes between the segments of a JPEG are passed by. */
  boolean seeksMarkers() {
    return imagesize == Imagesize.LATER;
  }
}
