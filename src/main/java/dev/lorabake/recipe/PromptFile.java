package dev.lorabake.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prompts in the file that {@code sample_prompts} names, as upstream reads them ({@code
 * load_prompts} of train_util.py).
 */
public record PromptFile(Path file, List<SamplePrompt> prompts, List<PromptFault> faults) {

  /** The file of a recipe without prompts of its own; {@code null} when there is none to read. */
  public static @Nullable PromptFile of(Recipe recipe) {
    String name = recipe.text("sample_prompts").orElse("");
    if (name.isEmpty() || !recipe.samples().isEmpty()) {
      return null;
    }
    return PromptFileReader.read(recipe.resolve(name));
  }

  /** As above, for a file that a recipe does not name yet. */
  public static @Nullable PromptFile read(Path file) {
    return PromptFileReader.read(file);
  }

  /**
   * Prompts as upstream reads the lines of a text file.
   *
   * @param file where they stand
   */
  public static PromptFile ofLines(Path file, String text) {
    return PromptFileReader.lines(file, text);
  }

  /**
   * What upstream passes by of the values of a {@code [[sample]]}, which is written as a prompt
   * line.
   */
  public static List<PromptFault> faultsOf(SamplePrompt sample) {
    return sample.settings().all().stream()
        .flatMap(setting -> {
          Place place = setting.place() == null ? sample.place() : setting.place();
          return place == null
              ? Stream.empty()
              : PromptLine.faults(setting.name(), setting.value(), place).stream();
        })
        .toList();
  }
}
