package dev.lorabake.dataset;

/**
 * What an image's file tells beside its size.
 *
 * @param alpha it has a channel of transparency, be it used or not
 * @param deepGrey a grey PNG of 16 bits to a pixel, of which Pillow makes a white one
 * @param orientation of a JPEG's EXIF data: 1 upright, up to 8; upstream trains on the pixels as
 *     they are stored
 * @param cutOff its end seems to be missing; Pillow, which upstream reads with, mostly fails then
 */
public record ImageTraits(boolean alpha, boolean deepGrey, int orientation, boolean cutOff) {
  /** Opaque, upright and whole, or not known. */
  public static final ImageTraits PLAIN = new ImageTraits(false, false, 1, false);

  public boolean turned() {
    return orientation > 1;
  }
}
