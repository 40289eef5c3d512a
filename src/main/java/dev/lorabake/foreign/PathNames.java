package dev.lorabake.foreign;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;

/** What an option's path is of, in the words in which it is asked for. */
public final class PathNames {
  private PathNames() {}

  /** For a placeholder: {@code base model file}. */
  public static String of(Option option) {
    return switch (option.name()) {
      case "pretrained_model_name_or_path" -> "base model file";
      case "vae" -> "VAE file";
      case "output_dir" -> "output folder";
      case "train_data_dir" -> "folder of training images";
      case "reg_data_dir" -> "folder of regularisation images";
      case "resume" -> "folder of the state to resume from";
      default -> option.name() + kind(option.note().path());
    };
  }

  private static String kind(PathKind kind) {
    return switch (kind) {
      case FOLDER, OUTPUT_FOLDER -> " folder";
      case NONE, FILE, MODEL, OUTPUT_FILE -> " file";
    };
  }
}
