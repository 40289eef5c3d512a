package dev.lorabake.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that upstream takes for images out of the names of latent caches in their folder, as in
 * {@code cat_1024x0768_sdxl.npz}, before it looks at any image; it does so whether latents are
 * cached or not ({@code load_dreambooth_dir} of train_util.py).
 *
 * <p>It goes through both sorted lists at once and takes a cache for an image's when its name
 * begins like the image's: {@code 1.png} without a cache gets the size of {@code 10.png}.
 */
public final class CachedSizes {
  private CachedSizes() {}

  /**
   * The size for one image.
   *
   * @param cache the cache file's name
   * @param width 0 for a name that upstream cannot take a size out of, at which it fails
   */
  public record Named(String cache, int width, int height) {
    public boolean malformed() {
      return width == 0;
    }
  }

  /**
   * One entry for each image of the folder, {@code null} where its header counts.
   *
   * @param suffix of the family's latent caches, such as {@code _sdxl.npz}
   */
  public static List<@Nullable Named> of(ImageFolder folder, String suffix) {
    List<@Nullable Named> sizes = new ArrayList<>(folder.images().size());
    boolean goesOn = folder.path().indexOf('_') >= 0;
    List<String> caches =
        folder.others().stream()
            .filter(name -> name.endsWith(suffix))
            .sorted(
                Comparator.comparing(
                        (String name) -> withoutSize(name, goesOn), ImageNames::compareAsPython)
                    .thenComparing(ImageNames::compareAsPython))
            .toList();
    int next = 0;
    for (ImageFile image : folder.images()) {
      String stem = image.stem();
      Named found = null;
      while (next < caches.size()) {
        String cache = caches.get(next);
        String start = cache.substring(0, Math.min(stem.length(), cache.length()));
        int order = ImageNames.compareAsPython(start, stem);
        if (order == 0) {
          found = named(cache);
        }
        if (order >= 0) {
          break;
        }
        next++;
      }
      sizes.add(found);
    }
    return sizes;
  }

  /**
   * Upstream cuts two parts off the path at underscores, and of a shorter name what it finds.
   *
   * @param goesOn whether it finds another underscore in the folder's path: that then sorts first
   */
  private static String withoutSize(String cache, boolean goesOn) {
    int last = cache.lastIndexOf('_');
    int before = last < 0 ? -1 : cache.lastIndexOf('_', last - 1);
    return before >= 0 ? cache.substring(0, before) : goesOn ? "" : cache.substring(0, last);
  }

  private static Named named(String cache) {
    String[] parts = cache.substring(0, cache.lastIndexOf('.')).split("_", -1);
    String[] sides = parts.length < 2 ? new String[0] : parts[parts.length - 2].split("x", -1);
    long width = sides.length == 2 ? PythonInt.parse(sides[0]) : 0;
    long height = sides.length == 2 ? PythonInt.parse(sides[1]) : 0;
    boolean sound = width > 0 && height > 0 && Math.max(width, height) < Integer.MAX_VALUE;
    return new Named(cache, sound ? (int) width : 0, sound ? (int) height : 0);
  }
}
