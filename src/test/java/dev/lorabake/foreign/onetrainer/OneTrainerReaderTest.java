package dev.lorabake.foreign.onetrainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.Report;
import dev.lorabake.foreign.Sources;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OneTrainer's configs: what becomes of each key, told in golden files. */
class OneTrainerReaderTest {
  private static final OneTrainerReader READER = new OneTrainerReader();

  private static Imported read(String name) throws IOException {
    ForeignFile main = Sources.file("onetrainer/" + name + ".json");
    assertTrue(READER.recognises(main), name);
    return name.equals("sdxl")
        ? Sources.read(
            READER,
            main,
            Sources.file("onetrainer/concepts.json"),
            Sources.file("onetrainer/samples.json"))
        : Sources.read(READER, main);
  }

  private static Imported changed(String key, String value) {
    String text =
        "{\"training_method\": \"LORA\", \"model_type\": \"STABLE_DIFFUSION_XL_10_BASE\","
            + " \"epochs\": 20, \""
            + key.replace(".", "\": {\"")
            + "\": "
            + value
            + "}".repeat((int) key.chars().filter(c -> c == '.').count())
            + "}";
    Imported imported = Sources.read(READER, Sources.text("config.json", text));
    assertEquals(List.of(), Sources.unknown(imported));
    return imported;
  }

