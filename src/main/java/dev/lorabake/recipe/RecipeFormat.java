package dev.lorabake.recipe;

/** What the user's file is. */
public enum RecipeFormat {
  /** lorabake's own TOML. */
  RECIPE("recipe"),
  /** A plain sd-scripts config TOML, flat or in sections. */
  SD_SCRIPTS_CONFIG("sd-scripts config"),
  /** No file: flags alone. */
  FLAGS("command line");

  private final String title;

  RecipeFormat(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
