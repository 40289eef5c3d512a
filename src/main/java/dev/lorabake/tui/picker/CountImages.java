package dev.lorabake.tui.picker;

import dev.lorabake.dataset.ImageNames;
import dev.lorabake.dataset.RepeatFolder;
import dev.lorabake.dataset.RepeatFolders;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts the images of folders by their names alone, and tells of them by and by.
 *
 * @param folder that they lie in
 * @param names of the folders
 */
record CountImages(Path folder, List<String> names) implements Effect {
  /** A folder with more entries is told to have this many and more. */
  private static final int MOST = 20_000;

  private static final int FOLDERS = 500;
  private static final int PORTION = 25;

  /** Some of them were counted. */
  record Counted(Path folder, Map<String, ImageCount> counts) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Map<String, ImageCount> portion = new LinkedHashMap<>();
    for (String name : names.subList(0, Math.min(FOLDERS, names.size()))) {
      portion.put(name, count(folder.resolve(name)));
      if (portion.size() == PORTION) {
        tell.accept(new Counted(folder, Map.copyOf(portion)));
        portion.clear();
      }
    }
    tell.accept(new Counted(folder, Map.copyOf(portion)));
  }

  /** Images beside each other, or those of the folders below that are named with repeats. */
  static ImageCount count(Path folder) {
    ImageCount own = direct(folder);
    if (own.images() > 0) {
      return own;
    }
    long images = 0;
    int folders = 0;
    boolean more = false;
    for (RepeatFolder below : RepeatFolders.of(folder).used()) {
      ImageCount count = direct(Path.of(below.path()));
      images += count.images();
      folders += count.images() > 0 ? 1 : 0;
      more |= count.more();
    }
    return new ImageCount(images, folders, more);
  }

  private static ImageCount direct(Path folder) {
    long images = 0;
    int seen = 0;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (seen++ == MOST) {
          return new ImageCount(images, 0, images > 0);
        }
        images += ImageNames.isImage(String.valueOf(child.getFileName())) ? 1 : 0;
      }
    } catch (IOException | DirectoryIteratorException e) {
      return ImageCount.NONE; // what cannot be read has none to train on
    }
    return new ImageCount(images, 0, false);
  }
}
