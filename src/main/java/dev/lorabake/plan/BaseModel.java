package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which measured base model a recipe trains on. */
final class BaseModel {
  private BaseModel() {}

  /** The id in {@code vram-coefficients.json}, {@code null} for a model that nobody measured. */
  static @Nullable String id(Recipe recipe) {
    return switch (recipe.family().id()) {
      case "sd15" -> "sd15";
      case "sd2" -> "sd21";
      case "sdxl" -> "sdxl";
      case "flux" -> recipe.text("model_type").orElse("flux").equals("chroma") ? null : "flux";
      case "sd3" -> stableDiffusion3(recipe);
      default -> null;
    };
  }

  /** The three models of this family are told apart by the file's name. */
  private static String stableDiffusion3(Recipe recipe) {
    String path = recipe.text("pretrained_model_name_or_path").orElse("");
    String name =
        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
            .toLowerCase(Locale.ROOT);
    if (name.contains("large")) {
      return "sd35l";
    }
    boolean newer = name.contains("3.5") || name.contains("35") || name.contains("3_5");
    return newer || !name.contains("medium") ? "sd35m" : "sd3m";
  }
}
