package dev.lorabake.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images of one subset in upstream's order.
 *
 * @param path the folder, or the metadata file that names the images
 * @param problem why it could not be read at all, {@code null} when it could
 */
public record ImageFolder(String path, List<ImageFile> images, @Nullable String problem) {
  public boolean exists() {
    return problem == null;
  }
}
