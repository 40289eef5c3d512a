package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.plan.PlanProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanProblemsTest extends PlanFixture {
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
    assertEquals(List.of(FileProblem.Kind.IMAGE_UNREADABLE), fileKinds(plan));
    assertEquals(60, plan.images().train());
  }

  @Test
  void namesAFewOfManyUnreadableImages() throws IOException {
    mix("mix");
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("mix/00" + i + ".png"), "broken");
    }
    FileProblem problem = plan(BLOCKS).files().getFirst();
    assertEquals("000.png, 001.png, 002.png, 003.png, 004.png and 5 more", problem.files());
    assertEquals(10, problem.count());
    assertEquals(21, problem.of());
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
            "CAPTION_MISSING 000.png",
            "CAPTION_BLANK 002.png",
            "CAPTION_EMPTY 001.png",
            "CAPTION_UNREADABLE 003.png"),
        plan.files().stream()
            .filter(problem -> problem.kind() != FileProblem.Kind.IMAGE_CUT_OFF)
            .map(problem -> problem.kind() + " " + problem.files())
            .toList());
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
    assertEquals("1 of 4 images are not 1024x1024 and will stop sd-scripts", stops.detail());
    PlanProblem crops =
        plan(recipe.replace("[train]", "[train]\ncache_latents = true")).problems().getFirst();
    assertEquals("1 of 4 images are not 1024x1024 and will be resized and cropped", crops.detail());
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

  /** The pictures of these tests end with their header. */
  private static List<FileProblem.Kind> fileKinds(Plan plan) {
    return plan.files().stream()
        .map(FileProblem::kind)
        .filter(kind -> kind != FileProblem.Kind.IMAGE_CUT_OFF)
        .toList();
  }
}
