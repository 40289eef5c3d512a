package dev.lorabake.foreign.lorafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Addition;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoraFileReaderTest {
  private static final String MODULE = "lora_unet_down_blocks_0_attentions_0_to_q";

  @TempDir Path folder = Path.of("");

  private Imported read(LoraBytes lora) throws IOException {
    byte[] bytes = lora.bytes();
    Path file = Files.write(folder.resolve("found.safetensors"), bytes);
    ForeignFile opened = new ForeignFile(file, bytes, bytes.length);
    LoraFileReader reader = new LoraFileReader();
    assertTrue(reader.recognises(opened));
    return reader.read(
        opened, List.of(), new ForeignReader.Surroundings(Catalog.bundled(), folder));
  }

  private static LoraBytes lora() {
    return new LoraBytes().lora(MODULE, 4, 2);
  }

  private static LoraBytes described() {
    return lora()
        .says("ss_network_module", "networks.lora")
        .says("ss_network_dim", "4")
        .says("ss_network_alpha", "2.0")
        .says("ss_base_model_version", "sd_v1");
  }

  private static Object train(Imported imported, String option) {
    return imported.parts().train().find(option).orElseThrow().value();
  }

  private static Account account(Imported imported, String key) {
    return imported.accounts().stream()
        .filter(account -> account.source().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Addition> addition(Imported imported, String target) {
    return imported.additions().stream().filter(one -> one.target().equals(target)).findFirst();
  }

  @Test
  void readsNetworkRankAndAlphaFromTheMetadata() throws IOException {
    Imported imported = read(described());
    assertEquals("sd15", Objects.requireNonNull(imported.parts().family()).value());
    assertEquals("lora", Objects.requireNonNull(imported.parts().network()).value());
    assertEquals(4L, train(imported, "network_dim"));
    assertEquals(2.0, train(imported, "network_alpha"));
    assertEquals(0, imported.count(Fate.UNKNOWN));
  }

  @Test
  void tellsRankAlphaFamilyAndKindFromTensorsAlone() throws IOException {
    Imported imported = read(lora().convolution("lora_unet_down_blocks_0_resnets_0_conv1", 2, 1));
    assertEquals("sd15", Objects.requireNonNull(imported.parts().family()).value());
    assertEquals("locon", Objects.requireNonNull(imported.parts().network()).value());
    assertEquals(4L, train(imported, "network_dim"));
    assertEquals(2.0, train(imported, "network_alpha"));
    assertEquals(List.of("conv_dim=2", "conv_alpha=1"), train(imported, "network_args"));
    assertEquals(List.of(), imported.accounts());
    assertTrue(addition(imported, "train.network_dim").orElseThrow().reason().contains("tensors"));
    assertEquals(true, train(imported, "network_train_unet_only"));
    assertEquals("fp16", train(imported, "save_precision"));
  }

  @Test
  void namesTheLargestRankWhereBlocksHaveTheirOwn() throws IOException {
    Imported imported = read(lora().lora(MODULE.replace("to_q", "to_k"), 16, 8));
    assertEquals(16L, train(imported, "network_dim"));
    String reason = addition(imported, "train.network_dim").orElseThrow().reason();
    assertEquals("the largest of 2 that the tensors have: [4, 16]", reason);
  }

  @Test
  void takesTheRankForTheAlphaWhereAFileHasNone() throws IOException {
    Imported imported =
        read(
            new LoraBytes()
                .says("modelspec.architecture", "flux-1-dev/lora")
                .matrix("transformer.single_transformer_blocks.0.proj_out.lora_A.weight", 16, 8)
                .matrix("transformer.single_transformer_blocks.0.proj_out.lora_B.weight", 8, 16));
    assertEquals("flux", Objects.requireNonNull(imported.parts().family()).value());
    assertEquals(16L, train(imported, "network_dim"));
    assertEquals(16.0, train(imported, "network_alpha"));
    for (String option : List.of("clip_l", "t5xxl", "ae")) {
      assertEquals("<" + option + " file>", train(imported, option));
      assertTrue(addition(imported, "train." + option).isPresent(), option);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lora_unet_x.hada_w1_b, loha, 8",
    "lora_unet_x.lokr_w2_a, lokr, 8",
    "lora_unet_x.lora_down.weight, lora, 8",
  })
  void tellsTheKindOfNetworkByTheNamesOfItsTensors(String tensor, String network, long rank)
      throws IOException {
    LoraBytes bytes =
        new LoraBytes().says("modelspec.architecture", "stable-diffusion-xl-v1-base/lora");
    if (network.equals("lokr")) {
      bytes.matrix("lora_unet_x.lokr_w1", 4, 4).matrix(tensor, 6, rank);
    } else {
      bytes.matrix(tensor, rank, 6).matrix("lora_unet_x.hada_w1_a", 6, rank);
    }
    Imported imported = read(bytes);
    assertEquals(network, Objects.requireNonNull(imported.parts().network()).value());
    assertEquals(rank, train(imported, "network_dim"));
  }

  @Test
  void tellsDoRaByItsMagnitudes() throws IOException {
    Imported imported = read(lora().matrix(MODULE + ".dora_scale", 8, 1));
    assertEquals("dora", Objects.requireNonNull(imported.parts().network()).value());
  }

  @Test
  void namesALycorisNetworkByItsAlgorithm() throws IOException {
    Imported imported =
        read(
            described()
                .says("ss_network_module", "lycoris.kohya")
                .says("ss_network_args", "{\"algo\": \"lokr\", \"factor\": \"8\"}"));
    assertEquals("lokr", Objects.requireNonNull(imported.parts().network()).value());
    assertEquals(List.of("factor=8"), train(imported, "network_args"));
    assertEquals(
        List.of("train.network_args.factor"),
        account(imported, "ss_network_args.factor").targets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "torch.optim.adamw.AdamW | AdamW | ",
        "bitsandbytes.optim.adamw.AdamW8bit(weight_decay=0.1,betas=(0.9, 0.99)) | AdamW8bit"
            + " | weight_decay=0.1;betas=(0.9, 0.99)",
        "transformers.optimization.Adafactor(scale_parameter=False,relative_step=False) | Adafactor"
            + " | scale_parameter=False;relative_step=False",
        "transformers.optimization.Adafactor(relative_step=True) | Adafactor | ",
        "pytorch_optimizer.optimizer.came.CAME(ams_bound=False)"
            + " | pytorch_optimizer.optimizer.came.CAME | ams_bound=False",
        "prodigyopt.prodigy.Prodigy(decouple=True,mode=fast) | Prodigy | decouple=True;mode='fast'",
        "torch.optim.sgd.SGD(momentum=0.9) | SGDNesterov | momentum=0.9",
      })
  void readsTheOptimizerBack(String text, String type, String args) throws IOException {
    Imported imported = read(described().says("ss_optimizer", text));
    assertEquals(type, train(imported, "optimizer_type"));
    Optional<Object> found =
        imported.parts().train().find("optimizer_args").map(setting -> setting.value());
    assertEquals(args == null ? Optional.empty() : Optional.of(List.of(args.split(";"))), found);
  }

  @Test
  void takesTheLearningRateOutOfAdafactorsOwnScheduler() throws IOException {
    Imported imported =
        read(
            described()
                .says("ss_lr_scheduler", "adafactor:0.0003")
                .says("ss_learning_rate", "None"));
    assertEquals("adafactor", train(imported, "lr_scheduler"));
    assertEquals(0.0003, train(imported, "learning_rate"));
    assertEquals(Fate.APPROXIMATED, account(imported, "ss_lr_scheduler").fate());
    assertEquals(Fate.UNSET, account(imported, "ss_learning_rate").fate());
  }

  @Test
  void asksForTheFoldersThatOnlyTheirNamesAreKeptOf() throws IOException {
    Imported imported =
        read(
            described()
                .says("ss_dataset_dirs", "{\"10_cat\": {\"n_repeats\": 10, \"img_count\": 20}}")
                .says("ss_reg_dataset_dirs", "{}")
                .says("ss_tag_frequency", "{\"10_cat\": {\"a\": 2, \"b\": 1}}"));
    assertEquals("<folder that holds 10_cat>", train(imported, "train_data_dir"));
    assertEquals(Fate.QUESTION, account(imported, "ss_dataset_dirs.10_cat.n_repeats").fate());
    assertEquals(Fate.UNSET, account(imported, "ss_reg_dataset_dirs").fate());
    assertEquals("(2 entries in 1 groups)", account(imported, "ss_tag_frequency").source().value());
  }

  @Test
  void makesDatasetsOfThoseOfADatasetConfig() throws IOException {
    String datasets =
        """
        [{"is_dreambooth": true, "batch_size_per_device": 2, "num_train_images": 40,
          "num_reg_images": 0, "resolution": [768, 768], "enable_bucket": true,
          "min_bucket_reso": 256, "max_bucket_reso": 1024, "tag_frequency": {"cat": {"a": 1}},
          "bucket_info": {"buckets": {}}, "resize_interpolation": null,
          "subsets": [{"img_count": 20, "num_repeats": 2, "color_aug": false, "flip_aug": true,
            "keep_tokens": 1, "caption_prefix": null, "image_dir": "cat", "class_tokens": "sks",
            "is_reg": false}]}]
        """;
    Imported imported = read(described().says("ss_datasets", datasets));
    var block = imported.parts().datasets().datasets().getFirst();
    assertEquals(
        Set.of("batch_size", "resolution", "enable_bucket", "min_bucket_reso", "max_bucket_reso"),
        new TreeSet<>(block.settings().names()));
    assertEquals(768L, block.settings().find("resolution").orElseThrow().value());
    var subset = block.subsets().getFirst().settings();
    assertEquals("<folder of images, was cat>", subset.text("image_dir").orElseThrow());
    assertEquals(
        Set.of("num_repeats", "flip_aug", "keep_tokens", "image_dir", "class_tokens"),
        new TreeSet<>(subset.names()));
    assertEquals(0, imported.count(Fate.UNKNOWN));
    assertEquals(
        List.of("datasets[0].subsets[0].image_dir"),
        account(imported, "ss_datasets[0].subsets[0].image_dir").targets());
  }

  @Test
  void countsTheProcessesByTheTotalBatch() throws IOException {
    Imported imported =
        read(
            described()
                .says("ss_batch_size_per_device", "2")
                .says("ss_gradient_accumulation_steps", "4")
                .says("ss_total_batch_size", "16"));
    assertEquals(2L, imported.parts().launch().find("num_processes").orElseThrow().value());
    assertEquals(
        List.of("launch.num_processes"), account(imported, "ss_total_batch_size").targets());
  }

  @Test
  void leavesKeysOfForksUnknownInsteadOfSilent() throws IOException {
    Imported imported = read(described().says("ss_fancy_new_loss", "2").says("mood", "good"));
    assertEquals(Fate.UNKNOWN, account(imported, "ss_fancy_new_loss").fate());
    assertEquals(Fate.UNKNOWN, account(imported, "mood").fate());
  }

  @Test
  void asksWhereAValueIsNotWhatTheOptionTakes() throws IOException {
    Imported imported = read(described().says("ss_seed", "seven"));
    assertEquals(Fate.QUESTION, account(imported, "ss_seed").fate());
    assertFalse(imported.parts().train().has("seed"));
  }

  @Test
  void takesTheTensorsWordAfterAResize() throws IOException {
    Imported imported = read(described().says("ss_network_dim", "Dynamic"));
    assertEquals(4L, train(imported, "network_dim"));
    assertEquals(Fate.APPROXIMATED, account(imported, "ss_network_dim").fate());
  }

  @Test
  void saysWhatIsMissingOfAFileThatIsCutOff() throws IOException {
    byte[] bytes = described().bytes();
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 10);
    Path file = Files.write(folder.resolve("cut.safetensors"), cut);
    ForeignFile opened = new ForeignFile(file, cut, cut.length);
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new LoraFileReader()
                    .read(
                        opened,
                        List.of(),
                        new ForeignReader.Surroundings(Catalog.bundled(), folder)));
    assertTrue(String.valueOf(error.getMessage()).contains("cut off"), error.getMessage());
  }

  @Test
  void refusesAModelThatIsNoLora() {
    UserError error =
        assertThrows(
            UserError.class, () -> read(new LoraBytes().matrix("model.diffusion_model.x", 4, 4)));
    assertTrue(String.valueOf(error.getMessage()).contains("is no LoRA"), error.getMessage());
  }

  @Test
  void survivesMegabytesOfTags() throws IOException {
    StringBuilder tags = new StringBuilder("{\"10_cat\": {");
    for (int i = 0; i < 200_000; i++) {
      tags.append(i == 0 ? "" : ", ").append("\"tag number ").append(i).append("\": 1");
    }
    Imported imported = read(described().says("ss_tag_frequency", tags.append("}}").toString()));
    assertEquals(
        "(200000 entries in 1 groups)", account(imported, "ss_tag_frequency").source().value());
  }
}
