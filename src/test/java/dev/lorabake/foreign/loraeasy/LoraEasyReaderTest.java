package dev.lorabake.foreign.loraeasy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.Importing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraEasyReaderTest {
  static final String WHOLE =
      """
      [[subsets]]
      num_repeats = 4
      caption_extension = ".txt"
      shuffle_caption = true
      keep_tokens = 0
      name = "cats"
      image_dir = "cats"

      [train_mode]
      train_mode = "lora"

      [general_args.args]
      pretrained_model_name_or_path = "base.safetensors"
      sdxl = true
      no_half_vae = true
      mixed_precision = "bf16"
      seed = 23
      max_token_length = 225
      prior_loss_weight = 0.0
      max_train_steps = 1000
      xformers = false

      [general_args.dataset_args]
      resolution = [ 1024, 768,]
      batch_size = 2

      [network_args.args]
      network_dim = 32
      network_alpha = 16.0
      min_timestep = 0
      max_timestep = 1000

      [network_args.args.network_args]
      algo = "lokr"
      preset = ""
      conv_dim = 8
      dora_wd = true
      block_dims = [1, 2, 3]

      [optimizer_args.args]
      optimizer_type = "Came"
      lr_scheduler = "cosine"
      learning_rate = 0.0001
      warmup_ratio = 0.125
      max_grad_norm = 0.0
      loss_type = "l2"

      [optimizer_args.args.optimizer_args]
      weight_decay = "0.1"
      decouple = "true"

      [saving_args.args]
      output_dir = "out/${replace}"
      output_name = "${replace}-lora"
      easy_name = "cat"
      save_toml = true
      tag_occurrence = true

      [logging_args.args]
      logging_dir = "logs"
      log_with = "wandb"
      wandb_api_key = "0123456789"

      [bucket_args.dataset_args]
      enable_bucket = true
      min_bucket_reso = 256

      [extra_args.args]
      noise_offset = "0.05"
      lowram = "true"
      nonsense = "1"
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void readsEveryTab() {
    Importing read = read(WHOLE);
    assertEquals("sdxl_train_network.py", read.imported().script());
    assertEquals(23L, read.train("seed"));
    assertEquals(32L, read.train("network_dim"));
    assertEquals("lycoris.kohya", read.train("network_module"));
    assertEquals(
        List.of("algo=lokr", "conv_dim=8", "dora_wd=True", "block_dims=1,2,3"),
        read.train("network_args"));
    assertEquals(List.of("weight_decay=0.1", "decouple=True"), read.train("optimizer_args"));
    assertEquals(125L, read.train("lr_warmup_steps"));
    assertEquals("out/cat", read.train("output_dir"));
    assertEquals("cat-lora", read.train("output_name"));
    assertEquals(0.05, read.train("noise_offset"));
    assertEquals(true, read.train("lowram"));
    assertEquals("-", read.train("sdxl"));
    assertEquals(List.of("family"), read.account("general_args.args.sdxl").targets());
    assertEquals(Fate.DROPPED, read.fate("saving_args.args.save_toml"));
    assertEquals(Fate.SECRET, read.fate("logging_args.args.wandb_api_key"));
    assertEquals(Fate.DROPPED, read.fate("extra_args.args.nonsense"));
    assertFalse(read.everything().contains("0123456789"));
  }

  @Test
  void readsDatasetsAsItsBackendWritesThem() {
    Importing read = read(WHOLE);
    var datasets = read.imported().parts().datasets();
    assertEquals(List.of(1024L, 768L), datasets.general().list("resolution"));
    assertEquals(256L, datasets.general().whole("min_bucket_reso").orElseThrow());
    var subset = datasets.datasets().getFirst().subsets().getFirst().settings();
    assertEquals("cats", subset.text("image_dir").orElseThrow());
    assertFalse(subset.has("name"));
    assertFalse(subset.has("keep_tokens"));
    assertEquals(Fate.UNSET, read.fate("subsets[0].keep_tokens"));
    assertEquals(Fate.DROPPED, read.fate("subsets[0].name"));
  }

  @Test
  void saysWhereZerosWereLeftOut() {
    Importing read = read(WHOLE);
    assertEquals(0.0, read.train("max_grad_norm"));
    assertTrue(
        String.valueOf(read.account("optimizer_args.args.max_grad_norm").ran())
            .contains("its default, 1"));
    assertTrue(read.account("general_args.args.prior_loss_weight").ran() != null);
    assertTrue(read.account("network_args.args.min_timestep").ran() == null);
    assertEquals(Fate.UNSET, read.fate("general_args.args.xformers"));
  }

  @Test
  void asksForOptimizersOfItsOwnPackage() {
    Importing read = read(WHOLE);
    assertEquals(Fate.QUESTION, read.fate("optimizer_args.args.optimizer_type"));
    assertEquals("LoraEasyCustomOptimizer.came.CAME", read.train("optimizer_type"));
  }

  @Test
  void worksOutWhatItsSchedulersAreTold() {
    Importing read =
        read(
            """
            [general_args.args]
            max_train_steps = 1000
            [optimizer_args.args]
            lr_scheduler_type = "LoraEasyCustomOptimizer.RexAnnealingWarmRestarts.RexAnnealingWarmRestarts"
            lr_scheduler_num_cycles = 4
            warmup_ratio = 0.1
            [optimizer_args.args.lr_scheduler_args]
            min_lr = 1e-6
            gamma = 0.9
            """);
    assertEquals(
        List.of("min_lr=1e-06", "gamma=0.9", "first_cycle_max_steps=250", "warmup_steps=25"),
        read.train("lr_scheduler_args").toString().isEmpty()
            ? List.of()
            : normalised(read.train("lr_scheduler_args")));
    assertEquals(Fate.QUESTION, read.fate("optimizer_args.args.lr_scheduler_type"));
    Importing epochs =
        read(
            "[general_args.args]\nmax_train_epochs = 4\n[optimizer_args.args]\nwarmup_ratio = 0.1\n");
    assertEquals(0.1, epochs.train("lr_warmup_steps"));
  }

  private static List<String> normalised(Object items) {
    return ((List<?>) items)
        .stream().map(item -> item.toString().replaceAll("1(\\.0)?[eE]-0?6", "1e-06")).toList();
  }

  @Test
  void tellsTheNetworkThatItChooses() {
    assertEquals("networks.lora", read("[general_args.args]\nseed = 1\n").train("network_module"));
    Importing flux = read("[flux_args.args]\nguidance_scale = 1.0\nae = \"ae.sft\"\n");
    assertEquals("networks.lora_flux", flux.train("network_module"));
    assertEquals("flux_train_network.py", flux.imported().script());
    assertEquals(
        "networks.lora_fa",
        read("[network_args.args]\nnetwork_dim = 4\nfa = true\n").train("network_module"));
    assertEquals(
        "networks.dylora",
        read("[network_args.args.network_args]\nunit = 4\n").train("network_module"));
  }

  @Test
  void refusesTextualInversion() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                read(
                    "[general_args.args]\nseed = 1\n[train_mode]\ntrain_mode = \"textual_inversion\"\n"));
    assertTrue(String.valueOf(error.getMessage()).contains("textual inversion"));
  }

  private Importing read(String text) {
    return Importing.of(new LoraEasyReader(), folder, "easy.toml", text);
  }
}
