package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.plan.DiskUse.Item;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run writes, kind by kind. */
class DiskUsesTest extends PlanFixture {
  private static final String ALL =
      BLOCKS.replace(
              "max_train_epochs = 10",
              """
              max_train_epochs = 10
              output_dir = "output"
              logging_dir = "logs"
              save_every_n_epochs = 2
              save_last_n_epochs = 4
              save_state = true
              sample_every_n_epochs = 5
              cache_latents_to_disk = true
              cache_text_encoder_outputs_to_disk = true
              """)
          + "[[sample]]\nprompt = \"a cat\"\nwidth = 1024\nheight = 1024\n";

  private Map<String, Item> items(String recipe) throws IOException {
    return plan(recipe).disk().items().stream()
        .collect(Collectors.toMap(item -> item.kind().id(), item -> item));
  }

  private static Item item(Map<String, Item> items, String kind) {
    return Objects.requireNonNull(items.get(kind), kind);
  }

  @Test
  void tellsEveryKindWithItsPlace() throws IOException {
    mix("mix");
    Map<String, Item> items = items(ALL);
    assertEquals(
        java.util.Set.of(
            "checkpoints", "states", "samples", "latents", "text-outputs", "tensorboard", "log"),
        items.keySet());
    assertEquals(5, item(items, "checkpoints").files());
    assertEquals(2, item(items, "samples").files());
    assertEquals(Math.round(2 * 1.6 * (1 << 20)), item(items, "samples").bytes());
    assertEquals(21, item(items, "latents").files());
    assertEquals("dataset", item(items, "latents").place());
    assertEquals("logs", item(items, "tensorboard").folder());
    assertEquals("output", item(items, "states").folder());
  }

  @Test
  void countsAMirroredLatentTwice() throws IOException {
    mix("mix");
    long plain = item(items(ALL), "latents").bytes();
    long mirrored =
        item(items(ALL.replace("num_repeats = 3", "num_repeats = 3\nflip_aug = true")), "latents")
            .bytes();
    assertEquals(2, mirrored / (double) plain, 0.02);
  }

  @Test
  void sumsUpToWhatThePlanSays() throws IOException {
    mix("mix");
    Plan plan = plan(ALL);
    assertEquals(plan.disk().items().stream().mapToLong(Item::bytes).sum(), plan.diskBytes());
    assertTrue(
        DiskRoom.of(recipe(ALL), plan.disk()).stream()
            .anyMatch(room -> room.neededBytes() > 1_000_000 && room.freeBytes() >= 0));
  }

  /**
   * Bytes of {@code optimizer.bin} beside the values, from states that upstream saved of a network
   * with 408 tensors and 323584 values of rank 4: AdamW 2,920,555, of which 8 a value are
   * 2,588,672; each tensor then has two moments and a step.
   */
  @ParameterizedTest
  @CsvSource({"408, 2588672, 2920555"})
  void theArchiveOfAStateTakesSomeBytesATensor(long tensors, long values, long measured) {
    long ours = values + tensors * 3 * DiskUses.ARCHIVE_BYTES;
    assertEquals(1, ours / (double) measured, 0.002);
  }

  @Test
  void aStateHoldsWeightsAndWhatTheOptimizerKeeps() throws IOException {
    long values = LoraSize.of(recipe(BLOCKS)).params();
    long adamw = DiskUses.state(recipe(BLOCKS), LoraSize.of(recipe(BLOCKS)));
    assertEquals(1, adamw / (12.0 * values), 0.01);
    String factored = BLOCKS.replace("[train]", "[train]\noptimizer_type = \"Adafactor\"");
    long adafactor = DiskUses.state(recipe(factored), LoraSize.of(recipe(factored)));
    assertEquals(1, adafactor / (4.0 * values + 4.0 * values / 32), 0.02);
  }
}
