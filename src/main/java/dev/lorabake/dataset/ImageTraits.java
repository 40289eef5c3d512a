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

  /** As one number, to be remembered. */
  long bits() {
    return orientation | (alpha ? 0x100 : 0) | (deepGrey ? 0x200 : 0) | (cutOff ? 0x400 : 0);
  }

  static ImageTraits of(long bits) {
    return new ImageTraits(
        (bits & 0x100) != 0, (bits & 0x200) != 0, (int) bits & 0xff, (bits & 0x400) != 0);
  }

  public boolean turned() {
    return orientation > 1;
  }
}
