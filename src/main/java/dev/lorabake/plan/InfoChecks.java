package dev.lorabake.plan;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.dataset.ImageInfoFile;
import dev.lorabake.plan.FileProblem.Kind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Whether {@code metadata_cache.json}, read in place of the folder, still describes it. */
final class InfoChecks {
  private InfoChecks() {}

  static void check(ImageFolder folder, SubsetSpec subset, FileProblems out) {
    Path images = subset.imageDir();
    if (!subset.treatment().infoCached()
        || images == null
        || !folder.others().contains(ImageInfoFile.NAME)) {
      return;
    }
    ImageInfoFile info = ImageInfoFile.read(images);
    String problem = info.problem();
    if (problem != null) {
      out.add(Kind.INFO_BROKEN, ImageInfoFile.NAME, problem);
      return;
    }
    Map<String, String> byName = new HashMap<>();
    for (ImageInfoFile.Entry entry : info.entries()) {
      String path = entry.path();
      String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      byName.put(name, entry.caption());
      if (isGone(path)) {
        out.add(Kind.INFO_BROKEN, name, "there is no " + path);
      }
    }
    for (ImageFile image : folder.images()) {
      if (!byName.containsKey(image.name())) {
        out.add(Kind.INFO_OUTDATED, image.name(), "it is not listed there");
      } else if (!now(image, subset).equals(byName.get(image.name()))) {
        out.add(Kind.INFO_OUTDATED, image.name(), "another caption stands there");
      }
    }
  }

  private static boolean isGone(String path) {
    try {
      Path file = Path.of(path);
      return file.isAbsolute() && !Files.exists(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String now(ImageFile image, SubsetSpec subset) {
    String tokens = subset.classTokens();
    boolean missing = image.caption().state() == Caption.State.MISSING;
    return missing && tokens != null ? tokens : image.caption().text();
  }
}
