package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.foreign.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KohyaReaderTest {
  @TempDir Path folder = Path.of("");

  private GuiCase read(String members) {
    return GuiCase.of(folder, members);
  }

  @ParameterizedTest
  @CsvSource({
    "'', sd15",
    "'\"v2\": true', sd2",
    "'\"sdxl\": true', sdxl",
    "'\"flux1_checkbox\": true, \"LoRA_type\": \"Flux1\"', flux",
    "'\"flux1_checkbox\": true, \"model_type\": \"chroma\"', chroma",
    "'\"sd3_checkbox\": true', sd3",
    "'\"hunyuan_image_checkbox\": true', hunyuan-image",
    "'\"anima_checkbox\": \"True\"', anima",
    "'\"lumina_checkbox\": true', lumina",
    "'\"sdxl\": true, \"flux1_checkbox\": true', sdxl",
  })
  void theFirstTickedModelTellsTheFamily(String members, String family) {
    assertEquals(family, read(members).family());
  }

  @Test
  void numbersMayBeText() {
    GuiCase read = read("\"seed\": \"42\", \"clip_skip\": \"2\", \"network_dim\": 32.0");
    assertEquals(42L, read.train("seed"));
    assertEquals(2L, read.train("clip_skip"));
    assertEquals(32L, read.train("network_dim"));
  }

  @Test
  void whatIsNoNumberIsAsked() {
    GuiCase read = read("\"network_dim\": \"large\"");
    assertNull(read.train("network_dim"));
    assertEquals(Fate.QUESTION, read.account("network_dim").fate());
  }

  @Test
  void emptyTextSaysNothing() {
    GuiCase read = read("\"seed\": \"\", \"max_train_steps\": \"\", \"vae\": \"\", \"epoch\": 3");
    assertEquals(Fate.UNSET, read.account("seed").fate());
    assertEquals(Fate.UNSET, read.account("vae").fate());
    assertEquals(3L, read.train("max_train_epochs"));
  }

  @Test
  void aZeroThatTheGuiDropsIsKeptAndTold() {
    GuiCase read = read("\"max_grad_norm\": 0, \"caption_dropout_rate\": 0");
    assertEquals(0.0, read.train("max_grad_norm"));
    assertEquals("sd-scripts' own 1: kohya_ss passes no 0 on -> 0", read.ran("max_grad_norm"));
    assertEquals("null -> null", read.ran("caption_dropout_rate"));
  }

  @Test
  void aZeroOfWorkersIsPassedOn() {
    GuiCase read = read("\"max_data_loader_n_workers\": \"0\"");
    assertEquals(0L, read.train("max_data_loader_n_workers"));
    assertEquals("null -> null", read.ran("max_data_loader_n_workers"));
  }

  @Test
  void warmUpInPercentBecomesARatio() {
    GuiCase read = read("\"lr_warmup\": 5, \"max_train_steps\": 100");
    assertEquals(0.05, read.train("lr_warmup_steps"));
    assertEquals(List.of("train.lr_warmup_steps"), read.account("lr_warmup").targets());
  }

  @Test
  void warmUpInStepsWins() {
    GuiCase read = read("\"lr_warmup\": 5, \"lr_warmup_steps\": 20");
    assertEquals(20L, read.train("lr_warmup_steps"));
    assertEquals(Fate.DROPPED, read.account("lr_warmup").fate());
  }

  @ParameterizedTest
  @CsvSource({"true, xformers", "'\"xformers\"', xformers", "'\"sdpa\"', sdpa"})
  void attentionWasASwitchOnce(String value, String option) {
    assertEquals(true, read("\"xformers\": " + value).train(option));
  }

  @Test
  void oldFilesNameTheOptimizerByASwitch() {
    assertEquals("AdamW8bit", read("\"use_8bit_adam\": true").train("optimizer_type"));
    GuiCase both = read("\"use_8bit_adam\": true, \"optimizer\": \"Lion\"");
    assertEquals("Lion", both.train("optimizer_type"));
    assertEquals(Fate.DROPPED, both.account("use_8bit_adam").fate());
  }

  @Test
  void aRateOfZeroMeansThatThePartIsNotTrained() {
    GuiCase unet = read("\"text_encoder_lr\": 0");
    assertEquals(true, unet.train("network_train_unet_only"));
    assertNull(unet.train("text_encoder_lr"));
    GuiCase text = read("\"unet_lr\": \"0\"");
    assertEquals(true, text.train("network_train_text_encoder_only"));
    GuiCase both = read("\"unet_lr\": 0, \"text_encoder_lr\": 0");
    assertNull(both.train("network_train_unet_only"));
    assertNull(both.train("network_train_text_encoder_only"));
  }

  @Test
  void oneRateOfTextEncodersIsSaidOnce() {
    assertEquals(List.of(1e-4), read("").train("text_encoder_lr"));
    GuiCase two = read("\"t5xxl_lr\": 5e-5, \"sd3_checkbox\": true");
    assertEquals(List.of(1e-4, 5e-5), two.train("text_encoder_lr"));
  }

  @Test
  void missingRatesAreNotMadeUp() {
    GuiCase read =
        GuiCase.ofWhole(
            folder,
            "{\"LoRA_type\": \"Standard\", \"learning_rate\": 1.0, \"optimizer\": \"Prodigy\"}");
    assertNull(read.train("unet_lr"));
    assertNull(read.train("text_encoder_lr"));
    assertTrue(read.ran("learning_rate").startsWith("1.0E-4 for U-Net and text encoders"));
  }

  @Test
  void epochsAreMeantWhereTheGuiMakesStepsOfThem() throws IOException {
    Path images = Files.createDirectories(folder.resolve("img/10_sks dog"));
    for (int i = 0; i < 7; i++) {
      Files.write(images.resolve(i + ".png"), new byte[1]);
    }
    GuiCase read =
        read(
            "\"epoch\": 3, \"max_train_steps\": 0, \"train_batch_size\": 4,"
                + " \"train_data_dir\": \"img\", \"reg_data_dir\": \"\"");
    assertEquals(3L, read.train("max_train_epochs"));
    assertTrue(read.ran("epoch").startsWith("53 steps: "), read.ran("epoch"));
    assertTrue(read.ran("epoch").endsWith("-> 3 epochs"));
  }

  @Test
  void stepsOfTheFileWinOverItsEpoch() {
    GuiCase read = read("\"epoch\": 3, \"max_train_steps\": \"500\"");
    assertEquals(500L, read.train("max_train_steps"));
    assertNull(read.train("max_train_epochs"));
    assertEquals(Fate.DROPPED, read.account("epoch").fate());
  }

  @Test
  void cyclesLeftEmptyMeantACycleAnEpoch() {
    GuiCase read =
        read(
            "\"epoch\": 30, \"lr_scheduler\": \"cosine_with_restarts\","
                + " \"lr_scheduler_num_cycles\": \"\"");
    assertEquals(30L, read.train("lr_scheduler_num_cycles"));
    assertTrue(read.ran("lr_scheduler_num_cycles").endsWith("-> 30 cycles"));
  }

  @Test
  void onlyTheChosenKindOfNoiseIsTaken() {
    String noise = "\"noise_offset\": 0.05, \"multires_noise_iterations\": 6";
    GuiCase original = read(noise + ", \"noise_offset_type\": \"Original\"");
    assertEquals(0.05, original.train("noise_offset"));
    assertNull(original.train("multires_noise_iterations"));
    GuiCase multires = read(noise + ", \"noise_offset_type\": \"Multires\"");
    assertNull(multires.train("noise_offset"));
    assertEquals(6L, multires.train("multires_noise_iterations"));
    assertEquals(0.05, read(noise).train("noise_offset"));
    assertEquals(6L, read(noise).train("multires_noise_iterations"));
  }

  @Test
  void aLokrTakesItsArguments() {
    GuiCase read =
        read(
            "\"LoRA_type\": \"LyCORIS/LoKr\", \"LyCORIS_preset\": \"full\", \"factor\": 8,"
                + " \"conv_dim\": 4, \"conv_alpha\": 1, \"decompose_both\": false,"
                + " \"use_cp\": false, \"use_tucker\": true, \"network_dim\": 100000");
    assertEquals("lycoris-lokr", read.network());
    assertEquals(
        List.of("factor=8", "use_tucker=True", "conv_dim=4", "conv_alpha=1"),
        read.train("network_args"));
    assertEquals(100000L, read.train("network_dim"));
    assertTrue(read.ran("decompose_both").startsWith("true: "));
    assertTrue(read.ran("use_tucker").startsWith("false: "));
  }

  @Test
  void aLokrRanDecomposedThoughNoKeySaysSo() {
    GuiCase read = read("\"LoRA_type\": \"LyCORIS/LoKr\", \"factor\": 8");
    assertTrue(read.ran("LoRA_type").startsWith("decompose_both=True: "));
  }

  @Test
  void anIa3TakesThePresetOfTheGui() {
    GuiCase read = read("\"LoRA_type\": \"LyCORIS/iA3\", \"LyCORIS_preset\": \"full\"");
    assertTrue(String.valueOf(read.train("network_args")).contains("preset=full"));
  }

  @Test
  void anEmptiedFieldIsNotWhatTheWindowOpensWith() {
    assertNull(read("\"max_resolution\": \"\"").train("resolution"));
    assertEquals("512,512", read("\"seed\": 1").train("resolution"));
  }

  @Test
  void oldNamesOfNetworksAreKnown() {
    assertEquals("lycoris-locon", read("\"LoRA_type\": \"LoCon\"").network());
    assertEquals("locon", read("\"LoRA_type\": \"Kohya LoCon\"").network());
  }

  @Test
  void aNetworkOfANewerUpstreamIsNearedOrAsked() {
    GuiCase near = read("\"LoRA_type\": \"Kohya LoKr\", \"sdxl\": true, \"conv_dim\": 0");
    assertEquals("lycoris-lokr", near.network());
    assertEquals(Fate.APPROXIMATED, near.account("LoRA_type").fate());
    GuiCase asked = read("\"LoRA_type\": \"Kohya LoHa\", \"anima_checkbox\": true");
    assertEquals("networks.loha", asked.train("network_module"));
    assertEquals(Fate.QUESTION, asked.account("LoRA_type").fate());
  }

  @Test
  void aNetworkThatTheGuiRefusesIsMeantForTheModel() {
    GuiCase read = read("\"lumina_checkbox\": true");
    assertEquals("lora", read.network());
    assertTrue(read.ran("LoRA_type").startsWith("nothing: "));
  }

  @Test
  void moreParametersWinOverTheOthers() {
    GuiCase read =
        read(
            "\"additional_parameters\": \"--seed=7 --lr_scheduler_args \\\"T_max=10\\\" --no_such 1\","
                + " \"seed\": 3, \"lr_scheduler_args\": \"\"");
    assertEquals(7L, read.train("seed"));
    assertEquals(List.of("T_max=10"), read.train("lr_scheduler_args"));
    assertEquals(Fate.DROPPED, read.account("seed").fate());
    assertTrue(reason(read, "additional_parameters").contains("--no_such 1"));
  }

  @Test
  void tokensStayOut() {
    GuiCase read =
        read(
            "\"wandb_api_key\": \"topsecret1\", \"huggingface_token\": \"topsecret2\","
                + " \"additional_parameters\": \"--wandb_api_key topsecret3 --no_such --hugg=topsecret4\"");
    assertEquals(Fate.SECRET, read.account("wandb_api_key").fate());
    assertEquals(Fate.SECRET, read.account("huggingface_token").fate());
    assertEquals(Fate.SECRET, read.account("additional_parameters").fate());
    assertFalse(read.imported().parts().train().all().toString().contains("topsecret"));
    assertFalse(read.imported().accounts().toString().contains("topsecret"));
  }

  @Test
  void wordsInQuotesStayTogether() {
    GuiCase read = read("\"optimizer_args\": \"\\\"weight_decay=0.1\\\" \\\"betas=0.9, 0.99\\\"\"");
    assertEquals(List.of("weight_decay=0.1", "betas=0.9, 0.99"), read.train("optimizer_args"));
    assertEquals(
        "weight_decay=0.1 | betas=0.9, | 0.99 -> weight_decay=0.1 | betas=0.9, 0.99",
        read.ran("optimizer_args"));
  }

  @Test
  void promptsBecomeSamples() {
    GuiCase read = read("\"sample_prompts\": \"a cat --w 512 --n bad\\n\\n# no\\na dog --zz 1\"");
    assertEquals(2, read.imported().parts().samples().size());
    assertEquals(
        512L, read.imported().parts().samples().getFirst().settings().whole("width").orElseThrow());
    assertEquals(Fate.APPROXIMATED, read.account("sample_prompts").fate());
  }

  @Test
  void acceleratesKeysBecomeLaunch() {
    GuiCase read =
        read(
            "\"num_processes\": 2, \"gpu_ids\": \"0,1\", \"multi_gpu\": true, \"dynamo_backend\": \"no\","
                + " \"extra_accelerate_launch_args\": \"--same_network\", \"dynamo_mode\": \"default\"");
    assertEquals(2L, read.launch("num_processes"));
    assertEquals("0,1", read.launch("gpu_ids"));
    assertEquals(List.of("--same_network"), read.launch("extra_args"));
    assertEquals(Fate.MAPPED, read.account("multi_gpu").fate());
    assertEquals(Fate.UNSET, read.account("dynamo_backend").fate());
  }

  @Test
  void pathsThatCannotBeHereAreAsked() {
    GuiCase read =
        read(
            "\"pretrained_model_name_or_path\": \"put the full path here\","
                + " \"train_data_dir\": \"D:\\\\img\", \"output_dir\": \"\", \"vae\": \"E:/vae.pt\","
                + " \"logging_dir\": \"C:/logs\"");
    for (String key : List.of("pretrained_model_name_or_path", "train_data_dir", "vae")) {
      assertEquals(Fate.QUESTION, read.account(key).fate(), key);
    }
    assertEquals("<VAE file, was E:/vae.pt>", read.train("vae"));
    assertEquals("output", read.train("output_dir"));
    assertNull(read.train("logging_dir"));
  }

  @Test
  void aNameOnTheHubIsNoPath() {
    GuiCase read = read("\"pretrained_model_name_or_path\": \"owner/model-1.0\"");
    assertEquals(Fate.MAPPED, read.account("pretrained_model_name_or_path").fate());
  }

  @Test
  void whatIsNotNamedIsLeftOpen() {
    GuiCase read = read("");
    assertEquals("<base model file>", read.train("pretrained_model_name_or_path"));
    assertEquals("<folder of training images>", read.train("train_data_dir"));
    assertTrue(read.added().contains("train.pretrained_model_name_or_path"));
  }

  @Test
  void whatTheWindowOpensWithIsSaidWhereUpstreamDoesOtherwise() {
    GuiCase read = read("");
    assertEquals(2048L, read.train("max_bucket_reso"));
    assertEquals(".txt", read.train("caption_extension"));
    assertEquals("AdamW", read.train("optimizer_type"));
    assertTrue(
        read.added().containsAll(List.of("train.max_bucket_reso", "train.caption_extension")));
  }

  @Test
  void pathsCountFromTheFolderWhereTheyAreFound() throws IOException {
    Path upper = folder.resolve("gui");
    Files.createDirectories(upper.resolve("test/img/3_a b"));
    Files.write(upper.resolve("test/img/3_a b/1.png"), new byte[1]);
    Path lower = Files.createDirectories(upper.resolve("test/config"));
    GuiCase read =
        GuiCase.ofWhole(lower, "{\"LoRA_type\": \"Standard\", \"train_data_dir\": \"./test/img\"}");
    assertEquals(upper, read.imported().base());
    assertEquals(Fate.MAPPED, read.account("train_data_dir").fate());
  }

  @Test
  void theOtherTabsTrainSomethingElse() {
    GuiCase dreambooth =
        GuiCase.ofWhole(
            folder,
            "{\"learning_rate\": 1e-5, \"learning_rate_te\": 5e-6, \"max_resolution\": \"512,512\"}");
    assertTrue(dreambooth.imported().tool().contains("Dreambooth tab"));
    assertEquals("lora", dreambooth.network());
    assertEquals(16L, dreambooth.train("network_dim"));
    assertEquals(Fate.APPROXIMATED, dreambooth.account("learning_rate").fate());
    assertEquals(List.of(5e-6), dreambooth.train("text_encoder_lr"));
    GuiCase inversion =
        GuiCase.ofWhole(folder, "{\"token_string\": \"zxc\", \"num_vectors_per_token\": 8}");
    assertEquals(Fate.DROPPED, inversion.account("token_string").fate());
  }

  @Test
  void theFinetuningTabHasMetadataFiles() throws IOException {
    Path meta = Files.createDirectories(folder.resolve("meta"));
    Files.writeString(meta.resolve("cap.json"), "{}");
    Path images = Files.createDirectories(folder.resolve("images"));
    GuiCase read =
        GuiCase.ofWhole(
            folder,
            ("{\"image_folder\": \"%s\", \"train_dir\": \"%s\", \"use_latent_files\": \"No\","
                    + " \"caption_metadata_filename\": \"cap.json\", \"dataset_repeats\": \"40\","
                    + " \"sdxl_checkbox\": true, \"latent_metadata_filename\": \"lat.json\"}")
                .formatted(images, meta));
    assertEquals("sdxl", read.family());
    assertEquals(meta + "/cap.json", read.train("in_json"));
    assertEquals(images.toString(), read.train("train_data_dir"));
    assertEquals(40L, read.train("dataset_repeats"));
    assertEquals(Fate.DROPPED, read.account("latent_metadata_filename").fate());
  }

  @Test
  void aKeyThatStandsTwiceIsTold() {
    GuiCase read = read("\"seed\": 1, \"seed\": 2");
    assertEquals(2L, read.train("seed"));
    assertTrue(reason(read, "seed").contains("twice"));
  }

  @Test
  void recognisesTheGuiAndNothingElse() {
    KohyaReader reader = new KohyaReader();
    assertTrue(
        reader.recognises(
            GuiCase.file(
                folder,
                "{\"LoRA_type\": \"Standard\", \"epoch\": 1,"
                    + " \"seed\": \"\", \"sdxl\": true, \"optimizer\": \"Lion\"}")));
    assertFalse(
        reader.recognises(
            GuiCase.file(
                folder,
                "{\"learning_rate\": 1, \"epochs\": 3,"
                    + " \"optimizer\": {\"optimizer\": \"ADAMW\"}, \"base_model_name\": \"x\"}")));
    assertFalse(reader.recognises(GuiCase.file(folder, "[1, 2]")));
    assertFalse(reader.recognises(GuiCase.file(folder, "{\"LoRA_type\": ")));
  }

  private static String reason(GuiCase read, String key) {
    return Objects.requireNonNull(read.account(key).reason());
  }
}
