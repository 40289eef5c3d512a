package dev.lorabake.foreign.aitoolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.Report;
import dev.lorabake.foreign.Sources;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ai-toolkit's jobs: what becomes of each key, told in golden files. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AiToolkitReaderTest {
  private static final AiToolkitReader READER = new AiToolkitReader();
  private static final String START = "job: train\nconfig:\n  name: x\n  process:\n  - ";

  private static Imported read(String text) {
    return Sources.read(READER, Sources.text("job.yaml", text));
  }

  /** A small job with some lines of {@code train} and of {@code model}. */
  private static Imported train(String line) {
    Imported imported =
        read(
            START
                + "type: sd_trainer\n    network: {type: lora, linear: 8}\n    train:\n      steps:"
                + " 100\n      "
                + line
                + "\n    model:\n      name_or_path: owner/some\n      arch: sdxl\n");
    assertEquals(List.of(), Sources.unknown(imported));
    return imported;
  }

  private static UserError refusal(String text) {
    return assertThrows(UserError.class, () -> read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux.yaml", "sdxl.json"})
  void tellsWhatBecomesOfEachKey(String name) throws IOException {
    var file = Sources.file("aitoolkit/" + name);
    assertTrue(READER.recognises(file));
    Imported imported = Sources.read(READER, file);
    assertEquals(List.of(), Sources.unknown(imported));
    Report.assertGolden(
        imported, Sources.resource("aitoolkit/" + name.replaceFirst("\\..*", ".txt")));
  }

  /** The file has every key of ai-toolkit's config classes, none with its default. */
  @Test
  void accountsForEveryKeyThatAiToolkitHas() throws IOException {
    Imported imported = Sources.read(READER, Sources.file("aitoolkit/every-key.json"));
    String text = Files.readString(Sources.resource("aitoolkit/every-key.json"));
    assertEquals(Sources.leaves(Json.value(text, "file")), imported.accounts().size());
    assertEquals(List.of(), Sources.unknown(imported));
  }

  @Test
  void knowsTheLineOfEachKey() throws IOException {
    Imported imported = Sources.read(READER, Sources.file("aitoolkit/flux.yaml"));
    List<String> lines = Files.readAllLines(Sources.resource("aitoolkit/flux.yaml"));
    for (Account account : imported.accounts()) {
      String key = account.source().key();
      if (key.startsWith("config.process[1]")) {
        continue; // an alias: its keys stand where the anchor is
      }
      String name = key.substring(key.lastIndexOf('.') + 1);
      Place place = Objects.requireNonNull(account.source().place(), key);
      assertTrue(lines.get(place.line() - 1).contains(name + ":"), key + " at " + place);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'optimizer: lion8bit', optimizer_type, Lion8bit",
    "'optimizer: adamw', optimizer_args, '[eps=1e-06]'",
    "'lr_scheduler: cosine', lr_scheduler, cosine",
    "'lr_scheduler: constant_with_warmup', lr_warmup_steps, 1000",
    "'lr_scheduler: step', lr_scheduler_type, StepLR",
    "'lr_scheduler: polynomial', lr_scheduler, polynomial",
    "'xformers: yes', xformers, true",
    "'dtype: float32', mixed_precision, no",
    "'lr: 1e-3', learning_rate, 0.001",
    "'lr: 1_0e-4', learning_rate, 0.001",
    "'gradient_accumulation: 3', gradient_accumulation_steps, 3",
    "'gradient_accumulation_steps: 3', max_train_steps, 34",
    "'train_text_encoder: on', text_encoder_lr, ''",
    "'loss_type: mae', loss_type, l1",
    "'max_grad_norm: 0.5', max_grad_norm, 0.5"
  })
  void mapsOneLine(String line, String option, String expected) {
    assertEquals(
        expected,
        train(line).parts().train().find(option).map(found -> found.value().toString()).orElse(""));
  }

  @Test
  void takesOneForARateThatProdigyWouldNotMoveBy() {
    Imported imported = train("optimizer: prodigy");
    assertEquals(1.0, imported.parts().train().number("learning_rate").orElse(0), 1e-12);
  }

  @Test
  void asksWhatStandsForAVariableOfTheEnvironment() {
    Imported imported = train("lr_scheduler: ${MY_SCHEDULER}");
    assertTrue(imported.count(Fate.QUESTION) > 0);
  }

  @Test
  void refusesAJobThatTrainsNothing() {
    assertTrue(
        String.valueOf(refusal("job: generate\nconfig:\n  name: x\n  process: []\n").getMessage())
            .contains("trains nothing"));
  }

  @Test
  void namesTheLineOfWhatIsNoYaml() {
    UserError error = refusal(START + "type: 'x\n    train: {steps: 1\n");
    assertTrue(String.valueOf(error.getMessage()).contains("job.yaml:"), error.getMessage());
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    UserError error = refusal(START + "train:\n      steps: 1\n      steps: 2\n");
    assertTrue(String.valueOf(error.getMessage()).contains("twice"), error.getMessage());
    assertTrue(String.valueOf(error.getMessage()).contains(":7:"), error.getMessage());
  }

  @Test
  void makesNothingFromATag() {
    UserError error =
        refusal(START + "train: !!python/object/apply:os.system ['touch /tmp/planted']\n");
    assertTrue(String.valueOf(error.getMessage()).contains("tag"), error.getMessage());
  }

  @Test
  void refusesAliasesOfAliases() {
    StringBuilder text = new StringBuilder("job: train\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9));
      text.append("*a" + (i - 1) + "]\n");
    }
    text.append("config:\n  process: [{train: {steps: 1}}]\n");
    UserError error = refusal(text.toString());
    assertTrue(String.valueOf(error.getMessage()).contains("aliases"), error.getMessage());
  }

  @Test
  void refusesWhatHoldsItself() {
    refusal("job: train\nconfig: &c\n  process: [{train: {steps: 1}}]\n  more: *c\n");
  }

  @Test
  void refusesWhatGoesTooDeep() {
    UserError error = refusal(START + "train: " + "[".repeat(50_000) + "\n");
    assertTrue(String.valueOf(error.getMessage()).contains("deeper"), error.getMessage());
  }

  @Test
  void laysTheKeysOfAMergeUnderThoseOfTheMap() {
    Imported imported =
        read(
            "job: train\nbase: &b {linear: 4, linear_alpha: 2}\nconfig:\n  name: x\n  process:\n  -"
                + " network:\n      <<: *b\n      linear: 8\n    train: {steps: 1}\n    model:"
                + " {name_or_path: owner/x, arch: sdxl}\n");
    assertEquals(8, imported.parts().train().whole("network_dim").orElse(0));
    assertEquals(2, imported.parts().train().number("network_alpha").orElse(0), 1e-12);
  }

  @Test
  void tellsItsFilesFromThoseOfOthers() throws IOException {
    assertFalse(READER.recognises(Sources.file("onetrainer/sdxl.json")));
    assertFalse(READER.recognises(Sources.text("x", "network_dim = 8\n")));
    assertFalse(READER.recognises(Sources.text("x", "job: fine\n")));
  }
}
