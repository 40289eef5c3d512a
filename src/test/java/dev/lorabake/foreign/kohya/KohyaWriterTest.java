package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Exported;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.RecipeKeys;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KohyaWriterTest {
  private static final String RAW = "additional_parameters";

  @TempDir Path folder = Path.of("");

  private Exported write(String family, String network, String... lines) throws IOException {
    return write(family, network, null, null, lines);
  }

  private Exported write(
      String family,
      String network,
      @Nullable Path dataset,
      @Nullable String prompts,
      String... lines)
      throws IOException {
    String text =
        "recipe = 1\nname = \"cat\"\nfamily = \"%s\"\nnetwork = \"%s\"\n[train]\n%s\n"
            .formatted(family, network, String.join("\n", lines));
    Recipe recipe = recipe(text);
    return KohyaWriter.write(Renderer.asWritten(recipe), new KohyaWriter.Beside(dataset, prompts));
  }

  private Recipe recipe(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("r.toml"), text);
    return new RecipeReader(RandomGuiRecipes.CATALOG, folder).read(file, List.of(), null).recipe();
  }

  private static Account account(Exported exported, String key) {
    return exported.accounts().stream()
        .filter(account -> account.source().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accountsForEverySettingAndFillsOnlyInWhatTheWindowTakes() throws IOException {
    RandomGuiRecipes.makePaths(folder);
    Set<String> keys =
        GuiTable.bundled().keys().stream()
            .filter(GuiKey::isCurrent)
            .map(GuiKey::key)
            .collect(Collectors.toSet());
    List<String> complaints = new ArrayList<>();
    for (int seed = 1; seed <= 300; seed++) {
      Recipe recipe = Renderer.asWritten(recipe(RandomGuiRecipes.make(seed, folder)));
      Exported exported =
          KohyaWriter.write(recipe, new KohyaWriter.Beside(folder.resolve("file.toml"), "a cat"));
      assertEquals(
          RecipeKeys.of(recipe).stream().map(SourceKey::key).toList(),
          exported.accounts().stream().map(account -> account.source().key()).toList());
      assertEquals(0, exported.count(Fate.UNKNOWN), () -> exported.accounts().toString());
      assertEquals(keys, exported.values().keySet());
      boolean wide = String.valueOf(exported.values().get("LoRA_type")).startsWith("LyCORIS/");
      for (String key : new TreeSet<>(keys)) {
        String complaint =
            GuiLimits.of(key).complaint(Objects.requireNonNull(exported.values().get(key)), wide);
        if (complaint != null) {
          complaints.add(seed + " " + key + ": " + complaint);
        }
      }
    }
    assertEquals(List.of(), complaints);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max_grad_norm = 0                       | --max_grad_norm=0
          prior_loss_weight = 0.0                 | --prior_loss_weight=0.0
          seed = 0                                | --seed=0
          caption_extension = ".tags"             | --caption_extension=.tags
          network_alpha = 0                       | --network_alpha=0
          lr_scheduler = "rex"                    | --lr_scheduler=rex
          v_parameterization = true               | --v_parameterization
          text_encoder_lr = [0.0, 1e-5]           | --text_encoder_lr 0.0 1e-5
          sample_at_first = true                  | --sample_at_first
          base_weights = ["/a.safetensors"]       | --base_weights /a.safetensors
          """)
  void passesInAdditionalParametersWhatTheWindowCannotSay(String line, String words)
      throws IOException {
    Exported exported = write("sd15", "lora", line);
    assertEquals(words, exported.values().get(RAW));
    Account account = account(exported, "train." + line.substring(0, line.indexOf(' ')));
    assertEquals(Fate.MAPPED, account.fate());
    assertEquals(List.of(RAW), account.targets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sdxl  | lora | cache_text_encoder_outputs = true | sdxl_cache_text_encoder_outputs | true
          flux  | lora | cache_text_encoder_outputs = true | flux1_cache_text_encoder_outputs | true
          sd15  | lora | resolution = 768                  | max_resolution | 768
          sd15  | lora | optimizer_type = "my.Own"         | optimizer | my.Own
          sd15  | lora | use_8bit_adam = true              | optimizer | AdamW8bit
          sd15  | lora | sdpa = true                       | xformers | sdpa
          sd15  | lora | xformers = true                   | xformers | xformers
          sd15  | lora | save_every_n_epochs = 2           | save_every_n_epochs | 2
          sd2   | lora | seed = 3                          | v2 | true
          sd2   | lora | v_parameterization = true         | v_parameterization | true
          sd15  | lora | multires_noise_iterations = 6     | noise_offset_type | Multires
          sd15  | lora | noise_offset = 0.05               | noise_offset | 0.05
          sdxl  | lycoris-boft | network_dim = 100000      | network_dim | 100000
          sdxl  | locon | network_args = ["conv_dim=8"]    | LoRA_type | Kohya LoCon
          sdxl  | dora | network_dim = 16                  | dora_wd | true
          anima | lora | network_dim = 16                  | LoRA_type | Anima
          """)
  void saysInTheWindowsOwnFields(
      String family, String network, String line, String key, String value) throws IOException {
    Exported exported = write(family, network, line);
    assertEquals(value, String.valueOf(exported.values().get(key)));
    assertEquals("", exported.values().get(RAW));
  }

  @Test
  void saysWarmUpInPercentOrSteps() throws IOException {
    Exported ratio = write("sd15", "lora", "lr_scheduler = \"cosine\"", "lr_warmup_steps = 0.05");
    assertEquals(5L, ratio.values().get("lr_warmup"));
    Exported steps = write("sd15", "lora", "lr_scheduler = \"cosine\"", "lr_warmup_steps = 50");
    assertEquals(50L, steps.values().get("lr_warmup_steps"));
    assertEquals(0L, steps.values().get("lr_warmup"));
    Exported fine = write("sd15", "lora", "lr_scheduler = \"cosine\"", "lr_warmup_steps = 0.025");
    assertEquals("--lr_warmup_steps=0.025", fine.values().get(RAW));
  }

  @Test
  void saysByRatesWhatIsTrained() throws IOException {
    Exported unet = write("sd15", "lora", "network_train_unet_only = true", "unet_lr = 1e-4");
    assertEquals(0L, unet.values().get("text_encoder_lr"));
    assertEquals(1e-4, unet.values().get("unet_lr"));
    Exported both = write("sd15", "lora", "learning_rate = 1e-3", "unet_lr = 1e-4");
    assertEquals(1e-3, both.values().get("text_encoder_lr"));
    Exported neither = write("sd15", "lora", "learning_rate = 1e-3");
    assertEquals(0.0, neither.values().get("text_encoder_lr"));
    assertEquals(0.0, neither.values().get("unet_lr"));
  }

  @Test
  void passesTheWholeListWhereLycorisWouldTakeAnOffForAnOn() throws IOException {
    Exported exported = write("sdxl", "lokr", "network_args = [\"factor=8\"]", "network_dim = 16");
    assertEquals("--network_args algo=lokr factor=8", exported.values().get(RAW));
    assertTrue(
        String.valueOf(account(exported, "train.network_args").reason())
            .contains("decompose_both"));
  }

  @Test
  void saysForChromaWhatTheWindowWouldOverwrite() throws IOException {
    Exported exported = write("chroma", "lora", "timestep_sampling = \"sigmoid\"");
    assertEquals(0.0, exported.values().get("guidance_scale"));
    assertEquals("--guidance_scale=3.5", exported.values().get(RAW));
    assertEquals("chroma", exported.values().get("model_type"));
    assertEquals(true, exported.values().get("apply_t5_attn_mask"));
  }

  @Test
  void tellsWhichNamesOnTheHubTheGuiRefuses() throws IOException {
    String line = "pretrained_model_name_or_path = \"%s\"";
    String key = "train.pretrained_model_name_or_path";
    Exported refused = write("flux", "lora", line.formatted("black-forest-labs/FLUX.1-dev"));
    assertEquals(Fate.APPROXIMATED, account(refused, key).fate());
    Exported taken =
        write("sdxl", "lora", line.formatted("stabilityai/stable-diffusion-xl-base-1.0"));
    assertEquals(Fate.MAPPED, account(taken, key).fate());
  }

  @Test
  void writesNoSecret() throws IOException {
    Exported exported =
        write("sd15", "lora", "wandb_api_key = \"s3cr3t\"", "huggingface_token = \"hf_x\"");
    assertFalse(exported.toString().contains("s3cr3t"), exported::toString);
    assertFalse(exported.toString().contains("hf_x"), exported::toString);
    assertEquals(2, exported.count(Fate.SECRET));
  }

  @Test
  void tellsWhatDoesNotComeThrough() throws IOException {
    Exported exported =
        write("sd15", "lora", "tokenizer_cache_dir = \"/my models\"", "log_prefix = \"plain\"");
    assertEquals("--log_prefix=plain", exported.values().get(RAW));
    Account lost = account(exported, "train.tokenizer_cache_dir");
    assertEquals(Fate.DROPPED, lost.fate());
    assertTrue(String.valueOf(lost.reason()).contains("no blanks"), lost::toString);
  }

  @Test
  void writesArgumentsWithoutTheBlanksAtWhichTheGuiSplits() throws IOException {
    Exported exported =
        write("sd15", "lora", "optimizer_args = [\"betas=(0.9, 0.99)\", \"decouple=True\"]");
    assertEquals("betas=(0.9,0.99) decouple=True", exported.values().get("optimizer_args"));
  }

  @Test
  void namesTheDatasetFileAndHoldsThePrompts() throws IOException {
    Path dataset = folder.resolve("d.toml");
    Exported exported = write("sd15", "lora", dataset, "a cat --w 512\n", "seed = 1");
    assertEquals(dataset.toString(), exported.values().get("dataset_config"));
    assertEquals("a cat --w 512\n", exported.values().get("sample_prompts"));
  }

  @Test
  void saysTheLaunchInItsFieldsAndItsExtraArguments() throws IOException {
    Recipe recipe =
        recipe(
            """
            recipe = 1
            name = "cat"
            family = "sd15"
            network = "lora"
            [launch]
            num_processes = 2
            machine_rank = 1
            gpu_ids = "0,1"
            extra_args = ["--same_network"]
            """);
    Exported exported = KohyaWriter.write(recipe, new KohyaWriter.Beside(null, null));
    assertEquals(2L, exported.values().get("num_processes"));
    assertEquals(true, exported.values().get("multi_gpu"));
    assertEquals("0,1", exported.values().get("gpu_ids"));
    assertEquals(
        "--machine_rank 1 --same_network", exported.values().get("extra_accelerate_launch_args"));
  }
}
