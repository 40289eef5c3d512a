package dev.lorabake.plan;

import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.plan.FileProblem.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the masks of a dataset against its images ({@code ControlNetDataset} of train_util.py). */
final class MaskChecks {
  private final DatasetScanner scanner;
  private final boolean bucketed;
  private final Map<Path, ImageFolder> folders = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<Path, SubsetSpec> subsets = new HashMap<>();

  /**
   * Begins with one dataset.
   *
   * @param bucketed whether a mask must have its image's size; else it is resized
   */
  MaskChecks(DatasetScanner scanner, boolean bucketed) {
    this.scanner = scanner;
    this.bucketed = bucketed;
  }

  /** Looks for the mask of every image of a subset. */
  void check(ImageFolder images, SubsetSpec subset, List<FileProblem> all) {
    Path folder = subset.maskDir();
    if (folder == null || images.images().isEmpty()) {
      return;
    }
    ImageFolder masks =
        folders.computeIfAbsent(folder, path -> scanner.scan(path, subset.captions()));
    subsets.putIfAbsent(folder, subset);
    FileProblems out = new FileProblems(masks.path(), images.images().size(), subset.at());
    String problem = masks.problem();
    if (problem != null) {
      images.images().forEach(image -> out.add(Kind.MASK_MISSING, image.name(), problem));
      out.into(all);
      return;
    }
    Map<String, ImageFile> byStem = new HashMap<>();
    masks.images().forEach(mask -> byStem.putIfAbsent(mask.stem(), mask));
    for (ImageFile image : images.images()) {
      ImageFile mask = byStem.get(image.stem());
      if (mask == null) {
        out.add(Kind.MASK_MISSING, image.name());
      } else {
        used.add(folder + "/" + mask.stem());
        pair(image, mask, out);
      }
    }
    out.into(all);
  }

  private void pair(ImageFile image, ImageFile mask, FileProblems out) {
    String why = mask.unreadable();
    if (why != null) {
      out.add(Kind.IMAGE_UNREADABLE, mask.name(), why);
    } else if (bucketed
        && image.readable()
        && (mask.width() != image.width() || mask.height() != image.height())) {
      out.add(
          Kind.MASK_OF_OTHER_SIZE,
          mask.name(),
          "it has "
              + mask.width()
              + "x"
              + mask.height()
              + ", and the image "
              + image.width()
              + "x"
              + image.height());
    } else if (mask.traits().cutOff()) {
      out.add(Kind.IMAGE_CUT_OFF, mask.name());
    } else if (mask.traits().deepGrey()) {
      out.add(Kind.IMAGE_DEEP_GREY, mask.name());
    }
  }

  /** Reports the masks of no image, when all subsets have been checked. */
  void finish(List<FileProblem> all) {
    List<FileProblems> outs = new ArrayList<>();
    folders.forEach((folder, masks) -> {
      SubsetSpec subset = subsets.get(folder);
      FileProblems out =
          new FileProblems(
              masks.path(), masks.images().size(), subset == null ? null : subset.at());
      for (ImageFile mask : masks.images()) {
        if (!used.contains(folder + "/" + mask.stem())) {
          out.add(Kind.MASK_SURPLUS, mask.name());
        }
      }
      outs.add(out);
    });
    outs.forEach(out -> out.into(all));
  }
}
