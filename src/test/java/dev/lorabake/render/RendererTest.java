package dev.lorabake.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the expected paths are those of a Unix")
class RendererTest {
  private static final LaunchPlace ACCELERATE =
      new LaunchPlace("/py env/bin/python", Path.of("/sd-scripts"), true);

  private static Recipe recipe(String text) {
    return new RecipeReader(Catalog.bundled(), Path.of("/srv"))
        .read(Path.of("/srv/r/recipe.toml"), text, List.of(), null)
        .recipe();
  }

  private static String file(String recipe, String name) {
    return Renderer.render(recipe(recipe), ACCELERATE).files().getOrDefault(name, "(none)");
  }

  @Test
  void writesTheConfigInGroupsWithAbsolutePaths() {
    String config =
        file(
            """
            name = "cat"
            family = "sdxl"
            network = "lora"
            [train]
            learning_rate = 1e-4
            pretrained_model_name_or_path = "org/model"
            output_dir = "out"
            resolution = [832, 1216]
            cache_latents = true
            sdpa = false
            """,
            Bundle.CONFIG);
    assertEquals(
        """
        # sd-scripts config, for sdxl_train_network.py
        # use: sdxl_train_network.py --config_file config.toml

        # model
        pretrained_model_name_or_path = "org/model"

        # network
        network_module = "networks.lora"

        # dataset
        resolution = "832,1216"
        cache_latents = true

        # learning
        learning_rate = 1e-4

        # saving
        output_dir = "/srv/r/out"
        output_name = "cat"
        """,
        config);
  }

  /** The trainer runs elsewhere, and LyCORIS looks for the file where it runs. */
  @Test
  void writesThePathOfALycorisPresetInFull(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("own.toml"), "enable_conv = false");
    String text =
        """
        name = "cat"
        family = "sdxl"
        network = "lokr"
        [train]
        network_args = ["preset=own.toml", "factor=8"]
        """;
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), text, List.of(), null)
            .recipe();
    String config = Renderer.render(recipe, ACCELERATE).files().getOrDefault(Bundle.CONFIG, "");
    assertTrue(config.contains("\"preset=" + folder.resolve("own.toml") + "\""), config);
  }

  @Test
  void leavesSecretsOut() {
    String recipe =
        "family = \"sd15\"\n[train]\nwandb_api_key = \"k3y\"\nhuggingface_token = \"hf_x\"\n";
    Renderer.render(recipe(recipe), ACCELERATE)
        .files()
        .forEach((name, text) ->
            assertFalse(text.contains("k3y") || text.contains("hf_x"), name + "\n" + text));
  }

  @Test
  void writesTheDatasetBlocksAsTheyStand() {
    assertEquals(
        """
        # sd-scripts dataset config

        [general]
        enable_bucket = true

        [[datasets]]
        resolution = [512, 768]

        [[datasets.subsets]]
        image_dir = "/srv/r/a b"
        num_repeats = 3
        """,
        file(
            """
            family = "sd15"
            [general]
            enable_bucket = true
            [[datasets]]
            resolution = [512, 768]
            [[datasets.subsets]]
            image_dir = "a b"
            num_repeats = 3
            """,
            Bundle.DATASET));
  }

  @Test
  void writesPromptsAsUpstreamsLines() {
    assertEquals(
        "a cat --n blurry --w 512 --d 7 --s 20 --l 7.5\n",
        file(
            """
            family = "sd15"
            [[sample]]
            prompt = "a cat"
            seed = 7
            width = 512
            sample_steps = 20
            scale = 7.5
            negative_prompt = "blurry"
            """,
            Bundle.PROMPTS));
  }

  @Test
  void startsUpstreamThroughAccelerate() {
    String script =
        file(
            """
            family = "sd15"
            [train]
            mixed_precision = "bf16"
            [launch]
            num_cpu_threads_per_process = 2
            gpu_ids = "1"
            extra_args = ["--debug"]
            """,
            Bundle.SHELL_SCRIPT);
    assertTrue(
        script.endsWith(
            """
            exec "$PYTHON" -m accelerate.commands.launch \\
              --num_processes 1 \\
              --num_machines 1 \\
              --mixed_precision bf16 \\
              --dynamo_backend no \\
              --num_cpu_threads_per_process 2 \\
              --gpu_ids 1 \\
              --debug \\
              "$SD_SCRIPTS/train_network.py" \\
              --config_file "$here/config.toml"
            """),
        script);
    assertTrue(script.contains("python='/py env/bin/python'"), script);
  }

  @Test
  void startsPlainPythonWithTheGpusThatWereChosen() {
    String script =
        Renderer.render(
                recipe("family = \"sd15\"\n[launch]\ngpu_ids = \"1\"\n"),
                new LaunchPlace("python3", Path.of("/sd"), false))
            .files()
            .getOrDefault(Bundle.SHELL_SCRIPT, "");
    assertTrue(script.contains("export CUDA_VISIBLE_DEVICES=1\n"), script);
    assertTrue(script.contains("exec \"$PYTHON\" \\\n  \"$SD_SCRIPTS/train_network.py\""), script);
  }

  @Test
  void quotesWhatAShellWouldRun() {
    assertEquals("'$(touch x)'", ShellScript.quoted("$(touch x)"));
    assertEquals("'it'\\''s'", ShellScript.quoted("it's"));
    assertEquals("''", ShellScript.quoted(""));
    assertEquals("'a''b'", PowershellScript.quoted("a'b"));
    assertEquals("'a\u2019\u2019b'", PowershellScript.quoted("a\u2019b"));
  }

  @Test
  void givesBothScriptsTheSameWords() {
    String powershell =
        file("family = \"sd15\"\n[[sample]]\nprompt = \"x\"\n", Bundle.POWERSHELL_SCRIPT);
    assertTrue(
        powershell.contains("  '--sample_prompts',\n  (Join-Path $here 'sample_prompts.txt')\n)"),
        powershell);
    assertTrue(powershell.endsWith("exit $LASTEXITCODE\n"), powershell);
  }
}
