package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.dataset.Pictures;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.plan.PlanProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest extends PlanFixture {
  private static void assertNear(long expected, long actual, double share) {
    double error = (double) actual / expected - 1;
    assertTrue(Math.abs(error) < share, () -> actual + " is off by " + error + " of " + expected);
  }

  @Test
  void plansDatasetBlocks() throws IOException {
    mix("mix");
    Plan plan = plan(BLOCKS);
    assertEquals(List.of(), plan.problems());
    assertEquals(new ImageCounts(63, 0, 0), plan.images());
    assertEquals(
        "704x1024 15->4, 768x1024 6->2, 1024x576 9->3, 1024x704 12->3, 1024x1024 21->6",
        buckets(plan.datasets().getFirst()));
    assertEquals(18, plan.batchesPerEpoch());
    assertEquals(18, plan.updatesPerEpoch());
    assertEquals(10, plan.epochs());
    assertEquals(180, plan.totalSteps());
    assertEquals("cat.safetensors", plan.checkpoints().getLast().file());
    assertEquals(21, plan.datasets().getFirst().sourceImages());
    assertEquals(0, plan.datasets().getFirst().captionsMissing());
    assertNull(plan.seconds());
  }

  @Test
  void sharesBatchesAmongProcessesAndAccumulation() throws IOException {
    mix("mix");
    String recipe =
        BLOCKS.replace(
                "max_train_epochs = 10",
                "max_train_epochs = 10\ngradient_accumulation_steps = 4\nsave_every_n_epochs = 4")
            + "[launch]\nnum_processes = 2\n";
    Plan plan = plan(recipe);
    assertEquals(18, plan.batchesPerEpoch());
    assertEquals(3, plan.updatesPerEpoch());
    assertEquals(30, plan.totalSteps());
    assertEquals(
        List.of("cat-000004.safetensors", "cat-000008.safetensors", "cat.safetensors"),
        plan.checkpoints().stream().map(PlannedCheckpoint::file).toList());
    assertEquals(12, plan.checkpoints().getFirst().step());
  }

  @Test
  void plansRepeatFoldersWithRegularisation() throws IOException {
    pictures("train/3_sks cat", new int[] {5, 512, 512});
    pictures("reg/1_cat", new int[] {4, 768, 512});
    Files.createDirectories(folder.resolve("train/notes"));
    Plan plan =
        plan(
            """
            family = "sd15"
            [train]
            train_data_dir = "train"
            reg_data_dir = "reg"
            resolution = "512,512"
            train_batch_size = 4
            enable_bucket = true
            """);
    assertEquals(new ImageCounts(15, 4, 0), plan.images());
    assertEquals("512x512 15->4, 640x384 15->4", buckets(plan.datasets().getFirst()));
    assertEquals(8, plan.batchesPerEpoch());
    assertEquals(1600, plan.totalSteps());
    assertEquals(200, plan.epochs());
    assertEquals(List.of(Kind.FOLDER_IGNORED), kinds(plan));
    assertEquals(4, plan.datasets().getFirst().regImages());
    assertEquals(9, plan.datasets().getFirst().captionsMissing()); // of .caption files
  }

  @Test
  void plansAMetadataFile() throws IOException {
    Files.writeString(
        folder.resolve("meta.json"),
        """
        {"a.png": {"caption": "x", "image_size": [512, 512]},
         "b.png": {"caption": "x", "image_size": [512, 512]},
         "c.png": {"caption": "x", "image_size": [768, 512]}}
        """);
    for (String name : List.of("a.png", "b.png", "c.png")) {
      Pictures.png(folder.resolve("images").resolve(name), 100, 100); // the file's word counts
    }
    Plan plan =
        plan(
            """
            family = "sd15"
            [train]
            in_json = "meta.json"
            train_data_dir = "images"
            dataset_repeats = 3
            resolution = 512
            train_batch_size = 2
            enable_bucket = true
            """);
    assertEquals(List.of(), plan.problems());
    assertEquals("512x512 6->3, 640x384 3->2", buckets(plan.datasets().getFirst()));
  }

  @Test
  void looksValuesUpFromSubsetToOption() throws IOException {
    pictures("a", new int[] {2, 512, 512});
    pictures("b", new int[] {2, 512, 512});
    pictures("c", new int[] {2, 512, 512});
    Plan plan =
        plan(
            """
            family = "sd15"
            [train]
            resolution = 512
            train_batch_size = 2
            dataset_repeats = 7
            caption_extension = "txt"
            [general]
            num_repeats = 5
            [[datasets]]
            num_repeats = 3
            [[datasets.subsets]]
            image_dir = "a"
            num_repeats = 2
            [[datasets.subsets]]
            image_dir = "b"
            [[datasets]]
            batch_size = 1
            [[datasets.subsets]]
            image_dir = "c"
            """);
    assertEquals(List.of(), plan.problems());
    assertEquals("512x512 10->5", buckets(plan.datasets().get(0)));
    assertEquals("512x512 10->10", buckets(plan.datasets().get(1)));
  }

  @Test
  void countsAFolderThatIsNamedTwiceOnce() throws IOException {
    mix("mix");
    Plan twice = plan(BLOCKS + "[[datasets.subsets]]\nimage_dir = \"./mix\"\nnum_repeats = 50\n");
    assertEquals(18, twice.batchesPerEpoch());
    assertEquals(21, twice.datasets().getFirst().sourceImages());
  }

  @Test
  void setsValidationImagesAside() throws IOException {
    pictures("mix", new int[] {7, 512, 512});
    String split = "[train]\nvalidation_split = 0.25\n";
    Plan seeded = plan(BLOCKS.replace("[train]", split + "validation_seed = 1"));
    assertEquals(new ImageCounts(18, 0, 2), seeded.images());
    assertEquals(List.of(Kind.VALIDATION_OVERLAPS, Kind.IMAGE_ENLARGED), kinds(seeded));
    assertEquals(
        List.of(Kind.VALIDATION_SPLIT_RANDOM, Kind.IMAGE_ENLARGED),
        kinds(plan(BLOCKS.replace("[train]", split))));
  }

  @Test
  void estimatesMemoryForTheLargestBatch() throws IOException {
    mix("mix");
    Machine machine = MachineProbe.named("RTX 3090", 1, 8, null);
    VramEstimate vram =
        plan(
                BLOCKS.replace(
                    "[train]",
                    """
                    [train]
                    mixed_precision = "bf16"
                    gradient_checkpointing = true
                    cache_latents = true
                    cache_text_encoder_outputs = true
                    network_train_unet_only = true
                    optimizer_type = "adamw8bit"
                    sdpa = true
                    """),
                machine)
            .vram();
    assertNotNull(vram);
    // upstream's own code at this batch, rank and size: 10345975296 bytes
    assertNear(10345975296L, vram.allocatedBytes(), 0.02);
    assertNear(
        vram.neededBytes(), vram.parts().values().stream().mapToLong(Long::longValue).sum(), 1e-6);
    assertTrue(vram.lowBytes() < vram.neededBytes() && vram.neededBytes() < vram.highBytes());
    assertEquals(12, vram.largestBatch());
  }

  @Test
  void estimatesMemoryWithoutImages() throws IOException {
    Plan plan = plan(BLOCKS.replace("[train]", "[train]\nsdpa = true\nmixed_precision = \"bf16\""));
    assertEquals(0, plan.totalSteps());
    assertNotNull(plan.vram());
    assertNull(plan.vram().largestBatch());
  }

  @Test
  void doesNotEstimateFamiliesThatNobodyMeasured() throws IOException {
    mix("mix");
    assertNull(plan(BLOCKS.replace("sdxl", "anima")).vram());
  }

  @Test
  void countsCheckpointsStatesAndCachesOnTheDisk() throws IOException {
    mix("mix");
    Plan plain = plan(BLOCKS.replace("[train]", "[train]\nsave_precision = \"fp16\""));
    long lora = plain.checkpoints().getFirst().bytes();
    assertNear(3563008L * 32 * 2, lora, 0.003);
    Plan more =
        plan(
            BLOCKS.replace(
                "[train]",
                """
                [train]
                save_precision = "fp16"
                save_every_n_epochs = 1
                save_last_n_epochs = 2
                save_state = true
                cache_latents_to_disk = true
                """));
    assertEquals(10, more.checkpoints().size());
    assertEquals(3, more.checkpoints().stream().filter(PlannedCheckpoint::kept).count());
    long states = 3 * (3563008L * 32 * 12);
    long caches = 21 * (1024 * 1024 / 4);
    assertNear(plain.diskBytes() + 2 * lora + states + caches, more.diskBytes(), 0.002);
  }

  @Test
  void takesTheStepOfAResumedState() throws IOException {
    mix("mix");
    Files.createDirectory(folder.resolve("state"));
    Files.writeString(
        folder.resolve("state/train_state.json"), "{\"current_epoch\": 3, \"current_step\": 54}");
    Plan plan = plan(BLOCKS.replace("[train]", "[train]\nresume = \"state\""));
    assertEquals(180, plan.totalSteps());
    assertEquals(126, plan.checkpoints().getLast().step());
  }

  @Test
  void knowsTimeAndCostOnlyFromAMeasuredPace() throws IOException {
    mix("mix");
    Machine rented = MachineProbe.named("RTX 3090", 1, 8, 0.5);
    Plan plan = Planner.forMachine(rented).plan(recipe(BLOCKS), rented);
    assertNull(plan.cost());
    plan = plan.withPace(2.0, rented.pricePerHour());
    assertEquals(360.0, plan.seconds());
    assertEquals(0.05, plan.cost());
  }
}
