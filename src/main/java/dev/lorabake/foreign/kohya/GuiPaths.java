package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.ForeignPath;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;

/** Takes the keys that name files and folders. */
final class GuiPaths {
  private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+");
  private static final Pattern MODEL_FILE =
      Pattern.compile("(?i).*\\.(safetensors|ckpt|pt|pth|bin)");

  private final GuiReading reading;

  GuiPaths(GuiReading reading) {
    this.reading = reading;
  }

  void take(String key, Option option, String text) {
    PathKind kind = option.note().path();
    String target = TRAIN + option.name();
    if (kind == PathKind.MODEL && isHubName(text)) {
      reading.set(key, option.name(), text.strip());
      reading.ledger().mappedAs(key, "a name on the Hugging Face hub", target);
      return;
    }
    ForeignPath path = ForeignPath.of(text, what(option), reading.base());
    String question = path.question();
    if (kind == PathKind.OUTPUT_FOLDER || kind == PathKind.OUTPUT_FILE) {
      output(key, option, path);
    } else {
      reading.set(key, option.name(), path.value());
      if (question == null) {
        reading.ledger().mapped(key, target);
      } else {
        reading.ledger().question(key, question, target);
      }
    }
  }

  /** A folder to write into need not be there, but its path has to be one of this machine. */
  private void output(String key, Option option, ForeignPath path) {
    String target = TRAIN + option.name();
    String question = path.question();
    if (question == null || !path.value().startsWith("<")) {
      reading.set(key, option.name(), path.value());
      reading.ledger().mapped(key, target);
    } else if (option.name().equals("output_dir")) {
      reading.set(key, option.name(), path.value());
      reading.ledger().question(key, question, target);
    } else {
      reading.ledger().dropped(key, question + ", if you want one");
    }
  }

  private boolean isHubName(String text) {
    String name = text.strip();
    try {
      return HUB_NAME.matcher(name).matches()
          && !name.startsWith(".")
          && !MODEL_FILE.matcher(name).matches()
          && !Files.exists(reading.base().resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String kind(PathKind kind) {
    return switch (kind) {
      case FOLDER, OUTPUT_FOLDER -> " folder";
      case NONE, FILE, MODEL, OUTPUT_FILE -> " file";
    };
  }

  private static String what(Option option) {
    return switch (option.name()) {
      case "pretrained_model_name_or_path" -> "base model file";
      case "output_dir" -> "output folder";
      case "resume" -> "folder of the state to resume from";
      case "vae" -> "VAE file";
      default -> option.name() + kind(option.note().path());
    };
  }
}
