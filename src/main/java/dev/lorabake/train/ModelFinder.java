package dev.lorabake.train;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for model files where the tools for making images keep theirs: they need not be typed, and
 * who trains has most often one of them already.
 */
public final class ModelFinder {
  /** Below a home folder. */
  private static final List<String> USUAL =
      List.of(
          "models",
          "Models",
          "Downloads",
          "ComfyUI/models",
          "Documents/ComfyUI/models",
          "stable-diffusion-webui/models",
          "stable-diffusion-webui-forge/models",
          "SwarmUI/Models",
          "StabilityMatrix/Data/Models",
          ".cache/huggingface/hub");

  /** Deep enough for the hub's {@code models--owner--name/snapshots/revision/vae/file}. */
  private static final int DEEPEST = 5;

  private static final int DEEPEST_HERE = 3;
  private static final int MOST_FILES = 300;
  private static final int MOST_SEEN = 50_000;

  private final Path workingFolder;
  private final Path homeFolder;

  public ModelFinder(Path workingFolder, Path homeFolder) {
    this.workingFolder = workingFolder;
    this.homeFolder = homeFolder;
  }

  /** Every safetensors file that can be read and is recognised, each once. */
  public List<FoundModel> find() {
    Set<Path> files = new LinkedHashSet<>(below(workingFolder, DEEPEST_HERE));
    for (String usual : USUAL) {
      files.addAll(below(homeFolder.resolve(usual), DEEPEST));
    }
    List<FoundModel> found = new ArrayList<>();
    Set<Path> seen = new LinkedHashSet<>();
    for (Path file : files) {
      try {
        if (seen.size() < MOST_FILES && seen.add(file.toRealPath())) {
          FoundModel model = FoundModel.of(file);
          if (!model.kinds().isEmpty()) {
            found.add(model);
          }
        }
      } catch (IOException e) {
        // cut off, no safetensors file, or gone: none to propose
      }
    }
    return List.copyOf(found);
  }

  private static List<Path> below(Path folder, int deepest) {
    List<Path> files = new ArrayList<>();
    int[] seen = {0};
    try {
      Path top = folder.toRealPath(); // people link their models from another disk
      Files.walkFileTree(
          top,
          EnumSet.noneOf(FileVisitOption.class),
          deepest,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
              String name = String.valueOf(at.getFileName());
              boolean skipped = !at.equals(top) && (name.startsWith(".") || name.equals("runs"));
              return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".safetensors") && Files.isRegularFile(file)) {
                files.add(file);
              }
              return ++seen[0] < MOST_SEEN ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE; // a folder of somebody else's
            }
          });
    } catch (IOException e) {
      return files; // no such folder
    }
    files.sort(null);
    return files;
  }
}
