package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A random dataset with its files, and what upstream's own classes made of it. */
record UpstreamDatasetCase(JsonObject json) {
  /**
   * Errors of ours where upstream goes on without what was asked for, or fails only later. What
   * else is wrong with the part that it leaves out may be told too.
   */
  private static final Set<String> SILENT =
      Set.of(
          "dataset-without-subsets",
          "empty-folder",
          "metadata-name-twice",
          "missing-folder",
          "out-of-range",
          "unbucketable-image");

  static UpstreamDatasetCase parse(String line) {
    return new UpstreamDatasetCase(Json.object(line, "case"));
  }

  long seed() {
    return json.whole("seed");
  }

  /** Lays the files in that folder, plans and judges. */
  void check(Path folder) throws IOException {
    lay(folder);
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), toml(), List.of(), null)
            .recipe();
    Machine machine = new MachineFixture().machine();
    Plan plan = Planner.forMachine(machine).plan(recipe, machine);
    List<Finding> errors =
        Preflight.check(new Subject(recipe, plan, machine)).stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .toList();
    JsonObject expected = json.object("expected");
    if (expected.has("error")) {
      assertTrue(!errors.isEmpty(), () -> "upstream fails: " + expected.text("error"));
    } else if (errors.isEmpty()) {
      assertEquals(expected.whole("batches"), plan.batchesPerEpoch());
    } else {
      boolean silent = errors.stream().anyMatch(UpstreamDatasetCase::isSilent);
      assertTrue(silent, () -> "upstream trains; lorabake: " + errors);
    }
  }

  /** A split of masks that comes to nothing validates the training images. */
  private static boolean isSilent(Finding found) {
    return SILENT.contains(found.rule()) || found.options().contains("validation_split");
  }

  private void lay(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : SampleModels.files("sd15").entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    for (Object name : json.list("folders")) {
      Files.createDirectories(folder.resolve(String.valueOf(name)));
    }
    JsonObject images = json.object("images");
    for (String name : images.names()) {
      List<?> size = images.list(name);
      Pictures.png(
          folder.resolve(name),
          ((Long) size.getFirst()).intValue(),
          ((Long) size.getLast()).intValue());
    }
    JsonObject texts = json.object("texts");
    for (String name : texts.names()) {
      Files.writeString(
          folder.resolve(name), texts.text(name).replace("@ROOT@", folder.toString()));
    }
    Files.writeString(folder.resolve("set.json"), Json.write(json.value("config")));
  }

  private String toml() {
    StringBuilder toml = new StringBuilder("family = \"sd15\"\nnetwork = \"lora\"\n");
    toml.append("[check]\nallow = [\"vram-too-small\"]\n[train]\n");
    toml.append("pretrained_model_name_or_path = \"model.safetensors\"\n");
    toml.append("output_dir = \"out\"\ndataset_config = \"set.json\"\n");
    toml.append("max_train_epochs = 1\n");
    JsonObject train = json.object("train");
    for (String option : train.names()) {
      toml.append(option).append(" = ").append(Json.write(train.value(option))).append('\n');
    }
    return toml.toString();
  }
}
