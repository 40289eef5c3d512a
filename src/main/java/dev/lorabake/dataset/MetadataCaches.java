package dev.lorabake.dataset;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which images of a metadata file have cached latents that upstream takes in place of the image
 * ({@code FineTuningDataset} of train_util.py): those named by an absolute path, without a size,
 * beside which lies a cache whose name begins with theirs.
 *
 * @param example the first of these caches, empty for none
 */
public record MetadataCaches(int images, String example) {

  /** The caches with names that end so, such as {@code _flux.npz}. */
  public static MetadataCaches of(Path file, String suffix) {
    List<String> stems = new ArrayList<>();
    for (MetadataFile.Entry entry : MetadataFile.read(file).entries()) {
      if (entry.size() == null && new File(entry.name()).isAbsolute()) {
        stems.add(stem(entry.name()));
      }
    }
    stems.sort(Comparator.comparingInt(String::length).reversed()); // as some begin with others
    Map<String, NavigableSet<String>> folders = new HashMap<>();
    int images = 0;
    String example = "";
    for (String stem : stems) {
      String folder = String.valueOf(new File(stem).getParent());
      NavigableSet<String> caches = folders.computeIfAbsent(folder, f -> caches(f, suffix));
      String cache = caches.ceiling(stem);
      if (cache != null && cache.startsWith(stem)) {
        caches.remove(cache);
        images++;
        example = example.isEmpty() ? cache : example;
      }
    }
    return new MetadataCaches(images, example);
  }

  private static NavigableSet<String> caches(String folder, String suffix) {
    NavigableSet<String> caches = new TreeSet<>();
    String[] names = new File(folder).list((_, name) -> name.endsWith(suffix));
    for (String name : names == null ? new String[0] : names) {
      caches.add(folder + File.separator + name);
    }
    return caches;
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf(File.separatorChar) + 1 ? name.substring(0, dot) : name;
  }
}
