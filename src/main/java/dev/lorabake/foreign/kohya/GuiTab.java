package dev.lorabake.foreign.kohya;

import java.util.Set;

/** Which tab of the GUI saved a file. Each trains something else with a script of its own. */
enum GuiTab {
  LORA("", ""),
  DREAMBOOTH("Dreambooth", "the whole model"),
  FINETUNE("Finetuning", "the whole model"),
  TEXTUAL_INVERSION("Textual Inversion", "a word of the text encoder");

  private static final Set<String> OF_LORA = Set.of("LoRA_type", "network_dim", "network_alpha");
  private static final Set<String> OF_WORDS = Set.of("num_vectors_per_token", "token_string");
  private static final Set<String> OF_FINETUNING =
      Set.of("dataset_repeats", "image_folder", "caption_metadata_filename", "create_caption");
  private static final Set<String> OF_DREAMBOOTH =
      Set.of("learning_rate_te", "learning_rate_te1", "no_token_padding");

  private final String title;
  private final String trained;

  GuiTab(String title, String trained) {
    this.title = title;
    this.trained = trained;
  }

  /** As the window names it; empty for the one whose files fit. */
  String title() {
    return title;
  }

  /** What its scripts train: train_db.py, fine_tune.py, train_textual_inversion.py and others. */
  String trained() {
    return trained;
  }

  boolean isLora() {
    return this == LORA;
  }

  static GuiTab of(Set<String> keys) {
    if (hasAny(keys, OF_LORA)) {
      return LORA;
    }
    if (hasAny(keys, OF_WORDS)) {
      return TEXTUAL_INVERSION;
    }
    if (hasAny(keys, OF_FINETUNING)) {
      return FINETUNE;
    }
    return hasAny(keys, OF_DREAMBOOTH) ? DREAMBOOTH : LORA;
  }

  private static boolean hasAny(Set<String> keys, Set<String> wanted) {
    return wanted.stream().anyMatch(keys::contains);
  }
}
