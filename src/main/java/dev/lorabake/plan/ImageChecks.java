package dev.lorabake.plan;

import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is the matter with the image files of a subset. */
final class ImageChecks {
  /** Endings of pictures; those that upstream takes are here for their other spellings. */
  private static final Set<String> PICTURES =
      Set.of(
          ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".heif",
          ".avif", ".jxl", ".jfif", ".psd");

  /** Twice Pillow's MAX_IMAGE_PIXELS. */
  private static final long MOST_PIXELS = 178_956_970;

  private static final int FACE_PARTS = 4;
  private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d+\\s*");

  private ImageChecks() {}

  static void check(
      ImageFolder folder, SubsetSpec subset, DatasetSpec dataset, Recipe recipe, FileProblems out) {
    List<ImageFile> images = folder.images();
    for (ImageFile image : images) {
      String why = image.unreadable();
      if (why != null) {
        out.add(Kind.IMAGE_UNREADABLE, image.name(), why);
      }
    }
    out.addAll(Kind.IMAGE_CUT_OFF, images, image -> image.traits().cutOff());
    out.addAll(Kind.IMAGE_TOO_LARGE, images, ImageChecks::isTooLarge);
    out.addAll(Kind.IMAGE_DEEP_GREY, images, image -> image.traits().deepGrey());
    out.addAll(Kind.IMAGE_ANIMATED, images, image -> image.traits().animated());
    out.addAll(Kind.IMAGE_CMYK, images, image -> image.traits().cmyk());
    out.addAll(Kind.IMAGE_TURNED, images, image -> image.traits().turned());
    if (!subset.treatment().alphaMask()) {
      out.addAll(Kind.IMAGE_ALPHA_DROPPED, images, image -> image.traits().alpha());
    } else if (images.stream().noneMatch(image -> image.traits().alpha())) {
      out.addAll(Kind.IMAGE_ALPHA_MISSING, images, image -> true);
    }
    folder.others().stream()
        .filter(ImageChecks::isPicture)
        .sorted()
        .forEach(name -> out.add(Kind.IMAGE_PASSED_BY, name));
    if (subset.metadataFile() == null) {
      Set<String> stems = new HashSet<>();
      out.addAll(Kind.IMAGE_SAME_NAME, images, image -> !stems.add(image.stem()));
    }
    boolean cached = recipe.flag("cache_latents") || recipe.flag("cache_latents_to_disk");
    if (subset.treatment().faceCrop() && !cached) {
      faces(images, dataset.buckets() != null, out);
    }
  }

  static boolean isTooLarge(ImageFile image) {
    return (long) image.width() * image.height() > MOST_PIXELS;
  }

  private static boolean isPicture(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && name.charAt(0) != '.'
        && PICTURES.contains(name.substring(dot).toLowerCase(Locale.ROOT));
  }

  /** The last four parts of a name are a face's centre and size. */
  private static void faces(List<ImageFile> images, boolean bucketed, FileProblems out) {
    for (ImageFile image : images) {
      String[] parts = image.stem().split("_", -1);
      if (parts.length <= FACE_PARTS) {
        if (!bucketed) {
          out.add(Kind.FACE_PLACE_MISSING, image.name());
        }
        continue;
      }
      for (int i = parts.length - FACE_PARTS; i < parts.length; i++) {
        if (!WHOLE.matcher(parts[i]).matches()) {
          out.add(Kind.FACE_PLACE_BROKEN, image.name(), parts[i]);
          break;
        }
      }
    }
  }
}
