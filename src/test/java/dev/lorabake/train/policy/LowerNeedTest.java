package dev.lorabake.train.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.RecipeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is changed where GPU memory ran out, and that as much is learnt from each image. */
class LowerNeedTest {
  private static final Machine CARD = MachineProbe.named("RTX 3060 12GB", 1, 8, null);

  @TempDir Path folder;

  /** 12 and 8 pictures in two folders, of one size each. */
  private Recipe recipe(String train, String general, String first, String second)
      throws IOException {
    pictures("a", 12);
    pictures("b", 8);
    return read(
        """
        recipe = 1
        family = "sdxl"
        network = "lora"
        [train]
        network_dim = 32
        mixed_precision = "bf16"
        %s
        [general]
        resolution = 512
        %s
        [[datasets]]
        %s
        [[datasets.subsets]]
        image_dir = "a"
        [[datasets]]
        %s
        [[datasets.subsets]]
        image_dir = "b"
        """
            .formatted(train.replace(", ", "\n"), general, first, second));
  }

  private Recipe read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.toml"), text);
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  private void pictures(String name, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path image = folder.resolve(name).resolve(i + ".png");
      Pictures.png(image, 512, 512);
      Files.writeString(image.resolveSibling(i + ".txt"), "a cat");
    }
  }

  private static Plan plan(Recipe recipe) {
    return Planner.forMachine(CARD).plan(recipe, CARD);
  }

  private static List<LowerNeed> ways(Recipe recipe) {
    return LowerNeed.of(recipe, plan(recipe));
  }

  private static String changes(LowerNeed way) {
    return way.changes().stream()
        .map(change -> change.option() + " " + change.was() + ">" + change.now())
        .collect(Collectors.joining(", "));
  }

  private static String batches(Plan plan) {
    return plan.datasets().stream()
        .map(PlannedDataset::batchSize)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          train_batch_size = 4 | '' | '' | '' | train_batch_size 4>2, gradient_accumulation_steps 1>2 | 2 2
          train_batch_size = 2, gradient_accumulation_steps = 3 | '' | '' | '' | train_batch_size 2>1, gradient_accumulation_steps 3>6 | 1 1
          '' | batch_size = 4 | '' | '' | batch_size 4>2, gradient_accumulation_steps 1>2 | 2 2
          '' | batch_size = 4 | batch_size = 2 | '' | batch_size 4>2, batch_size 2>1, gradient_accumulation_steps 1>2 | 1 2
          '' | '' | batch_size = 4 | batch_size = 2 | batch_size 4>2, batch_size 2>1, gradient_accumulation_steps 1>2 | 2 1
          '' | '' | batch_size = 3 | batch_size = 3 | batch_size 3>1, batch_size 3>1, gradient_accumulation_steps 1>3 | 1 1
          '' | '' | batch_size = 6 | batch_size = 6 | batch_size 6>3, batch_size 6>3, gradient_accumulation_steps 1>2 | 3 3
          """)
  void halvesTheBatchWhereverItIsSet(
      String train, String general, String first, String second, String changes, String batches)
      throws IOException {
    Recipe recipe = recipe(train, general, first, second);
    LowerNeed way = ways(recipe).getFirst();
    assertEquals(changes, changes(way));
    Recipe smaller = way.change().apply(recipe);
    assertEquals(batches, batches(plan(smaller)));
    // it is written into the next run's directory, and read from there
    assertEquals(batches, batches(plan(read(RecipeWriter.write(smaller)))));
  }

  @ParameterizedTest
  @CsvSource({
    "train_batch_size = 4, max_train_epochs = 5",
    "train_batch_size = 4, max_train_steps = 23",
    "train_batch_size = 2, max_train_epochs = 5",
    "train_batch_size = 2, gradient_accumulation_steps = 2, max_train_steps = 23",
  })
  void asManyUpdatesAreMadeFromAsManyImages(String train, String length) throws IOException {
    Recipe recipe = recipe(train + "\n" + length, "", "", "");
    Plan before = plan(recipe);
    Plan after = plan(ways(recipe).getFirst().change().apply(recipe));
    assertEquals(before.updatesPerEpoch(), after.updatesPerEpoch());
    assertEquals(before.totalSteps(), after.totalSteps());
    assertEquals(2 * before.batchesPerEpoch(), after.batchesPerEpoch());
  }

  @Test
  void ofBatchesThatCannotBeHalvedAllItSaysSo() throws IOException {
    LowerNeed way = ways(recipe("", "", "batch_size = 4", "batch_size = 1")).getFirst();
    assertTrue(way.notes().getFirst().contains("another number of images"), way.toString());
  }

  @Test
  void atBatchOneTheSettingsThatLearnTheSameComeFirst() throws IOException {
    Recipe recipe = recipe("", "", "", "");
    assertEquals(
        List.of(
            "sdpa null>true",
            "cache_latents null>true",
            "gradient_checkpointing null>true",
            "optimizer_type null>AdamW8bit"),
        ways(recipe).stream().map(LowerNeedTest::changes).toList());
  }

  @Test
  void neverChangesWhatIsTrainedOrHowLarge() throws IOException {
    Recipe recipe =
        recipe(
            "sdpa = true, cache_latents = true, gradient_checkpointing = true, fp8_base = true,"
                + " optimizer_type = \"AdamW8bit\"",
            "",
            "",
            "");
    assertEquals(List.of(), ways(recipe));
  }

  @Test
  void severalAtOnceAreOneChange() throws IOException {
    Recipe recipe = recipe("train_batch_size = 2", "", "", "");
    List<LowerNeed> ways = ways(recipe);
    LowerNeed both = ways.get(0).and(ways.get(1));
    assertEquals(changes(ways.get(0)) + ", " + changes(ways.get(1)), changes(both));
    Recipe changed = both.change().apply(recipe);
    assertEquals("1 1", batches(plan(changed)));
    assertTrue(changed.flag("sdpa"));
  }
}
