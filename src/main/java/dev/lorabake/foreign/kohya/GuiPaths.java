package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.HubName;
import dev.lorabake.foreign.PathNames;

/** Takes the keys that name files and folders. */
final class GuiPaths {
  private final GuiReading reading;

  GuiPaths(GuiReading reading) {
    this.reading = reading;
  }

  void take(String key, Option option, String text) {
    PathKind kind = option.note().path();
    String target = TRAIN + option.name();
    if (kind == PathKind.MODEL && HubName.looksLikeOne(text.strip(), reading.base())) {
      reading.set(key, option.name(), text.strip());
      reading.ledger().mappedAs(key, "a name on the Hugging Face hub", target);
      return;
    }
    ForeignPath path = ForeignPath.of(text, PathNames.of(option), reading.base());
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
}
