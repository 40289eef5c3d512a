package dev.lorabake.foreign.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Importing;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import dev.lorabake.train.SettingsReading;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports training commands, renders the recipes, and has upstream's own parsers read both: what
 * comes out must be equal. {@code LORABAKE_SD_SCRIPTS} names the checkout, {@code LORABAKE_PYTHON}
 * its Python.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class UpstreamCommandsLiveTest {
  /**
   * A command as somebody has it, and the words that its shell would hand to the script.
   *
   * @param text with {@code @} for the folder that all files lie in
   */
  private record Case(String script, String text, List<String> words) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "train_network.py",
              "accelerate launch --num_cpu_threads_per_process 1 train_network.py"
                  + " --pretrained_model_name_or_path=@/base.safetensors --train_data_dir=@/train"
                  + " --network_module=networks.lora --network_dim=8 --learning_rate=1e-4",
              List.of(
                  "--pretrained_model_name_or_path=@/base.safetensors",
                  "--train_data_dir=@/train",
                  "--network_module=networks.lora",
                  "--network_dim=8",
                  "--learning_rate=1e-4")),
          new Case(
              "sdxl_train_network.py",
              """
              #!/bin/bash
              MODEL="@/base.safetensors"
              ARGS=(--cache_latents --network_args "conv_dim=4" "conv_alpha=1")
              accelerate launch sdxl_train_network.py \\
                --pretrained_model_name_or_path "$MODEL" \\
                --output_name 'my cat' --training_comment "it's a \\"cat\\"" \\
                --seed -1 --lr_warmup_steps 10% "${ARGS[@]}"
              """,
              List.of(
                  "--pretrained_model_name_or_path",
                  "@/base.safetensors",
                  "--output_name",
                  "my cat",
                  "--training_comment",
                  "it's a \"cat\"",
                  "--seed",
                  "-1",
                  "--lr_warmup_steps",
                  "10%",
                  "--cache_latents",
                  "--network_args",
                  "conv_dim=4",
                  "conv_alpha=1")),
          new Case(
              "train_network.py",
              """
              @echo off
              set DIM=16
              accelerate launch train_network.py ^
                --network_dim=%DIM% --network_alpha "0.5" ^
                --v2 --v_parameterization ^
                --optimizer_args "weight_decay=0.1" betas=0.9,0.99
              """,
              List.of(
                  "--network_dim=16",
                  "--network_alpha",
                  "0.5",
                  "--v2",
                  "--v_parameterization",
                  "--optimizer_args",
                  "weight_decay=0.1",
                  "betas=0.9,0.99")),
          new Case(
              "sdxl_train_network.py",
              """
              $dim = 4
              $more = @("--gradient_checkpointing", "--caption_extension=.txt")
              if ($dim -eq 4) { $more += "--no_half_vae" }
              python -m accelerate.commands.launch sdxl_train_network.py `
                --network_dim=$dim `
                --text_encoder_lr 1e-5 2e-5 `
                $more
              """,
              List.of(
                  "--network_dim=4",
                  "--text_encoder_lr",
                  "1e-5",
                  "2e-5",
                  "--gradient_checkpointing",
                  "--caption_extension=.txt",
                  "--no_half_vae")),
          new Case(
              "train_network.py",
              "python train_network.py --network_di 4 --seed 1 --seed 2 --max_train_e 3"
                  + " --optimizer_args a=1 --optimizer_args b=2",
              List.of(
                  "--network_di",
                  "4",
                  "--seed",
                  "1",
                  "--seed",
                  "2",
                  "--max_train_e",
                  "3",
                  "--optimizer_args",
                  "a=1",
                  "--optimizer_args",
                  "b=2")),
          new Case(
              "train_network.py",
              "accelerate launch train_network.py --config_file @/flat --network_dim 4"
                  + " --learning_rate 0.001",
              List.of("--config_file", "@/flat", "--network_dim", "4", "--learning_rate", "0.001")),
          new Case(
              "flux_train_network.py",
              """
              accelerate launch \\
                --mixed_precision bf16 \\
                --num_cpu_threads_per_process 1 \\
                sd-scripts/flux_train_network.py \\
                --pretrained_model_name_or_path "@/base.safetensors" \\
                --clip_l "@/base.safetensors" --t5xxl "@/base.safetensors" --ae "@/base.safetensors" \\
                --cache_latents_to_disk --save_model_as safetensors --sdpa \\
                --mixed_precision bf16 --network_module networks.lora_flux --network_dim 4 \\
                --optimizer_type adafactor \\
                --optimizer_args "relative_step=False" "scale_parameter=False" "warmup_init=False" \\
                --lr_scheduler constant_with_warmup --max_grad_norm 0.0 \\
                --sample_prompts="@/prompts.txt" --sample_every_n_steps="200" \\
                --learning_rate 8e-4 --fp8_base --max_train_epochs 16 \\
                --dataset_config "@/dataset.toml" --output_dir @/out --output_name cat \\
                --timestep_sampling shift --discrete_flow_shift 3.1582 \\
                --model_prediction_type raw --guidance_scale 1 --loss_type l2
              """,
              List.of(
                  "--pretrained_model_name_or_path",
                  "@/base.safetensors",
                  "--clip_l",
                  "@/base.safetensors",
                  "--t5xxl",
                  "@/base.safetensors",
                  "--ae",
                  "@/base.safetensors",
                  "--cache_latents_to_disk",
                  "--save_model_as",
                  "safetensors",
                  "--sdpa",
                  "--mixed_precision",
                  "bf16",
                  "--network_module",
                  "networks.lora_flux",
                  "--network_dim",
                  "4",
                  "--optimizer_type",
                  "adafactor",
                  "--optimizer_args",
                  "relative_step=False",
                  "scale_parameter=False",
                  "warmup_init=False",
                  "--lr_scheduler",
                  "constant_with_warmup",
                  "--max_grad_norm",
                  "0.0",
                  "--sample_prompts=@/prompts.txt",
                  "--sample_every_n_steps=200",
                  "--learning_rate",
                  "8e-4",
                  "--fp8_base",
                  "--max_train_epochs",
                  "16",
                  "--dataset_config",
                  "@/dataset.toml",
                  "--output_dir",
                  "@/out",
                  "--output_name",
                  "cat",
                  "--timestep_sampling",
                  "shift",
                  "--discrete_flow_shift",
                  "3.1582",
                  "--model_prediction_type",
                  "raw",
                  "--guidance_scale",
                  "1",
                  "--loss_type",
                  "l2")),
          new Case(
              "sd3_train_network.py",
              "!python sd3_train_network.py --clip_g @/base.safetensors --noise_offset .05"
                  + " --min_snr_gamma 5 --lr_scheduler_min_lr_ratio 1e-1 --ip_noise_gamma -0.5",
              List.of(
                  "--clip_g",
                  "@/base.safetensors",
                  "--noise_offset",
                  ".05",
                  "--min_snr_gamma",
                  "5",
                  "--lr_scheduler_min_lr_ratio",
                  "1e-1",
                  "--ip_noise_gamma",
                  "-0.5")),
          new Case(
              "train_network.py",
              "CUDA_VISIBLE_DEVICES=0 nohup accelerate launch train_network.py --log_prefix ''"
                  + " --resolution 512,768 --keep_tokens_separator '|||' --xformers > log.txt 2>&1 &",
              List.of(
                  "--log_prefix",
                  "",
                  "--resolution",
                  "512,768",
                  "--keep_tokens_separator",
                  "|||",
                  "--xformers")),
          new Case(
              "lumina_train_network.py",
              """
              for lr in 1e-4; do
                accelerate launch lumina_train_network.py --gemma2 @/base.safetensors \\
                  --network_weights @/base.safetensors --base_weights @/base.safetensors \\
                  --base_weights_multiplier 1 0.5 --save_state
              done
              """,
              List.of(
                  "--gemma2",
                  "@/base.safetensors",
                  "--network_weights",
                  "@/base.safetensors",
                  "--base_weights",
                  "@/base.safetensors",
                  "--base_weights_multiplier",
                  "1",
                  "0.5",
                  "--save_state")));

  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void comesToTheSameOptionsAsTheCommandItself() throws Exception {
    Files.createFile(folder.resolve("base.safetensors"));
    Files.createDirectories(folder.resolve("train/5_cat"));
    Files.createFile(folder.resolve("train/5_cat/a.png"));
    Files.writeString(folder.resolve("prompts.txt"), "a cat --w 512\n");
    Files.writeString(
        folder.resolve("flat.toml"),
        "network_dim = 16\n[a]\nseed = 3\nxformers = true\n[b]\nseed = 4\ntext_encoder_lr = 1e-5\n");
    Files.writeString(
        folder.resolve("dataset.toml"),
        "[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = '"
            + folder.resolve("train/5_cat")
            + "'\n");
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Case one = CASES.get(i);
      List<String> theirs = one.words.stream().map(this::filled).toList();
      List<String> ours = rendered(filled(one.text), folder.resolve("bundle" + i));
      requests.add(
          Json.write(
              Map.of("script", one.script, "theirs", (Object) theirs, "ours", (Object) ours)));
    }
    List<String> answers = ask(requests);
    List<String> complaints = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      if (!answers.get(i).equals("{}")) {
        complaints.add((i + 1) + ": " + answers.get(i));
      }
    }
    assertEquals(List.of(), complaints);
  }

  private String filled(String text) {
    return text.replaceAll("@(?=/)", folder.toString());
  }

  /** Writes the recipe's files; the words that start upstream with them. */
  private List<String> rendered(String text, Path bundle) throws IOException {
    ForeignFile file = Importing.file(folder, "command.txt", text);
    SettingsReading reading = new SettingsReading(Catalog.bundled(), folder);
    var imported = reading.imported(List.of(file));
    assertEquals(0, imported.count(Fate.QUESTION), () -> imported.accounts().toString());
    Recipe recipe = reading.recipe(imported, List.of(), null).recipe();
    Files.createDirectories(bundle);
    Map<String, String> files =
        Renderer.render(recipe, new LaunchPlace("python", folder, true)).files();
    for (Map.Entry<String, String> one : files.entrySet()) {
      Files.writeString(bundle.resolve(one.getKey()), one.getValue());
    }
    return List.of("--config_file", bundle.resolve("config.toml").toString());
  }

  private List<String> ask(List<String> requests)
      throws IOException, InterruptedException, URISyntaxException {
    Path script =
        Path.of(Objects.requireNonNull(getClass().getResource("upstream_commands.py")).toURI());
    Path input = Files.write(folder.resolve("requests.jsonl"), requests);
    Path output = folder.resolve("answers.jsonl");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")),
                script.toString(),
                Objects.requireNonNull(System.getenv("LORABAKE_SD_SCRIPTS")))
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("HF_HUB_OFFLINE", "1");
    int code = builder.start().waitFor();
    String told = Files.readString(errors);
    assertEquals(0, code, () -> told.substring(Math.max(0, told.length() - 2000)));
    return Files.readAllLines(output);
  }
}
