package dev.lorabake.dataset;

import org.jspecify.annotations.Nullable;

/**
 * In which ways upstream's size of an image differs from the stored one: that depends on the
 * version of {@code imagesize} in its environment.
 *
 * @param extendedWebpShort up to 1.4.1, which upstream pins, a WebP with an extended header (alpha,
 *     EXIF, colour profile) comes out one pixel too small on each side
 * @param turned from 2.0.0 on, width and height of a JPEG change places as its EXIF orientation
 *     says, while upstream goes on to train on the pixels as they are stored
 */
public record SizeReading(boolean extendedWebpShort, boolean turned) {
  /** With the {@code imagesize} that upstream's requirements pin: 1.4.1. */
  public static final SizeReading PINNED = new SizeReading(true, false);

  /** With that version of {@code imagesize}, or the pinned one when it is unknown. */
  public static SizeReading of(@Nullable String imagesizeVersion) {
    if (imagesizeVersion == null) {
      return PINNED;
    }
    boolean first = imagesizeVersion.startsWith("0.") || imagesizeVersion.startsWith("1.");
    return new SizeReading(first && !imagesizeVersion.startsWith("1.5"), !first);
  }
}
