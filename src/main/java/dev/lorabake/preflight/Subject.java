package dev.lorabake.preflight;

import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that a rule may look at. */
public record Subject(Recipe recipe, Plan plan, Machine machine) {

  /** The datasets as upstream will build them; one where no block describes any. */
  public List<DatasetView> datasets() {
    return DatasetView.of(recipe);
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
