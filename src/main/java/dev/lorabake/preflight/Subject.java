package dev.lorabake.preflight;

import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that a rule may look at. */
public record Subject(Recipe recipe, Plan plan, Machine machine, ModelFiles models) {
  public Subject(Recipe recipe, Plan plan, Machine machine) {
    this(recipe, plan, machine, new ModelFiles(recipe));
  }

  /** The datasets as upstream will build them; one where no block describes any. */
  public List<DatasetView> datasets() {
    return DatasetView.of(recipe);
  }

  /** The control images: the recipe's own, else those of the file that it names. */
  public List<SamplePrompt> samples() {
    PromptFile file = plan.prompts();
    return file == null ? recipe.samples() : file.prompts();
  }

  /** What to call a control image, such as {@code sample[0]}. */
  public String nameOf(SamplePrompt sample) {
    int index = recipe.samples().indexOf(sample);
    return index >= 0 ? "sample[" + index + "]" : "prompt " + (samples().indexOf(sample) + 1);
  }

  /**
   * Whether an option does something: it has a value, upstream's default among them, that is no
   * {@code false}, zero or empty text; among the options or as a key of any dataset.
   */
  public boolean isActive(String option) {
    return recipe.value(option).filter(Subject::says).isPresent()
        || isRendered(option)
        || keys(option).anyMatch(value -> says(value.value()));
  }

  /** The first value that somebody set and that says something, as option or dataset key. */
  public Optional<KeyValue> firstSet(String option) {
    return Stream.concat(
            recipe.find(option).stream()
                .map(setting -> new KeyValue(option, setting.value(), setting.place())),
            keys(option).filter(value -> !value.name().equals(option)))
        .filter(value -> says(value.value()))
        .findFirst();
  }

  /** The values that a dataset key has in this recipe's datasets and subsets. */
  public Stream<KeyValue> keys(String key) {
    return recipe.catalog().datasetKey(key).isEmpty()
        ? Stream.empty()
        : datasets().stream().flatMap(dataset -> dataset.findInSubsets(key).stream());
  }

  /** Whether a value switches anything on. */
  public static boolean says(Object value) {
    return Recipe.isTrue(value);
  }

  /** Files that rendering writes from the recipe's own tables. */
  private boolean isRendered(String option) {
    return switch (option) {
      case "dataset_config" -> !recipe.datasets().isEmpty();
      case "sample_prompts" -> !recipe.samples().isEmpty();
      default -> false;
    };
  }
}
