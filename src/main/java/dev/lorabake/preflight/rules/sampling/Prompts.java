package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What sample images the recipe asks for, and when. */
final class Prompts {
  private Prompts() {}

  /** Whether anything asks for images, at some time. */
  static boolean areAskedFor(Recipe recipe) {
    return recipe.whole("sample_every_n_steps").isPresent()
        || recipe.whole("sample_every_n_epochs").isPresent()
        || recipe.flag("sample_at_first");
  }

  /**
   * Prompts at one time: those of the recipe, or the lines of its file; 1 where that is unknown.
   */
  static int count(Recipe recipe) {
    if (!recipe.samples().isEmpty()) {
      return recipe.samples().size();
    }
    Path file = recipe.path("sample_prompts").orElse(null);
    if (file == null || !file.toString().endsWith(".txt") || !Files.isRegularFile(file)) {
      return 1;
    }
    try {
      return (int)
          Files.readString(file)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .count();
    } catch (IOException e) {
      return 1;
    }
  }

  /** Denoising steps of one round of images; upstream's default is 30 an image. */
  static long denoisingSteps(Recipe recipe) {
    return recipe.samples().isEmpty()
        ? 30L * count(recipe)
        : recipe.samples().stream()
            .mapToLong(sample -> sample.settings().whole("sample_steps").orElse(30))
            .sum();
  }

  /** The name of a sample in findings, counted from 0. */
  static String name(Recipe recipe, SamplePrompt sample, String key) {
    return "sample[" + recipe.samples().indexOf(sample) + "]." + key;
  }
}