  private static Settings train(Imported imported) {
    return imported.parts().train();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sdxl", "flux", "old", "defaults"})
  void tellsWhatBecomesOfEachKey(String name) throws IOException {
    Imported imported = read(name);
    assertEquals(List.of(), Sources.unknown(imported));
    Report.assertGolden(imported, Sources.resource("onetrainer/" + name + ".txt"));
  }

  /** The file has every key of OneTrainer's config classes, none with its default. */
  @Test
  void accountsForEveryKeyThatOneTrainerHas() throws IOException {
    Imported imported = read("every-key");
    String text = Files.readString(Sources.resource("onetrainer/every-key.json"));
    assertEquals(Sources.leaves(Json.value(text, "file")), imported.accounts().size());
    assertEquals(List.of(), Sources.unknown(imported));
  }

  @Test
  void tellsAKeyThatNobodyKnows() {
    String text =
        "{\"training_method\": \"LORA\", \"epochs\": 3, \"peft_type\": \"LORA\", \"x\": 1}";
    Imported imported = Sources.read(READER, Sources.text("config.json", text));
    assertEquals(List.of("x"), Sources.unknown(imported));
  }

  @Test
  void tellsAKeyThatStandsTwice() {
    String text = "{\"training_method\": \"LORA\", \"epochs\": 3, \"epochs\": 4}";
    Imported imported =
        Sources.read(
            READER, Sources.text("config.json", text.replace("}", ", \"peft_type\": \"LORA\"}")));
    assertEquals(4, train(imported).whole("max_train_epochs").orElse(0));
    assertTrue(Report.of(imported).contains("epochs stands there more than once"));
  }

  @Test
  void letsNoSecretThrough() throws IOException {
    Imported imported = read("sdxl");
    assertEquals(3, imported.count(Fate.SECRET));
    assertFalse(Sources.everything(imported).contains("planted"));
    assertFalse(Sources.everything(imported).contains("PLANTED"));
  }

  @Test
  void findsTheFilesThatTheConfigNamesInOneTrainersFolder(@TempDir Path folder) throws IOException {
    for (String name : List.of("training_presets", "training_concepts", "training_samples")) {
      Files.createDirectory(folder.resolve(name));
    }
    Path config = folder.resolve("training_presets/mine.json");
    Files.copy(Sources.resource("onetrainer/sdxl.json"), config);
    Files.copy(
        Sources.resource("onetrainer/concepts.json"),
        folder.resolve("training_concepts/concepts.json"));
    Files.copy(
        Sources.resource("onetrainer/samples.json"),
        folder.resolve("training_samples/samples.json"));
    byte[] bytes = Files.readAllBytes(config);
    Imported imported =
        READER.read(
            new ForeignFile(config, bytes, bytes.length),
            List.of(),
            new ForeignReader.Surroundings(Catalog.bundled(), folder));
    assertEquals(3, imported.files().size());
    assertEquals(folder, imported.base());
    assertEquals(2, imported.parts().samples().size());
    assertEquals(List.of(), Sources.unknown(imported));
  }

  @Test
  void asksForTheImagesWhereTheConceptsAreNotThere() throws IOException {
    Imported imported = Sources.read(READER, Sources.file("onetrainer/sdxl.json"));
    assertTrue(
        imported.accounts().stream()
            .anyMatch(account ->
                account.source().key().equals("concept_file_name")
                    && account.fate() == Fate.QUESTION));
    assertEquals(2, imported.parts().datasets().datasets().size());
  }

  @Test
  void refusesWhatSdScriptsCannotTrain() {
    String text = "{\"training_method\": \"LORA\", \"model_type\": \"Z_IMAGE\", \"epochs\": 2}";
    UserError error =
        assertThrows(
            UserError.class, () -> Sources.read(READER, Sources.text("config.json", text)));
    assertTrue(String.valueOf(error.getMessage()).contains("Z_IMAGE"), error.getMessage());
  }

  @Test
  void saysWhatAFineTuningBecomes() {
    String text =
        "{\"training_method\": \"FINE_TUNE\", \"model_type\": \"CHROMA_1\", \"epochs\": 2}";
    Imported imported = Sources.read(READER, Sources.text("config.json", text));
    assertEquals(
        List.of("training_method"),
        imported.accounts().stream()
            .filter(account -> account.fate() == Fate.QUESTION)
            .map(account -> account.source().key())
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "learning_rate_scheduler, '\"COSINE\"', lr_scheduler, cosine",
    "learning_rate_scheduler, '\"COSINE_WITH_HARD_RESTARTS\"', lr_scheduler, cosine_with_restarts",
    "learning_rate_scheduler, '\"COSINE_WITH_RESTARTS\"', lr_scheduler_args, '[num_cycles=1.0]'",
    "learning_rate_scheduler, '\"LINEAR\"', lr_scheduler, linear",
    "learning_rate_scheduler, '\"CONSTANT\"', lr_scheduler, constant_with_warmup",
    "learning_rate_warmup_steps, 0, lr_scheduler, constant",
    "learning_rate_warmup_steps, 0.2, lr_warmup_steps, 0.2",
    "learning_rate_warmup_steps, 300, lr_warmup_steps, 300",
    "optimizer.optimizer, '\"LION_8BIT\"', optimizer_type, Lion8bit",
    "optimizer.optimizer, '\"CAME\"', optimizer_type, pytorch_optimizer.CAME",
    "optimizer.optimizer, '\"SCHEDULE_FREE_ADAMW\"', optimizer_args, '[weight_decay=0.01]'",
    "loss_weight_fn, '\"DEBIASED_ESTIMATION\"', debiased_estimation_loss, true",
    "mae_strength, 2.0, loss_type, l1",
    "rescale_noise_scheduler_to_zero_terminal_snr, true, zero_terminal_snr, true",
    "attention_mechanism, '\"FLASH\"', sdpa, true",
    "train_dtype, '\"TFLOAT_32\"', mixed_precision, no",
    "output_dtype, '\"FLOAT_32\"', save_precision, float",
    "clip_grad_norm, null, max_grad_norm, 0.0",
    "save_every_unit, '\"ALWAYS\"', save_every_n_steps, 1",
    "unet.learning_rate, 0.01, unet_lr, 0.01",
    "unet.train, false, network_train_text_encoder_only, true",
    "lora_model_name, '\"old.safetensors\"', network_weights, old.safetensors"
  })
  void mapsOneKey(String key, String value, String option, String expected) {
    assertEquals(
        expected,
        train(changed(key, value)).find(option).map(found -> found.value().toString()).orElse(""));
  }

  @Test
  void takesOneTrainersDefaultsWhereAKeyIsMissing() {
    Settings train = train(changed("epochs", "7"));
    Map<String, Object> expected =
        Map.of(
            "learning_rate",
            3e-6,
            "lr_warmup_steps",
            200L,
            "network_dim",
            16L,
            "network_alpha",
            1.0,
            "optimizer_type",
            "AdamW",
            "mixed_precision",
            "fp16",
            "gradient_checkpointing",
            true,
            "no_half_vae",
            true);
    expected.forEach(
        (option, value) -> assertEquals(value, train.find(option).orElseThrow().value(), option));
  }

  @Test
  void tellsItsFilesFromThoseOfOthers() throws IOException {
    assertTrue(READER.isCompanion(Sources.file("onetrainer/concepts.json")));
    assertTrue(READER.isCompanion(Sources.file("onetrainer/samples.json")));
    assertFalse(READER.isCompanion(Sources.file("onetrainer/sdxl.json")));
    assertFalse(READER.recognises(Sources.file("onetrainer/concepts.json")));
    assertFalse(READER.recognises(Sources.file("aitoolkit/sdxl.json")));
    assertFalse(READER.recognises(Sources.text("x", "{\"LoRA_type\": \"Standard\"}")));
  }
}
