package dev.lorabake.recipe;

/** What the user's file is. */
public enum RecipeFormat {
  /** lorabake's own TOML. */
  RECIPE("recipe"),
  /** A plain sd-scripts config TOML, flat or in sections. */
  SD_SCRIPTS_CONFIG("sd-scripts config"),
  /** The JSON that the kohya_ss GUI saves. */
  KOHYA_GUI("kohya_ss GUI config"),
  /** The TOML of LoRA_Easy_Training_Scripts, which plain sd-scripts does not take. */
  LORA_EASY("LoRA_Easy_Training_Scripts config"),
  /** An sd-scripts command line, or a shell or batch script with one. */
  SD_SCRIPTS_COMMAND("sd-scripts command"),
  /** A trained LoRA: its metadata, or its tensors alone. */
  LORA_FILE("trained LoRA"),
  /** OneTrainer's JSON. */
  ONETRAINER("OneTrainer config"),
  /** ai-toolkit's YAML or JSON. */
  AI_TOOLKIT("ai-toolkit config"),
  /** No file: flags alone. */
  FLAGS("command line");

  private final String title;

  RecipeFormat(String title) {
    this.title = title;
  }

  /** Whether another tool's file was read, which lorabake reads and never changes. */
  public boolean isForeign() {
    return this != RECIPE && this != SD_SCRIPTS_CONFIG && this != FLAGS;
  }

  public String title() {
    return title;
  }
}
