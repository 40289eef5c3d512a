package dev.lorabake.dataset;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Images that lie where upstream does not look for any. */
public final class StrayImages {
  private StrayImages() {}

  /**
   * The folders right within this one that hold images. Only names without an extension are looked
   * into, so that a large folder of images costs one listing.
   */
  public static List<Path> foldersBelow(Path folder) {
    String[] names = folder.toFile().list();
    return names == null
        ? List.of()
        : Arrays.stream(names)
            .filter(name -> name.indexOf('.') < 0)
            .sorted()
            .map(folder::resolve)
            .filter(below -> count(below) > 0)
            .toList();
  }

  /** How many images lie right in the folder; 0 where it cannot be read. */
  public static int count(Path folder) {
    File[] images = folder.toFile().listFiles((_, name) -> ImageNames.isImage(name));
    return images == null ? 0 : images.length;
  }
}
