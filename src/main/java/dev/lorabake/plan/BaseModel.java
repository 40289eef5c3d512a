package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which base model a recipe trains on, finer than its family.
 *
 * @param sizes its name in {@code lora-sizes.json}
 * @param memory its name in {@code vram-coefficients.json}, {@code null} when nobody measured it
 * @param sure whether it is more than a guess by a file's name that says little
 */
record BaseModel(String sizes, @Nullable String memory, boolean sure) {
  private BaseModel(String sizes, @Nullable String memory) {
    this(sizes, memory, true);
  }

  static BaseModel of(Recipe recipe) {
    String family = recipe.family().id();
    return switch (family) {
      case "sd15" -> new BaseModel("sd15", "sd15");
      case "sd2" -> new BaseModel("sd2", "sd21");
      case "sdxl" -> new BaseModel("sdxl", "sdxl");
      case "sd3" -> stableDiffusion3(recipe);
      case "flux" ->
          recipe.text("model_type").orElse("flux").equals("chroma")
              ? new BaseModel("chroma", null)
              : new BaseModel("flux", "flux");
      default -> new BaseModel(family, null);
    };
  }

  /** The three models of this family are told apart by the file's name. */
  private static BaseModel stableDiffusion3(Recipe recipe) {
    String path = recipe.text("pretrained_model_name_or_path").orElse("");
    String name =
        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
            .toLowerCase(Locale.ROOT);
    if (name.contains("large")) {
      return new BaseModel("sd35-large", "sd35l");
    }
    boolean newer = name.contains("3.5") || name.contains("35") || name.contains("3_5");
    boolean medium = name.contains("medium");
    return newer || !medium
        ? new BaseModel("sd35-medium", "sd35m", newer && medium)
        : new BaseModel("sd3", "sd3m");
  }
}
