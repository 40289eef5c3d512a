package dev.lorabake.tui.paint;

/** A colour of a picture: red, green, blue, each 0 to 255. */
public record Rgb(int red, int green, int blue) {
  /** Of a pixel as {@link java.awt.image.BufferedImage#getRGB} gives it. */
  public static Rgb of(int pixel) {
    return new Rgb((pixel >> 16) & 0xFF, (pixel >> 8) & 0xFF, pixel & 0xFF);
  }
}
