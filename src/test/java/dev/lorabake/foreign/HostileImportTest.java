package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.command.CommandReader;
import dev.lorabake.foreign.loraeasy.LoraEasyReader;
import dev.lorabake.foreign.sdscripts.SdScriptsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, it is read with every key accounted for, or refused by a clear error. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileImportTest {
  private static final int TRIES = 150;
  private static final List<ForeignReader> READERS =
      List.of(new CommandReader(), new LoraEasyReader(), new SdScriptsReader());

  private static final String SIGNS = "\"'`$(){}[]=\\\n^%;&|<>#,.-1e!@\u0001\u00e4";
  private static final String SHELL =
      """
      #!/bin/bash
      export HF_TOKEN=x
      A="one"; B=(--cache_latents "--network_args" a=1)
      if [[ $A == one ]]; then B+=(--seed 4); else B=(); fi
      for i in 1 2; do echo $i > /dev/null; done
      cat <<EOF
      text
      EOF
      accelerate launch --num_processes=2 --mixed_precision bf16 sdxl_train_network.py \\
        --network_dim ${DIM:-8} --output_dir "$A" --sample_prompts 'p' "${B[@]}" $(date) # end
      """;
  private static final String BATCH =
      """
      @echo off
      set "A=%~dp0x"
      if exist a (set B=1) else set B=2
      call x.bat
      accelerate launch train_network.py ^
        --network_dim=%B% --output_dir="%A%" %1 !A! %A:~1% > log.txt
      """;
  private static final String POWERSHELL =
      """
      $a = "x"
      $list = @("--seed", 4)
      $list += "--x=" + $a
      if ($a -eq "x") { [void]$list.Add("--cache_latents") } elseif (!$a) { } else { $a = Get-Date }
      function f { param($b) python train_network.py $b }
      python -m accelerate.commands.launch (Join-Path $PSScriptRoot "train_network.py") `
        --network_dim=$($a.Length) "--output_dir=$a" @list <# comment #>
      """;
  private static final String CONFIG =
      """
      network_dim = 8 # rank
      [a]
      learning_rate = 1e-4
      optimizer_args = ["a=1", 'b=2']
      wandb_api_key = "k"
      sample_prompts = "x"
      [b.c]
      seed = [[1, 2.0], {d = 1}]
      [general]
      shuffle_caption = true
      [[datasets]]
      resolution = [512, 512]
      [[datasets.subsets]]
      image_dir = "x"
      """;
  private static final String EASY =
      """
      subsets = [{image_dir = "a", name = "x", keep_tokens = 0}, 4]
      train_mode = {train_mode = "lora"}
      [general_args.args]
      sdxl = true
      max_train_steps = 100
      [general_args.dataset_args]
      resolution = 512
      [network_args.args.network_args]
      algo = "lokr"
      block_dims = [1, 2]
      [optimizer_args.args]
      warmup_ratio = 0.1
      lr_scheduler_type = "x"
      lr_scheduler_num_cycles = 2
      [optimizer_args.args.optimizer_args]
      weight_decay = "0.1"
      """;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {SHELL, BATCH, POWERSHELL, CONFIG, EASY})
  void survivesMutations(String text) {
    for (int seed = 1; seed <= TRIES; seed++) {
      String mutated = mutate(text, new java.util.Random(seed));
      try {
        read(mutated);
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ":\n" + mutated, e);
      }
    }
  }

  @Test
  void survivesTruncation() {
    for (String text : List.of(SHELL, BATCH, POWERSHELL, CONFIG, EASY)) {
      for (int end = 0; end < text.length(); end++) {
        read(text.substring(0, end));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[", "{", "$(", "${", "(", "\"$(\"", "if [ ", "{ ", "a=[", "a.", "`", "'", "%", "@(",
        "$a=$a\n", "<#", "^", "\\", "--a ", "[[a]]\n", "[a.b]\n", "<<A ", "\n", " ", "if x ",
        "if (", "| "
      })
  void survivesEndlessRepetition(String part) {
    String body = part.repeat(40_000 / part.length());
    for (String text :
        List.of(
            body,
            "python train_network.py " + body,
            body + "\npython train_network.py --seed 1\n",
            "network_dim = 1\n" + body,
            "[general_args.args]\nseed = " + body)) {
      read(text);
    }
  }

  private void read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ForeignFile file = new ForeignFile(folder.resolve("x"), bytes, bytes.length);
    for (ForeignReader reader : READERS) {
      if (!file.isText() || !reader.recognises(file)) {
        continue;
      }
      try {
        Imported imported =
            reader.read(file, List.of(), new ForeignReader.Surroundings(Catalog.bundled(), folder));
        List<String> unknown =
            imported.accounts().stream()
                .filter(account -> account.fate() == Fate.UNKNOWN)
                .map(account -> account.source().key())
                .toList();
        assertEquals(List.of(), unknown);
      } catch (UserError e) {
        // said clearly
        assertEquals(false, String.valueOf(e.getMessage()).isEmpty());
      }
      return;
    }
  }

  private static String mutate(String text, RandomGenerator random) {
    StringBuilder mutated = new StringBuilder(text);
    int times = random.nextInt(1, 6);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(mutated.length());
      int end = Math.min(mutated.length(), at + random.nextInt(1, 30));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, end);
        case 1 -> mutated.insert(at, mutated.substring(at, end));
        case 2 -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at, end));
        case 3 -> mutated.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
        default -> mutated.setCharAt(at, (char) random.nextInt(32, 128));
      }
      if (mutated.isEmpty()) {
        mutated.append('x');
      }
    }
    return mutated.toString();
  }
}
