package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.foreign.lorafile.LoraBytes;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another tool's file in the place of a recipe, through every command that takes one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class ImportJourneyTest {
  private static final String LORA = "found.safetensors";

  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0").run(words);
  }

  @BeforeEach
  void makeTheSampleProjectAndALora() throws IOException {
    Session.Result demo = run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    Files.write(
        folder.resolve(LORA),
        new LoraBytes()
            .says("ss_network_module", "networks.lora")
            .says("ss_network_dim", "4")
            .says("ss_network_alpha", "2.0")
            .says("ss_base_model_version", "sd_v1")
            .says("ss_sd_model_name", "project/models/stand-in-sd15.safetensors")
            .says("ss_output_name", "found")
            .says("ss_resolution", "(512, 512)")
            .says("ss_max_train_steps", "6")
            .says("ss_learning_rate", "0.0001")
            .says("ss_optimizer", "torch.optim.adamw.AdamW")
            .says("ss_mixed_precision", "fp16")
            .says("ss_cache_latents", "True")
            .says("ss_dataset_dirs", "{\"10_sks shape\": {\"n_repeats\": 10, \"img_count\": 12}}")
            .lora("lora_unet_down_blocks_0_attentions_0_to_q", 4, 2)
            .lora("lora_te_text_model_encoder_layers_0_mlp_fc1", 4, 2)
            .bytes());
  }

  private static String[] with(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(LORA);
    words.add("--train_data_dir=project/dataset");
    words.add("--caption_extension=.txt");
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void trainsItAndLeavesARecipeInTheRun() throws IOException {
    Session.Result result = run(with("train", "--rehearse"));
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    assertTrue(result.err().contains("read from a trained LoRA"), result.err());
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      run = runs.findFirst().orElseThrow();
    }
    String recipe = Files.readString(run.resolve("recipe.toml"));
    assertTrue(recipe.contains("recipe = 1\n"), recipe);
    assertTrue(recipe.contains("network_dim = 4\n"), recipe);
    JsonObject check =
        Json.object(run("check", run.resolve("recipe.toml").toString(), "--json").out(), "check");
    assertEquals("ready", check.text("verdict"));
  }

  @Test
  void plansChecksRendersAndQueuesIt() throws IOException {
    JsonObject plan = Json.object(run(with("plan", "--json")).out(), "plan");
    assertEquals(6, plan.whole("total_steps"));
    JsonObject check = Json.object(run(with("check", "--json")).out(), "check");
    assertEquals("ready", check.text("verdict"));
    JsonObject dataset = Json.object(run(with("dataset", "--json")).out(), "dataset");
    assertEquals(12, dataset.objects("folders").getFirst().whole("images"));
    Session.Result render = run(with("render", "-o", "files"));
    assertEquals(ExitCode.FINE, render.code(), render.err());
    assertTrue(Files.readString(folder.resolve("files/config.toml")).contains("network_dim = 4"));
    Session.Result added = run(with("queue add", "--vary", "network_dim=2,8"));
    assertEquals(ExitCode.FINE, added.code(), added.out() + added.err());
    assertTrue(added.out().contains("2 added"), added.out());
  }

  @Test
  void itsImportIsReadyAsItIs() {
    Session.Result imported = run(with("import", "-o", "own.toml"));
    assertEquals(ExitCode.FINE, imported.code(), imported.err());
    assertTrue(imported.out().contains("answered (1)"), imported.out());
    Session.Result check = run("check", "own.toml");
    assertEquals(ExitCode.FINE, check.code(), check.out() + check.err());
  }
}
