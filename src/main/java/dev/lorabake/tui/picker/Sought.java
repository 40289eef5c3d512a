package dev.lorabake.tui.picker;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is chosen for a setting.
 *
 * @param endings of the files that fit, in lower case; empty where any does
 */
public record Sought(Kind kind, List<String> endings) {
  /** What is taken. */
  public enum Kind {
    FILE,
    /** A file, or a folder that holds a whole model. */
    MODEL,
    FOLDER,
    /** A folder of images, or one of folders of them. */
    IMAGES
  }

  /** Those of files that hold weights, the usual one first. */
  private static final List<String> WEIGHTS =
      List.of(".safetensors", ".ckpt", ".sft", ".pt", ".pth", ".bin");

  private static final List<String> METADATA = List.of(".json");

  /** Of the kinds that every way to read pictures knows. */
  public static final Sought IMAGE =
      new Sought(Kind.FILE, List.of(".png", ".jpg", ".jpeg", ".webp", ".bmp"));

  /** For an option of upstream's; empty where it names nothing on the disk. */
  public static Optional<Sought> of(Option option) {
    List<String> files = option.note().endings();
    boolean images = option.note().group().equals("dataset");
    return of(option.note().path(), files.isEmpty() ? WEIGHTS : files, images);
  }

  /** For a key of a dataset. */
  public static Optional<Sought> of(DatasetKey key) {
    return of(key.path(), METADATA, true);
  }

  private static Optional<Sought> of(PathKind path, List<String> files, boolean images) {
    return switch (path) {
      case NONE -> Optional.empty();
      case FILE, OUTPUT_FILE -> Optional.of(new Sought(Kind.FILE, files));
      case MODEL -> Optional.of(new Sought(Kind.MODEL, files));
      case FOLDER -> Optional.of(new Sought(images ? Kind.IMAGES : Kind.FOLDER, List.of()));
      case OUTPUT_FOLDER -> Optional.of(new Sought(Kind.FOLDER, List.of()));
    };
  }

  /** Whether a folder is looked for and no file. */
  boolean isFolder() {
    return kind == Kind.FOLDER || kind == Kind.IMAGES;
  }

  /** Whether it may be taken as what is looked for. */
  boolean fits(Item item) {
    return switch (item.type()) {
      case FOLDER -> isFolder() || (kind == Kind.MODEL && item.model());
      case FILE -> !isFolder() && hasEnding(item.name());
      case OTHER -> false;
    };
  }

  private boolean hasEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return endings.isEmpty() || endings.stream().anyMatch(lower::endsWith);
  }

  /** As a person calls it. */
  String shown() {
    return switch (kind) {
      case FILE -> "a file";
      case MODEL -> "a model";
      case FOLDER -> "a folder";
      case IMAGES -> "a folder of images";
    };
  }
}
