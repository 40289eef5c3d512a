package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
  private static final Machine NO_GPU = new Machine(false, List.of(), 4, null, null, null);

  @TempDir Path folder;

  private Plan plan(String recipe) throws IOException {
    return plan(recipe, NO_GPU);
  }

  private Plan plan(String recipe, Machine machine) throws IOException {
    return Planner.forMachine(machine).plan(recipe(recipe), machine);
  }

  private Recipe recipe(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.toml"), text);
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  /** The image set of the worked examples. */
  private void mix(String where) throws IOException {
    int[][] sizes = {
      {7, 1024, 1024}, {5, 832, 1216}, {4, 1216, 832}, {3, 1920, 1080}, {2, 600, 800}
    };
    pictures(where, sizes);
  }

  private void pictures(String where, int[]... sizes) throws IOException {
    int number = 0;
    for (int[] size : sizes) {
      for (int i = 0; i < size[0]; i++) {
        Path image = folder.resolve(where).resolve("%03d.png".formatted(number++));
        Pictures.png(image, size[1], size[2]);
        Files.writeString(image.resolveSibling("%03d.txt".formatted(number - 1)), "a cat");
      }
    }
  }

  private static String buckets(PlannedDataset dataset) {
    return dataset.buckets().stream()
        .map(bucket ->
            bucket.width() + "x" + bucket.height() + " " + bucket.count() + "->" + bucket.batches())
        .collect(Collectors.joining(", "));
  }

  private static List<Kind> kinds(Plan plan) {
    return plan.problems().stream().map(PlanProblem::kind).toList();
  }

  private static void assertNear(long expected, long actual, double share) {
    double error = (double) actual / expected - 1;
    assertTrue(Math.abs(error) < share, () -> actual + " is off by " + error + " of " + expected);
  }

  private static final String BLOCKS =
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
    assertEquals(List.of(), seeded.problems());
    assertEquals(
        List.of(Kind.VALIDATION_SPLIT_RANDOM), kinds(plan(BLOCKS.replace("[train]", split))));
  }

  @Test
  void saysWhenThereIsNoDataset() throws IOException {
    Plan plan = plan("family = \"sdxl\"\n");
    assertEquals(List.of(Kind.NO_DATASET), kinds(plan));
    assertEquals(0, plan.totalSteps());
  }

  @Test
  void saysWhenTheFolderIsMissingOrEmpty() throws IOException {
    Plan missing = plan(BLOCKS);
    assertEquals(List.of(Kind.FOLDER_MISSING, Kind.NO_IMAGES), kinds(missing));
    assertEquals(0, missing.totalSteps());
    assertEquals(List.of(), missing.checkpoints());
    assertEquals(14, Objects.requireNonNull(missing.problems().getFirst().at()).line());
    Files.createDirectory(folder.resolve("mix"));
    assertEquals(List.of(Kind.FOLDER_EMPTY, Kind.NO_IMAGES), kinds(plan(BLOCKS)));
  }

  @Test
  void saysWhenTrainDataDirHoldsImagesInsteadOfFolders() throws IOException {
    pictures("train", new int[] {3, 512, 512});
    Plan plan = plan("family = \"sd15\"\n[train]\ntrain_data_dir = \"train\"\nresolution = 512\n");
    assertEquals(List.of(Kind.NO_REPEAT_FOLDERS, Kind.NO_IMAGES), kinds(plan));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VALUE_INVALID batch_size = 0",
        "VALUE_INVALID batch_size = -1",
        "VALUE_INVALID batch_size = 0.5",
        "VALUE_INVALID resolution = \"large\"",
        "VALUE_INVALID resolution = [512]",
        "VALUE_INVALID resolution = 0",
        "VALUE_INVALID min_bucket_reso = 0",
        "RESOLUTION_OUTSIDE_BUCKETS min_bucket_reso = 1088",
        "RESOLUTION_OUTSIDE_BUCKETS max_bucket_reso = 960",
        "RESOLUTION_OUTSIDE_BUCKETS resolution = 2048",
        "BUCKET_STEP_INVALID bucket_reso_steps = 48",
        "BUCKET_STEP_INVALID bucket_reso_steps = 0",
        "BUCKET_STEP_INVALID bucket_reso_steps = 9223372036854775807",
      })
  void refusesWhatUpstreamRefuses(String problemAndLine) throws IOException {
    mix("mix");
    int blank = problemAndLine.indexOf(' ');
    String line = problemAndLine.substring(blank + 1);
    String key = line.substring(0, line.indexOf(' '));
    String recipe =
        BLOCKS
            .lines()
            .filter(other -> !other.startsWith(key))
            .collect(Collectors.joining("\n"))
            .replace("[[datasets.subsets]]", line + "\n[[datasets.subsets]]");
    Plan plan = plan(recipe);
    assertEquals(
        Kind.valueOf(problemAndLine.substring(0, blank)), plan.problems().getFirst().kind());
    assertEquals(0, line.contains("0.5") ? 0 : plan.totalSteps());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_train_epochs = 0",
        "max_train_epochs = -3",
        "max_train_epochs = 9000000000000000000",
        "gradient_accumulation_steps = 0",
        "initial_step = 180",
        "initial_epoch = 11",
      })
  void refusesSenselessNumbersOfSteps(String line) throws IOException {
    mix("mix");
    String kept = line.startsWith("max") ? "" : "max_train_epochs = 10\n";
    Plan plan = plan(BLOCKS.replace("max_train_epochs = 10", kept + line));
    assertEquals(List.of(Kind.VALUE_INVALID), kinds(plan));
    assertEquals(0, plan.totalSteps());
  }

  @Test
  void leavesUnreadableImagesOut() throws IOException {
    mix("mix");
    Files.writeString(folder.resolve("mix/020.png"), "broken");
    Plan plan = plan(BLOCKS);
    assertEquals(List.of(Kind.IMAGE_UNREADABLE), kinds(plan));
    assertEquals(60, plan.images().train());
  }

  @Test
  void namesAFewOfManyUnreadableImages() throws IOException {
    mix("mix");
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("mix/00" + i + ".png"), "broken");
    }
    List<PlanProblem> problems = plan(BLOCKS).problems();
    assertEquals(5, problems.size());
    assertTrue(problems.getLast().detail().endsWith("; and 5 more like it"));
  }

  @Test
  void reportsCaptionsOncePerFolder() throws IOException {
    pictures("mix", new int[] {6, 1024, 1024});
    Files.delete(folder.resolve("mix/000.txt"));
    Files.writeString(folder.resolve("mix/001.txt"), "");
    Files.writeString(folder.resolve("mix/002.txt"), " \nx");
    Files.write(folder.resolve("mix/003.txt"), new byte[] {(byte) 0xff});
    Plan plan = plan(BLOCKS);
    assertEquals(
        List.of(
            "CAPTION_MISSING 1 of 6 images have no .txt file",
            "CAPTION_BLANK 1 of 6 images have a caption whose first line is blank",
            "CAPTION_EMPTY 1 of 6 images have an empty caption file",
            "CAPTION_UNREADABLE 1 of 6 images have a caption file that is not UTF-8"),
        plan.problems().stream().map(problem -> problem.kind() + " " + problem.detail()).toList());
    assertEquals(1, plan.datasets().getFirst().captionsMissing());
  }

  @Test
  void reportsImagesTooThinForABucket() throws IOException {
    pictures("mix", new int[] {3, 1024, 1024}, new int[] {1, 65, 63});
    Plan plan =
        plan(
            BLOCKS.replace(
                "enable_bucket = true", "enable_bucket = true\nbucket_no_upscale = true"));
    assertEquals(List.of(Kind.IMAGE_UNBUCKETABLE), kinds(plan));
    assertEquals("1024x1024 9->3", buckets(plan.datasets().getFirst()));
  }

  @Test
  void reportsOtherSizesWhenBucketsAreOff() throws IOException {
    pictures("mix", new int[] {3, 1024, 1024}, new int[] {1, 1024, 768});
    String recipe = BLOCKS.replace("enable_bucket = true", "");
    PlanProblem stops = plan(recipe).problems().getFirst();
    assertEquals(Kind.IMAGE_SIZE_DIFFERS, stops.kind());
    assertEquals("1 of 4 images are not 1024x1024 and will stop upstream", stops.detail());
    PlanProblem crops =
        plan(recipe.replace("[train]", "[train]\ncache_latents = true")).problems().getFirst();
    assertEquals("1 of 4 images are not 1024x1024 and will be resized and cropped", crops.detail());
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
    assertNear(3563008L * 32 * 2, lora, 0.001);
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
    assertNear(plain.diskBytes() + 2 * lora + states + caches, more.diskBytes(), 0.001);
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
    Plan plan = Planner.forMachine(rented).plan(recipe(BLOCKS), rented, 2.0);
    assertEquals(360.0, plan.seconds());
    assertEquals(0.05, plan.cost());
  }

  @Test
  void refusesMoreCheckpointsThanAnybodyReads() throws IOException {
    mix("mix");
    Plan plan =
        plan(
            BLOCKS.replace(
                "max_train_epochs = 10", "max_train_steps = 900000\nsave_every_n_steps = 1"));
    assertEquals(List.of(Kind.VALUE_INVALID), kinds(plan));
    assertEquals(1, plan.checkpoints().size());
  }
}
