package dev.lorabake.plan;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** What tests of whole plans share: recipes, folders of pictures, and short texts of outcomes. */
abstract class PlanFixture {
  private static final Machine NO_GPU = new Machine(false, List.of(), 4, null, null, null);

  /** Blocks that train the image set of the worked examples, with nothing wrong. */
  static final String BLOCKS =
      """
      family = "sdxl"
      name = "cat"
      network = "lora"
      [train]
      network_dim = 32
      max_train_epochs = 10
      caption_extension = ".txt"
      [[datasets]]
      resolution = 1024
      batch_size = 4
      enable_bucket = true
      num_repeats = 3
      [[datasets.subsets]]
      image_dir = "mix"
      """;

  @TempDir Path folder;

  Plan plan(String recipe) throws IOException {
    return plan(recipe, NO_GPU);
  }

  Plan plan(String recipe, Machine machine) throws IOException {
    return Planner.forMachine(machine).plan(recipe(recipe), machine);
  }

  Recipe recipe(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.toml"), text);
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  /** The image set of the worked examples. */
  void mix(String where) throws IOException {
    int[][] sizes = {
      {7, 1024, 1024}, {5, 832, 1216}, {4, 1216, 832}, {3, 1920, 1080}, {2, 600, 800}
    };
    pictures(where, sizes);
  }

  void pictures(String where, int[]... sizes) throws IOException {
    int number = 0;
    for (int[] size : sizes) {
      for (int i = 0; i < size[0]; i++) {
        Path image = folder.resolve(where).resolve("%03d.png".formatted(number++));
        Pictures.png(image, size[1], size[2]);
        Files.writeString(image.resolveSibling("%03d.txt".formatted(number - 1)), "a cat");
      }
    }
  }

  static String buckets(PlannedDataset dataset) {
    return dataset.buckets().stream()
        .map(bucket ->
            bucket.width() + "x" + bucket.height() + " " + bucket.count() + "->" + bucket.batches())
        .collect(Collectors.joining(", "));
  }

  static List<Kind> kinds(Plan plan) {
    return plan.problems().stream().map(PlanProblem::kind).toList();
  }
}
