package dev.lorabake.tui.training;

import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Reads sample pictures, made small at once: a screen has few pixels. */
record LoadPictures(List<Path> files) implements Effect {
  private static final int SIDE = 256;

  /** The pictures that could be read, by file. */
  record Loaded(Map<Path, BufferedImage> pictures) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    Map<Path, BufferedImage> pictures = new LinkedHashMap<>();
    for (Path file : files) {
      BufferedImage picture = ImageIO.read(file.toFile());
      if (picture != null) {
        pictures.put(file, small(picture));
      }
    }
    tell.accept(new Loaded(pictures));
  }

  private static BufferedImage small(BufferedImage picture) {
    double scale = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
