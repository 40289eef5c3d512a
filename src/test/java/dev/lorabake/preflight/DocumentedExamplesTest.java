package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The settings of upstream's own documentation (docs/*_train_network.md of the pinned commit): no
 * error where upstream trains them, and the right one where it stops at its own example.
 */
class DocumentedExamplesTest {
  private static final String COMMON =
      """
      pretrained_model_name_or_path = "model.safetensors"
      dataset_config = "dataset.toml"
      output_dir = "output"
      output_name = "my_lora"
      save_model_as = "safetensors"
      learning_rate = 1e-4
      optimizer_type = "AdamW8bit"
      lr_scheduler = "constant"
      max_train_epochs = 10
      save_every_n_epochs = 1
      gradient_checkpointing = true
      """;

  private static final String CACHED = "cache_latents = true\ncache_text_encoder_outputs = true\n";

  @TempDir Path folder = Path.of("");

  static Stream<Arguments> examples() {
    return Stream.of(
        example(
            "train_network.py",
            """
            network_module = "networks.lora"
            network_dim = 16
            network_alpha = 1
            sdpa = true
            mixed_precision = "fp16"
            """),
        // the page trains the text encoders and caches their outputs, which upstream refuses
        example(
            "sdxl_train_network.py",
            CACHED
                + """
                network_module = "networks.lora"
                network_dim = 32
                network_alpha = 16
                unet_lr = 1e-4
                mixed_precision = "bf16"
                """,
            "cached-captions-trained"),
        example(
            "flux_train_network.py",
            CACHED
                + """
                clip_l = "clip_l.safetensors"
                t5xxl = "t5xxl.safetensors"
                ae = "ae.safetensors"
                network_module = "networks.lora_flux"
                network_dim = 16
                network_alpha = 1
                sdpa = true
                mixed_precision = "fp16"
                guidance_scale = 1.0
                timestep_sampling = "flux_shift"
                model_prediction_type = "raw"
                blocks_to_swap = 18
                """),
        example(
            "flux_train_network.py",
            """
            model_type = "chroma"
            t5xxl = "t5xxl.safetensors"
            ae = "ae.safetensors"
            network_module = "networks.lora_flux"
            guidance_scale = 0.0
            timestep_sampling = "sigmoid"
            apply_t5_attn_mask = true
            mixed_precision = "bf16"
            model_prediction_type = "raw"
            """),
        // the page names networks.lora, which lacks what the script asks of it
        example(
            "sd3_train_network.py",
            """
            clip_l = "clip_l.safetensors"
            clip_g = "clip_g.safetensors"
            t5xxl = "t5xxl.safetensors"
            network_module = "networks.lora"
            network_dim = 16
            network_alpha = 1
            sdpa = true
            mixed_precision = "fp16"
            weighting_scheme = "uniform"
            blocks_to_swap = 32
            """,
            "network-of-another-family"),
        example(
            "lumina_train_network.py",
            CACHED
                + """
                gemma2 = "gemma2.safetensors"
                ae = "ae.safetensors"
                network_module = "networks.lora_lumina"
                network_dim = 8
                network_alpha = 8
                timestep_sampling = "nextdit_shift"
                discrete_flow_shift = 6.0
                model_prediction_type = "raw"
                mixed_precision = "bf16"
                """),
        // like SDXL's: the page caches captions without network_train_unet_only
        example(
            "anima_train_network.py",
            CACHED
                + """
                qwen3 = "qwen3.safetensors"
                vae = "vae.safetensors"
                network_module = "networks.lora_anima"
                network_dim = 8
                timestep_sampling = "sigmoid"
                discrete_flow_shift = 1.0
                mixed_precision = "bf16"
                vae_chunk_size = 64
                vae_disable_cache = true
                """,
            "cached-captions-trained"),
        example(
            "hunyuan_image_train_network.py",
            CACHED
                + """
                text_encoder = "text_encoder.safetensors"
                byt5 = "byt5.safetensors"
                vae = "vae.safetensors"
                network_module = "networks.lora_hunyuan_image"
                network_dim = 16
                network_alpha = 1
                network_train_unet_only = true
                attn_mode = "torch"
                split_attn = true
                mixed_precision = "bf16"
                model_prediction_type = "raw"
                discrete_flow_shift = 5.0
                blocks_to_swap = 18
                """));
  }

  private static Arguments example(String script, String settings, String... errors) {
    return Arguments.of(script, COMMON + settings, List.of(errors));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasExactlyTheErrorsThatUpstreamStopsAt(String script, String config, List<String> errors)
      throws IOException {
    String family =
        Catalog.bundled().families().stream()
            .filter(known -> known.script().equals(script))
            .filter(known -> config.contains("chroma") == known.id().equals("chroma"))
            .findFirst()
            .orElseThrow()
            .id();
    for (Map.Entry<String, byte[]> file : SampleModels.files(family).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Path images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < 12; i++) {
      ImageIO.write(
          new BufferedImage(1024, 1024, BufferedImage.TYPE_BYTE_BINARY),
          "png",
          images.resolve(i + ".png").toFile());
      Files.writeString(images.resolve(i + ".txt"), "a cat");
    }
    Files.writeString(
        folder.resolve("dataset.toml"),
        """
        [general]
        caption_extension = ".txt"
        enable_bucket = true
        [[datasets]]
        resolution = 1024
        [[datasets.subsets]]
        image_dir = "images"
        num_repeats = 10
        """);
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("config.toml"), config, List.of(), script)
            .recipe();
    Machine machine = new MachineFixture().gpu("H100").machine();
    Plan plan = Planner.forMachine(machine).plan(recipe, machine);
    List<Finding> found = Preflight.check(new Subject(recipe, plan, machine));
    assertEquals(
        errors,
        found.stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(Finding::rule)
            .toList(),
        found::toString);
  }
}
