package dev.lorabake.foreign.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.Importing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void takesFlagsIntoTheirOptions() {
    Importing read =
        read(
            "accelerate launch --num_cpu_threads_per_process=2 sdxl_train_network.py"
                + " --network_dim 16 --learning_rate=1e-4 --cache_latents --network_args conv_dim=4"
                + " conv_alpha=1 --resolution 1024,1024 --lr_warmup_steps 10% --seed -1");
    assertEquals("sdxl_train_network.py", read.imported().script());
    assertEquals(16L, read.train("network_dim"));
    assertEquals(1e-4, read.train("learning_rate"));
    assertEquals(true, read.train("cache_latents"));
    assertEquals(List.of("conv_dim=4", "conv_alpha=1"), read.train("network_args"));
    assertEquals("1024,1024", read.train("resolution"));
    assertEquals(0.1, read.train("lr_warmup_steps"));
    assertEquals(-1L, read.train("seed"));
    assertEquals(2L, read.launch().whole("num_cpu_threads_per_process").orElseThrow());
    assertEquals(List.of("train.network_dim"), read.account("--network_dim").targets());
  }

  @Test
  void knowsWhatStartsTheTraining() {
    assertEquals(
        "python", read("python train_network.py --seed 1").launch().text("launcher").orElseThrow());
    for (String start :
        List.of(
            "accelerate launch",
            "python -m accelerate.commands.launch",
            ".\\venv\\Scripts\\accelerate.exe launch",
            "nohup accelerate launch",
            "!accelerate launch",
            "CUDA_LAUNCH_BLOCKING=1 accelerate launch",
            "$ accelerate launch")) {
      Importing read = read(start + " train_network.py --seed 1");
      assertTrue(read.launch().text("launcher").isEmpty(), start);
      assertEquals(1L, read.train("seed"), start);
    }
    assertEquals(Fate.APPROXIMATED, read("$PYTHON train_network.py --seed 1").fate("launcher"));
  }

  @Test
  void takesWhatTheLauncherIsTold() {
    Importing read =
        read(
            "accelerate launch --multi_gpu --num-processes 2 --gpu_ids 0,1 --num_machines 1"
                + " --main_process_port 29501 --dynamo_backend no --rdzv_backend c10d"
                + " --mixed_precision bf16 train_network.py --mixed_precision bf16");
    assertEquals(2L, read.launch().whole("num_processes").orElseThrow());
    assertEquals("0,1", read.launch().text("gpu_ids").orElseThrow());
    assertEquals(29501L, read.launch().whole("main_process_port").orElseThrow());
    assertEquals(List.of("--rdzv_backend", "c10d"), read.launch().list("extra_args"));
    assertEquals(
        List.of("train.mixed_precision"), read.account("launch --mixed_precision").targets());
  }

  @Test
  void takesTorchrunForAccelerate() {
    Importing read =
        read("torchrun --nproc_per_node=2 --standalone train_network.py --network_dim 4");
    assertEquals(2L, read.launch().whole("num_processes").orElseThrow());
    assertEquals(Fate.DROPPED, read.fate("launch --standalone"));
    assertEquals(Fate.DROPPED, read("python -u train_network.py --seed 1").fate("launch --u"));
  }

  @Test
  void saysThatTheLaunchersPrecisionTrainsNothing() {
    Importing read =
        read("accelerate launch --mixed_precision bf16 train_network.py --network_dim 4");
    assertEquals("bf16", read.train("mixed_precision"));
    assertTrue(
        String.valueOf(read.account("launch --mixed_precision").ran())
            .contains("without mixed precision"));
  }

  @Test
  void takesTheLastOfARepeatedFlag() {
    Importing read = read("python train_network.py --seed 1 --network_dim 4 --seed 2");
    assertEquals(2L, read.train("seed"));
    assertEquals(Fate.DROPPED, read.fate("--seed"));
    assertEquals(Fate.MAPPED, read.fate("--seed (2)"));
  }

  @Test
  void tellsWhereUpstreamWouldStop() {
    Importing read =
        read(
            "python train_network.py --netwrok_dim 4 --clip_l a.safetensors --seed five"
                + " --network_di 8 stray");
    assertEquals(
        "sd-scripts knows no such option and stops at it: did you mean network_dim?",
        read.reason("--netwrok_dim"));
    assertTrue(read.reason("--clip_l").startsWith("train_network.py has no such option"));
    assertTrue(read.reason("--clip_l").contains("flux_train_network.py"));
    assertEquals(Fate.QUESTION, read.fate("--seed"));
    assertTrue(
        String.valueOf(
                read("python train_network.py --network_dim 4.0").account("--network_dim").ran())
            .contains("wants a whole number"));
    assertEquals(8L, read.train("network_dim"));
    assertEquals("short for --network_dim", read.reason("--network_di"));
  }

  @Test
  void readsAShellScriptWithVariables() throws IOException {
    Files.createFile(folder.resolve("base.safetensors"));
    Importing read =
        read(
            """
            #!/bin/bash
            MODEL="./base.safetensors"
            DIM=8
            NAME=${1:-cat}
            export CUDA_VISIBLE_DEVICES=1
            export PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
            UNUSED=3
            ARGS=(--cache_latents)
            pip install -r requirements.txt
            accelerate launch train_network.py \\
              --pretrained_model_name_or_path "$MODEL" \\
              --network_dim $DIM \\
              --output_name "$NAME" \\
              --logging_dir "$LOGS" \\
              --training_comment "$(date)" \\
              "${ARGS[@]}"
            """);
    assertEquals("./base.safetensors", read.train("pretrained_model_name_or_path"));
    assertEquals(8L, read.train("network_dim"));
    assertEquals(true, read.train("cache_latents"));
    assertEquals("1", read.launch().text("gpu_ids").orElseThrow());
    assertEquals(List.of("train.network_dim"), read.account("$DIM").targets());
    assertEquals(Fate.DROPPED, read.fate("$UNUSED"));
    assertTrue(read.reason("$PYTORCH_CUDA_ALLOC_CONF").contains("passes it on"));
    assertEquals("pip", read.account("line 9").source().value());
    assertEquals("$LOGS is not set in the script", read.reason("--logging_dir"));
    assertEquals("<logging_dir folder, was $LOGS>", read.train("logging_dir"));
    assertEquals(Fate.QUESTION, read.fate("--training_comment"));
    assertEquals("-", read.train("training_comment"));
    assertEquals(Fate.QUESTION, read.fate("--output_name"));
  }

  @Test
  void readsABatchFile() {
    Importing read =
        read(
            """
            @echo off
            rem trains a cat
            set MODEL=base.safetensors
            set "OUT=%~dp0out"
            set WANDB_API_KEY=0123456789abcdef0123456789abcdef01234567
            call venv\\Scripts\\activate.bat
            accelerate launch --num_cpu_threads_per_process 1 sdxl_train_network.py ^
              --pretrained_model_name_or_path="%MODEL%" ^
              --output_dir "%OUT%" ^
              --network_dim=4
            pause
            """);
    assertEquals(4L, read.train("network_dim"));
    assertEquals("base.safetensors", read.train("pretrained_model_name_or_path"));
    assertEquals(folder + "/out", read.train("output_dir"));
    assertEquals(Fate.SECRET, read.fate("$WANDB_API_KEY"));
    assertFalse(read.everything().contains("0123456789abcdef"));
  }

  @Test
  void readsAPowershellScript() {
    Importing read =
        read(
            """
            $model = "base.safetensors"
            $lora_dim = 4
            $Env:HF_HOME = "cache"
            $extra = @("--cache_latents", "--optimizer_args", "decouple=True")
            if ($lora_dim -gt 2) { $extra += "--gradient_checkpointing" }
            python -m accelerate.commands.launch "./train_network.py" `
              --pretrained_model_name_or_path=$model `
              --network_dim=$lora_dim `
              $extra
            Write-Output "done"
            """);
    assertEquals(4L, read.train("network_dim"));
    assertEquals(List.of("decouple=True"), read.train("optimizer_args"));
    assertEquals(true, read.train("gradient_checkpointing"));
    assertEquals(Fate.DROPPED, read.fate("$HF_HOME"));
  }

  @Test
  void savesFlagsThatABlankBehindTheBackslashCutsOff() {
    Importing read =
        read(
            "accelerate launch train_network.py \\\n --network_dim 4 \\ \n --seed 3 \\\n --xformers\n");
    assertEquals(3L, read.train("seed"));
    assertEquals(true, read.train("xformers"));
    assertTrue(String.valueOf(read.account("--seed").ran()).contains("ends on a line before"));
    Importing commented =
        read("python train_network.py \\\n --network_dim 4 \\\n # --seed 3 \\\n --xformers\n");
    assertEquals(true, commented.train("xformers"));
    assertEquals("-", commented.train("seed"));
    Importing spread =
        read("accelerate launch train_network.py\n --network_dim=4\n\n --seed=3\n --xformers\n");
    assertEquals(3L, spread.train("seed"));
    assertTrue(String.valueOf(spread.account("script").ran()).contains("sign of continuation"));
    assertTrue(spread.account("--seed").ran() == null);
  }

  @Test
  void hidesTokensWhereverTheyStand() {
    String token = "hf_abcdefghijklmnopqrstuvwxyz";
    Importing read =
        read(
            "export HF_TOKEN="
                + token
                + "\nKEY="
                + token
                + "\n"
                + "env WANDB_API_KEY="
                + token
                + " accelerate launch --aws_secret_access_key "
                + token
                + " train_network.py --huggingface_token $KEY --wandb_api_key="
                + token
                + " --api_key "
                + token
                + " --vae https://me:"
                + token
                + "@host/vae.pt\n"
                + "huggingface-cli login --token "
                + token
                + "\n");
    assertFalse(read.everything().contains(token), read::everything);
    assertEquals(
        List.of(
            "launch --aws_secret_access_key",
            "--huggingface_token",
            "--wandb_api_key",
            "--api_key",
            "--vae",
            "$HF_TOKEN",
            "$KEY",
            "$WANDB_API_KEY"),
        read.keys(Fate.SECRET));
    assertTrue(read.reason("--wandb_api_key").contains("WANDB_API_KEY in the environment"));
  }

  @Test
  void readsTheFilesBesideIt() throws IOException {
    Files.createDirectory(folder.resolve("images"));
    Importing read =
        Importing.of(
            new CommandReader(),
            folder,
            "train.sh",
            """
            accelerate launch \\
              --mixed_precision bf16 \\
              sd-scripts/flux_train_network.py \\
              --config_file more \\
              --network_dim 4 \\
              --dataset_config "/elsewhere/dataset.toml" \\
              --sample_prompts="/elsewhere/prompts.txt" --sample_every_n_steps="50"
            """,
            Map.of(
                "more.toml",
                "[a]\nnetwork_dim = 8\nseed = 5\n[b]\ntypo_here = 1\n",
                "dataset.toml",
                """
                [general]
                caption_extension = '.txt'
                [[datasets]]
                resolution = 512
                batch_size = 1
                batch_sise = 2
                  [[datasets.subsets]]
                  image_dir = 'images'
                  num_repeats = 10
                """,
                "prompts.txt",
                "a cat --w 512\n\na dog --q 4\n"));
    assertEquals(4L, read.train("network_dim"));
    assertEquals(5L, read.train("seed"));
    assertEquals("the command's --network_dim counts", read.reason("\"more.toml\".a.network_dim"));
    assertTrue(read.reason("\"more.toml\".b.typo_here").contains("knows no such option"));
    assertEquals(1, read.imported().parts().datasets().datasets().size());
    assertEquals(
        List.of("datasets[0].subsets[0].image_dir"),
        read.account("\"dataset.toml\".datasets[0].subsets[0].image_dir").targets());
    assertTrue(
        read.reason("\"dataset.toml\".datasets[0].batch_sise").contains("did you mean batch_size"));
    assertEquals(2, read.imported().parts().samples().size());
    assertEquals(Fate.APPROXIMATED, read.fate("\"prompts.txt\"[1]"));
    assertEquals("-", read.train("dataset_config"));
    assertEquals(4, read.imported().files().size());
  }

  @Test
  void countsPathsFromWhereTheTrainingStarts() throws IOException {
    Files.createDirectories(folder.resolve("scripts/models"));
    Files.createFile(folder.resolve("scripts/models/base.safetensors"));
    Importing read =
        Importing.of(
            new CommandReader(),
            folder,
            "scripts/run/train.sh",
            "cd \"$(dirname \"$0\")/..\"\npython train_network.py"
                + " --pretrained_model_name_or_path models/base.safetensors\n");
    assertEquals(folder.resolve("scripts"), read.imported().base());
    Importing plain =
        Importing.of(
            new CommandReader(),
            folder,
            "scripts/train.sh",
            "python train_network.py --pretrained_model_name_or_path models/base.safetensors\n");
    assertEquals(folder.resolve("scripts"), plain.imported().base());
    assertEquals(Fate.MAPPED, plain.fate("--pretrained_model_name_or_path"));
  }

  @Test
  void takesTheFirstTrainingOfSeveral() {
    Importing read =
        read("python train_network.py --seed 1\npython sdxl_train_network.py --seed 2\n");
    assertEquals(1L, read.train("seed"));
    assertTrue(read.reason("line 2").startsWith("a second training"));
  }

  @Test
  void refusesATrainingOfSomethingElse() {
    UserError error =
        assertThrows(UserError.class, () -> read("accelerate launch sdxl_train.py --seed 1"));
    assertTrue(String.valueOf(error.getMessage()).contains("sdxl_train.py, which makes no LoRA"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# use: sdxl_train_network.py --config_file config.toml\nnetwork_dim = 4\n",
        "echo accelerate launch train_network.py --seed 1",
        "see train_network.py",
        "{\"a\": \"accelerate launch train_network.py\"}",
        "training_comment = \"python train_network.py --seed 1\"\n",
        "",
        "python inference.py --prompt train"
      })
  void isNotTakenInByTextThatOnlyNamesAScript(String text) {
    assertFalse(new CommandReader().recognises(Importing.file(folder, "x", text)));
  }

  private Importing read(String text) {
    return Importing.of(new CommandReader(), folder, "train.sh", text);
  }
}
