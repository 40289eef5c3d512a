package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caption of an image: the file of its name with the caption's extension, else the name
 * without its last four parts between underscores, which hold a face's place in upstream's
 * face-cropped data sets.
 */
final class CaptionFiles {
  private static final int FACE_PARTS = 4;

  private final Path folder;
  private final Set<String> names;
  private final CaptionRule rule;

  /**
   * @param names every file in the folder that is no image
   */
  CaptionFiles(Path folder, Set<String> names, CaptionRule rule) {
    this.folder = folder;
    this.names = names;
    this.rule = rule;
  }

  Caption of(Path image, String imageName, CaptionReader reader) throws IOException {
    int dot = imageName.lastIndexOf('.');
    String name = imageName.substring(0, dot) + rule.extension();
    if (names.contains(name)) {
      try {
        return reader.read(image.resolveSibling(name), name, rule.wildcard());
      } catch (IOException e) {
        // a folder of that name, or a link to nowhere: upstream goes on looking
      }
    }
    Path other = withoutFace(image, imageName);
    return other == null ? Caption.MISSING : reader.read(other, other.toString(), rule.wildcard());
  }

  /** Upstream counts the underscores of the whole path, its folders among them. */
  private @Nullable Path withoutFace(Path image, String imageName) {
    String path = image.toString();
    int end = path.length() - (imageName.length() - imageName.lastIndexOf('.'));
    for (int part = 0; part < FACE_PARTS; part++) {
      end = path.lastIndexOf('_', end - 1);
      if (end < 0) {
        return null;
      }
    }
    String candidate = path.substring(0, end) + rule.extension();
    int inFolder = path.length() - imageName.length();
    if (end > inFolder && !names.contains(candidate.substring(inFolder))) {
      return null;
    }
    try {
      Path file = folder.resolve(candidate);
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
