package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The expectations are what {@code load_dreambooth_dir} of train_util.py sets for the same names.
 */
class CachedSizesTest {
  private static List<String> sizes(List<String> images, String... others) {
    List<ImageFile> files = new ArrayList<>();
    for (String name : images) {
      String path = Path.of("/images").resolve(name).toString();
      files.add(new ImageFile(path, 1, 1, Caption.MISSING, null, ImageTraits.PLAIN));
    }
    ImageFolder folder = new ImageFolder("/images", files, null, Set.of(others));
    List<String> found = new ArrayList<>();
    for (CachedSizes.Named named : CachedSizes.of(folder, "_sdxl.npz")) {
      found.add(
          named == null
              ? "-"
              : named.malformed() ? "malformed" : named.width() + "x" + named.height());
    }
    return found;
  }

  @Test
  void takesTheSizeOfItsOwnCache() {
    assertEquals(
        List.of("512x768", "-", "64x32"),
        sizes(
            List.of("a.png", "b.png", "c.jpg"),
            "a_0512x0768_sdxl.npz",
            "b_0512x0768_sd.npz",
            "c_0064x0032_sdxl.npz",
            "c_te_outputs.npz"));
  }

  @Test
  void takesTheSizeOfANeighbourWhoseNameBeginsLikeItsOwn() {
    assertEquals(
        List.of("832x1216", "832x1216"),
        sizes(List.of("1.png", "10.png"), "10_0832x1216_sdxl.npz"));
    assertEquals(
        List.of("64x64", "-"),
        sizes(List.of("1.png", "10.png"), "1_0064x0064_sdxl.npz", "10_0832x1216_sdxl.npz"));
  }

  @Test
  void sortsImagesWithTheirEndingAndCachesWithout() {
    assertEquals(
        List.of("-", "8x8", "16x16"),
        sizes(
            List.of("a b.png", "a.png", "b.png"), "a_0008x0008_sdxl.npz", "b_0016x0016_sdxl.npz"));
  }

  @Test
  void failsAtANameWithoutASize() {
    assertEquals(List.of("malformed"), sizes(List.of("a.png"), "a_sdxl.npz"));
    assertEquals(List.of("malformed"), sizes(List.of("a.png"), "a_big_sdxl.npz"));
  }
}
