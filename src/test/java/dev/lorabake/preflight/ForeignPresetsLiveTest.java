package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.Imported;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.train.SettingsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports what OneTrainer and ai-toolkit ship: every preset and example either says by its model
 * that sd-scripts cannot train it, or gives a recipe with no key unaccounted for, which the
 * preflight takes once its questions are answered by stand-ins. {@code LORABAKE_ONETRAINER} and
 * {@code LORABAKE_AI_TOOLKIT} name checkouts.
 */
@Tag("upstream")
class ForeignPresetsLiveTest {
  /** What the preflight finds wrong and is right to: by file, the ids of the rules. */
  private static final Map<String, List<String>> DESERVED =
      Map.of(
          // 4 million steps with a save every 1000, three images at once, on a card of 24 GiB
          "train_flex_redux.yaml", List.of("disk-too-small", "vram-too-small"),
          // made to tune all of the model on a larger card, and so not quantised
          "train_full_fine_tune_flex.yaml", List.of("vram-too-small"));

  @TempDir Path folder = Path.of("");

  private final List<String> complaints = new ArrayList<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private int taken;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @EnabledIfEnvironmentVariable(
      named = "LORABAKE_ONETRAINER",
      matches = ".+",
      disabledReason = "names no checkout of OneTrainer")
  void takesEveryPresetOfOneTrainerThatSdScriptsCanTrain() throws IOException {
    all(Path.of(System.getenv("LORABAKE_ONETRAINER"), "training_presets"), ".json");
    assertEquals(List.of(), complaints);
    assertTrue(taken >= 20, "only " + taken + " were taken; refused: " + refused);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @EnabledIfEnvironmentVariable(
      named = "LORABAKE_AI_TOOLKIT",
      matches = ".+",
      disabledReason = "names no checkout of ai-toolkit")
  void takesEveryExampleOfAiToolkitThatSdScriptsCanTrain() throws IOException {
    Path checkout = Path.of(System.getenv("LORABAKE_AI_TOOLKIT"));
    all(checkout.resolve("config"), ".yaml", ".yml");
    all(checkout.resolve("extensions_built_in"), ".yaml", ".yml");
    assertEquals(List.of(), complaints);
    assertTrue(taken >= 12, "only " + taken + " were taken; refused: " + refused);
  }

  private void all(Path root, String... endings) throws IOException {
    SampleImages.makeIn(folder);
    Files.createDirectories(folder.resolve("masks"));
    for (int i = 0; i < SampleImages.COUNT; i++) {
      Files.write(folder.resolve("masks/" + i + ".png"), SampleImages.png(1024, 1024));
    }
    Files.write(
        folder.resolve("lora.safetensors"),
        SampleTensors.of("lora_unet_x.lora_down.weight", 1, 1).file());
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files
              .filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
              .sorted()
              .toList()) {
        one(file);
      }
    }
  }

  private void one(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    SettingsReading reading = new SettingsReading(Catalog.bundled(), folder);
    Path copy = Files.copy(file, folder.resolve("preset" + ending(name)));
    try {
      Imported imported = reading.imported(List.of(reading.open(copy)));
      imported.accounts().stream()
          .filter(account -> account.fate() == Fate.UNKNOWN)
          .forEach(account -> complaints.add(name + ": unknown " + account.source().key()));
      Recipe recipe = reading.recipe(imported, List.of(), null).recipe();
      check(name, answered(RecipeWriter.write(recipe), recipe.family().id()), recipe.family().id());
      taken++;
    } catch (UserError e) {
      if (!String.valueOf(e.getMessage()).contains("none that sd-scripts trains")
          && !String.valueOf(e.getMessage()).contains("trains nothing")
          && !String.valueOf(e.getMessage()).contains("expected <block end>")) {
        complaints.add(name + ": " + e.getMessage());
      }
      refused.merge(String.valueOf(e.getMessage()).replace(copy.toString(), name), 1, Integer::sum);
    } finally {
      Files.delete(copy);
    }
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
  }

  /** Stand-ins for what the import asks for. */
  private static String answered(String toml, String family) {
    boolean single = !List.of("sd15", "sd2", "sdxl").contains(family);
    String base =
        single
            ? "\"[^\"]*<base model file[^\"]*\""
            : "(?<=pretrained_model_name_or_path = )\"[^\"]*\"";
    return toml.replaceAll("\"[^\"]*<LoRA file[^\"]*\"", "\"lora.safetensors\"")
        .replaceAll(base, "\"model.safetensors\"")
        .replaceAll("\"[^\"]*<(\\w+) file[^\"]*\"", "\"$1.safetensors\"")
        .replaceAll("\"[^\"]*<folder of the masks[^\"]*\"", "\"masks\"")
        .replaceAll("(?<=image_dir = )\"[^\"]*\"", "\"images\"");
  }

  private void check(String name, String toml, String family) throws IOException {
    for (Map.Entry<String, byte[]> file : SampleModels.files(family).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), toml, List.of(), null)
            .recipe();
    Machine machine = new MachineFixture().machine();
    Plan plan = Planner.forMachine(machine).plan(recipe, machine);
    List<String> deserved = DESERVED.getOrDefault(name, List.of());
    Preflight.check(new Subject(recipe, plan, machine)).stream()
        .filter(found -> found.severity() == Severity.ERROR)
        .filter(found -> !deserved.contains(found.rule()))
        .forEach(found -> complaints.add(name + ": " + found.rule() + ": " + found.message()));
  }
}
