package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.run.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchOutputTest {
  @TempDir Path folder = Path.of("");

  private Recipe recipe() throws IOException {
    Path file = folder.resolve("cat.toml");
    Files.writeString(
        file,
        """
        recipe = 1
        name = "cat"
        family = "sd15"
        network = "lora"

        [train]
        pretrained_model_name_or_path = "model"
        output_dir = "loras"
        logging_dir = "logs"
        console_log_file = "loras/cat.log"
        learning_rate = 1e-4
        seed = 7
        max_train_steps = 500
        save_every_n_steps = 100
        save_state = true
        sample_every_n_steps = 100
        sample_at_first = true
        log_with = "wandb"
        wandb_api_key = "secret"
        huggingface_repo_id = "somebody/cat"
        huggingface_token = "secret"
        resume = "loras/cat-state"
        skip_until_initial_step = true

        [[sample]]
        prompt = "a cat"
        """);
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  @Test
  void aMeasurementSavesSamplesSendsAndResumesNothing() throws IOException {
    Recipe measured = ScratchOutput.of(recipe(), Purpose.MEASUREMENT, folder.resolve("run/output"));
    assertEquals(Optional.of(folder.resolve("run/output")), measured.path("output_dir"));
    assertEquals(List.of(), measured.samples());
    assertEquals(
        Set.of(
            "pretrained_model_name_or_path",
            "output_dir",
            "learning_rate",
            "seed",
            "max_train_steps",
            "huggingface_token",
            "network_module",
            "output_name"),
        measured.train().names());
    assertEquals(7, measured.whole("seed").orElseThrow());
  }

  @Test
  void aRehearsalDoesAllOfItElsewhere() throws IOException {
    Recipe asked = recipe();
    Path output = folder.resolve("run/output");
    Recipe rehearsed = ScratchOutput.of(asked, Purpose.REHEARSAL, output);
    assertEquals(asked.train().names(), rehearsed.train().names());
    assertEquals(Optional.of(output), rehearsed.path("output_dir"));
    assertEquals(Optional.of(output.resolve("logs")), rehearsed.path("logging_dir"));
    assertEquals(Optional.of(output.resolve("cat.log")), rehearsed.path("console_log_file"));
    assertEquals(asked.samples(), rehearsed.samples());
    assertEquals(asked.path("resume"), rehearsed.path("resume"));
  }

  @Test
  void aTrainingStaysAsItIs() throws IOException {
    Recipe asked = recipe();
    assertSame(asked, ScratchOutput.of(asked, Purpose.TRAINING, folder));
  }

  @Test
  void knowsTheOptionsByTheNamesThatUpstreamGivesThem() {
    Catalog catalog = Catalog.bundled();
    for (String option : ScratchOutput.NOT_MEASURED) {
      assertTrue(catalog.option(option).isPresent(), option);
    }
  }
}
