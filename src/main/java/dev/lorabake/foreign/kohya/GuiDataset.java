package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.ImageFolders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the images: a dataset config, folders of {@code N_name} folders, or metadata files. */
final class GuiDataset {
  private static final String CONFIG = "dataset_config";
  private static final String TRAINING = "train_data_dir";
  private static final String REGULARISATION = "reg_data_dir";
  private static final String FOLDER = "image_folder";
  private static final String IN_JSON = "in_json";
  private static final String ASKED = "<folder of training images>";

  private final GuiReading reading;
  private final GuiFile file;

  private GuiDataset(GuiReading reading) {
    this.reading = reading;
    this.file = reading.file();
  }

  /**
   * @param companions dataset configs that the user named beside the file
   */
  static void take(GuiReading reading, List<ForeignFile> companions) {
    GuiDataset dataset = new GuiDataset(reading);
    boolean config = dataset.config(companions);
    if (config) {
      for (String key : List.of(TRAINING, REGULARISATION, FOLDER)) {
        if (reading.file().says(key)) {
          reading.dropped(key, "sd-scripts takes the images of " + CONFIG);
        } else {
          reading.unset(key);
        }
      }
    } else {
      dataset.folders();
    }
    dataset.metadata(config);
  }

  private boolean config(List<ForeignFile> companions) {
    if (!companions.isEmpty()) {
      String path = companions.getFirst().path().toString();
      reading.draft().train().set(CONFIG, path, reading.place(CONFIG));
      if (reading.has(CONFIG)) {
        reading.ledger().mappedAs(CONFIG, "the dataset config named beside it", TRAIN + CONFIG);
      } else {
        reading.ledger().added(TRAIN + CONFIG, path, "named beside the file");
      }
      return true;
    }
    if (!file.says(CONFIG)) {
      reading.unset(CONFIG);
      return false;
    }
    ForeignPath path = ForeignPath.of(file.text(CONFIG), "dataset config", reading.base());
    if (path.question() == null) {
      reading.set(CONFIG, CONFIG, path.value());
      reading.ledger().mapped(CONFIG, TRAIN + CONFIG);
      return true;
    }
    reading.ledger().question(CONFIG, ImageFolders.NO_CONFIG, TRAIN + TRAINING);
    return false;
  }

  private void folders() {
    boolean finetuning = reading.has(FOLDER) || file.tab() == GuiTab.FINETUNE;
    String key = finetuning ? FOLDER : TRAINING;
    boolean asks =
        reading.has(key) && (file.says(key) || !reading.has(CONFIG) || !file.says(CONFIG));
    ImageFolders.take(
        reading.draft(),
        reading.ledger(),
        reading.base(),
        asks ? named(key) : null,
        file.says(REGULARISATION) ? named(REGULARISATION) : null,
        finetuning);
    if (!asks) {
      reading.unset(key);
      reading.add(TRAINING, ASKED, "the file names no images");
    }
    reading.unset(REGULARISATION);
    if (finetuning) {
      reading.unset(TRAINING);
    }
  }

  private ImageFolders.Named named(String key) {
    return new ImageFolders.Named(key, file.says(key) ? file.text(key) : "", reading.place(key));
  }

  /** The metadata file of the fine-tuning tab (finetune_gui.py, {@code train_model}). */
  private void metadata(boolean config) {
    boolean latents = file.text("use_latent_files").equals("Yes");
    String chosen = latents ? "latent_metadata_filename" : "caption_metadata_filename";
    String other = latents ? "caption_metadata_filename" : "latent_metadata_filename";
    reading.unset(other);
    if (file.says(other)) {
      reading.dropped(other, "use_latent_files picks the other metadata file");
    }
    List<String> keys = List.of(chosen, "train_dir", "use_latent_files");
    keys.forEach(reading::unset);
    if (config || file.tab() != GuiTab.FINETUNE) {
      keys.stream()
          .filter(file::says)
          .forEach(key -> reading.dropped(key, "it belongs to the Finetuning tab"));
    } else {
      metadataFile(keys, chosen, latents ? "meta_lat.json" : "meta_cap.json");
    }
    repeats();
  }

  private void metadataFile(List<String> keys, String chosen, String usual) {
    String name = file.says(chosen) ? file.text(chosen) : usual;
    String folder = file.says("train_dir") ? file.text("train_dir") + "/" : "";
    ForeignPath path =
        ForeignPath.of(folder.isEmpty() ? "" : folder + name, "metadata file", reading.base());
    String target = TRAIN + IN_JSON;
    reading.draft().train().set(IN_JSON, path.value(), placeOfFirst(keys));
    String question = path.question();
    for (String key : keys) {
      if (reading.has(key) && file.says(key)) {
        if (question != null && !key.equals("use_latent_files")) {
          reading.ledger().question(key, question, target);
        } else {
          reading.ledger().mapped(key, target);
        }
      }
    }
    if (!file.says("train_dir")) {
      reading.ledger().added(target, path.value(), "the Finetuning tab trains with metadata files");
    }
  }

  private dev.lorabake.recipe.@Nullable Place placeOfFirst(List<String> keys) {
    return keys.stream().filter(file::says).findFirst().map(reading::place).orElse(null);
  }

  private void repeats() {
    file.table().key("dataset_repeats").ifPresent(new GuiPlain(reading)::take);
  }
}
