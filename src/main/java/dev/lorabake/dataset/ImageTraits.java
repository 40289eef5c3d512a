package dev.lorabake.dataset;

/**
 * What an image's file tells beside its size.
 *
 * @param alpha it has a channel of transparency, be it used or not
 * @param deepGrey a grey PNG of 16 bits to a pixel, of which Pillow makes a white one
 * @param cmyk a JPEG for print, whose colours Pillow converts without their profile
 * @param animated it holds several pictures, of which upstream takes the first
 * @param orientation of EXIF data and the like: 1 upright, up to 8; upstream trains on the pixels
 *     as they are stored
 * @param cutOff its end seems to be missing; Pillow, which upstream reads with, mostly fails then
 */
public record ImageTraits(
    boolean alpha,
    boolean deepGrey,
    boolean cmyk,
    boolean animated,
    int orientation,
    boolean cutOff) {
  /** Opaque, upright and whole, or not known. */
  public static final ImageTraits PLAIN = new ImageTraits(false, false, false, false, 1, false);

  private static final int ALPHA = 0x100;
  private static final int DEEP_GREY = 0x200;
  private static final int CUT_OFF = 0x400;
  private static final int CMYK = 0x800;
  private static final int ANIMATED = 0x1000;

  public boolean turned() {
    return orientation > 1;
  }

  /** As one number, to be remembered. */
  long bits() {
    return orientation
        | (alpha ? ALPHA : 0)
        | (deepGrey ? DEEP_GREY : 0)
        | (cutOff ? CUT_OFF : 0)
        | (cmyk ? CMYK : 0)
        | (animated ? ANIMATED : 0);
  }

  static ImageTraits of(long bits) {
    return new ImageTraits(
        (bits & ALPHA) != 0,
        (bits & DEEP_GREY) != 0,
        (bits & CMYK) != 0,
        (bits & ANIMATED) != 0,
        (int) bits & 0xff,
        (bits & CUT_OFF) != 0);
  }

  ImageTraits alpha(boolean now) {
    return new ImageTraits(now, deepGrey, cmyk, animated, orientation, cutOff);
  }

  ImageTraits deepGrey(boolean now) {
    return new ImageTraits(alpha, now, cmyk, animated, orientation, cutOff);
  }

  ImageTraits cmyk(boolean now) {
    return new ImageTraits(alpha, deepGrey, now, animated, orientation, cutOff);
  }

  ImageTraits animated(boolean now) {
    return new ImageTraits(alpha, deepGrey, cmyk, now, orientation, cutOff);
  }

  ImageTraits cutOff(boolean now) {
    return new ImageTraits(alpha, deepGrey, cmyk, animated, orientation, now);
  }

  /** What is none of the eight counts as upright. */
  ImageTraits orientation(int now) {
    int known = now >= 1 && now <= 8 ? now : 1;
    return new ImageTraits(alpha, deepGrey, cmyk, animated, known, cutOff);
  }
}
