package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes how long the training lasts. The GUI makes steps of {@code epoch} by a sum of its own
 * (lora_gui.py, {@code train_model}); what was meant is epochs.
 */
final class GuiLength {
  private static final String EPOCH = "epoch";
  private static final String EPOCHS = "max_train_epochs";
  private static final String STEPS = "max_train_steps";
  private static final Pattern REPEATS =
      Pattern.compile("\\s*\\+?(\\d{1,9})\\s*(_.*)?", Pattern.DOTALL);
  private static final Pattern IMAGE = Pattern.compile(".*\\.(jpg|jpeg|png|webp)", Pattern.DOTALL);

  private final GuiReading reading;
  private final GuiFile file;

  private GuiLength(GuiReading reading) {
    this.reading = reading;
    this.file = reading.file();
  }

  static void take(GuiReading reading) {
    GuiLength length = new GuiLength(reading);
    boolean epochs = length.file.ownNumber(EPOCHS) >= 1;
    boolean steps = length.file.ownNumber(STEPS) >= 1;
    if (!epochs) {
      length.idle(EPOCHS);
    }
    if (!steps) {
      length.idle(STEPS);
    }
    if (epochs) {
      length.set(EPOCHS, EPOCHS);
      length.other(STEPS, steps, "sd-scripts takes " + EPOCHS + " before it");
      length.epochs();
    } else if (steps) {
      length.set(STEPS, STEPS);
      length.other(EPOCH, length.file.ownNumber(EPOCH) > 1, STEPS + " counts in its place");
    } else if (reading.isRaw(STEPS)) {
      length.other(EPOCH, length.file.says(EPOCH), "additional_parameters set " + STEPS);
    } else {
      length.epoch();
    }
    for (String key : new String[] {EPOCH, EPOCHS, STEPS}) {
      reading.tellReadAs(key);
    }
  }

  private void set(String key, String option) {
    reading.set(key, option, (long) file.ownNumber(key));
    reading.ledger().mapped(key, TRAIN + option);
  }

  /** A key that is not asked. */
  private void other(String key, boolean says, String why) {
    if (says) {
      reading.dropped(key, why);
    } else {
      reading.unset(key);
    }
  }

  private void idle(String key) {
    if (file.says(key) && GuiFile.number(file.raw(key), -1) != 0) {
      reading.ledger().question(key, "it is not a whole number above 0", TRAIN + key);
    } else {
      reading.unset(key);
    }
  }

  private void epochs() {
    boolean same = file.ownNumber(EPOCH) == file.ownNumber(EPOCHS);
    if (file.says(EPOCH) && same) {
      reading.ledger().mappedAs(EPOCH, EPOCHS + " says the same", TRAIN + EPOCHS);
    } else {
      other(EPOCH, file.ownNumber(EPOCH) > 1, EPOCHS + " counts in its place");
    }
  }

  private void epoch() {
    if (!file.says(EPOCH)) {
      reading.unset(EPOCH);
      reading.add(EPOCHS, 1L, reading.opensWith(EPOCH));
      return;
    }
    long epochs = (long) file.ownNumber(EPOCH);
    if (epochs < 1) {
      reading.ledger().question(EPOCH, "it is not a whole number above 0", TRAIN + EPOCHS);
      return;
    }
    set(EPOCH, EPOCHS);
    String meant = epochs == 1 ? "1 epoch" : epochs + " epochs";
    if (!file.tab().isLora()) {
      return;
    }
    if (file.raw(STEPS) == null) {
      Object opens = reading.file().table().initial(STEPS);
      reading
          .ledger()
          .ranOtherwise(
              EPOCH,
              opens + " steps: the file has no " + STEPS + ", and today's kohya_ss opens with this",
              meant);
    } else if (file.says("dataset_config")) {
      reading
          .ledger()
          .ranOtherwise(
              EPOCH,
              "1600 steps, sd-scripts' own: with a dataset config kohya_ss makes no steps of epochs",
              meant);
    } else {
      steps(epochs).ifPresent(steps -> reading.ledger().ranOtherwise(EPOCH, shown(steps), meant));
    }
  }

  private String shown(long steps) {
    String doubled = file.says("reg_data_dir") ? ", doubled for the regularisation images" : "";
    return steps
        + " steps: kohya_ss takes images times repeats by batch and accumulation"
        + doubled
        + ", and not the batches that the buckets make";
  }

  /** The GUI's own count, where the folder is there. */
  private OptionalLong steps(long epochs) {
    if (!file.says("train_data_dir")) {
      return OptionalLong.empty();
    }
    double images = 0;
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(reading.base().resolve(file.text("train_data_dir")))) {
      for (Path folder : folders) {
        Matcher repeats = REPEATS.matcher(folder.getFileName().toString());
        if (repeats.matches() && Files.isDirectory(folder)) {
          images += Double.parseDouble(repeats.group(1)) * images(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      return OptionalLong.empty();
    }
    double batch = Math.max(1, file.number("train_batch_size"));
    double accumulation = Math.max(1, file.number("gradient_accumulation_steps"));
    int factor = file.says("reg_data_dir") ? 2 : 1;
    return OptionalLong.of((long) Math.ceil(images / batch / accumulation * epochs * factor));
  }

  private static long images(Path folder) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path image : files) {
        String name = image.getFileName().toString().toLowerCase(Locale.ROOT);
        count += IMAGE.matcher(name).matches() ? 1 : 0;
      }
    }
    return count;
  }
}
