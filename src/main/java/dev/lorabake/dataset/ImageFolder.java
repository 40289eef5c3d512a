package dev.lorabake.dataset;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The images of one subset in upstream's order.
 *
 * @param path the folder, or the metadata file that names the images
 * @param problem why it could not be read at all, {@code null} when it could
 * @param others names of the files beside the images; empty for a metadata file
 */
public record ImageFolder(
    String path, List<ImageFile> images, @Nullable String problem, Set<String> others) {
  ImageFolder(String path, List<ImageFile> images, @Nullable String problem) {
    this(path, images, problem, Set.of());
  }

  public boolean exists() {
    return problem == null;
  }
}
