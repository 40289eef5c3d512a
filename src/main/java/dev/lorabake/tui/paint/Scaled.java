package dev.lorabake.tui.paint;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A picture in another size. */
public final class Scaled {
  private Scaled() {}

  /**
   * As it is where it has that size already. Made smaller by halves, so that each pixel counts;
   * what is seen through lies on black.
   *
   * @param width in pixels, at least 1
   */
  public static BufferedImage of(BufferedImage picture, int width, int height) {
    BufferedImage now = picture;
    while (now.getWidth() != width || now.getHeight() != height || now.getColorModel().hasAlpha()) {
      now = step(now, Math.max(width, now.getWidth() / 2), Math.max(height, now.getHeight() / 2));
    }
    return now;
  }

  private static BufferedImage step(BufferedImage picture, int width, int height) {
    BufferedImage step = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = step.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return step;
  }
}
