package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A random dataset configuration, with what upstream's own schema says of it. */
record UpstreamSchemaCase(JsonObject json) {
  private static final Set<String> SCHEMA_RULES =
      Set.of(
          "dataset-key-at-wrong-level",
          "dataset-key-of-another-kind",
          "dataset-key-of-wrong-type",
          "mixed-subsets",
          "unknown-dataset-key",
          "unread-key");

  static UpstreamSchemaCase parse(String line) {
    return new UpstreamSchemaCase(Json.object(line, "case"));
  }

  long seed() {
    return json.whole("seed");
  }

  boolean isRefused() {
    return json.has("refusal");
  }

  /** Reads and judges the configuration in that folder; what is refused there is refused here. */
  void check(Path folder) throws IOException {
    Files.writeString(folder.resolve("set.json"), Json.write(json.value("config")));
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), toml(), List.of(), null)
            .recipe();
    Machine machine = new MachineFixture().machine();
    List<Finding> found =
        Preflight.check(
                new Subject(recipe, Planner.forMachine(machine).plan(recipe, machine), machine))
            .stream()
            .filter(UpstreamSchemaCase::isOfSchema)
            .toList();
    assertEquals(
        isRefused(),
        !found.isEmpty(),
        () -> "upstream: " + json.text("refusal", "takes it") + "; lorabake: " + found);
  }

  private static boolean isOfSchema(Finding found) {
    boolean noFolder =
        found.rule().equals("unplannable-value") && found.options().contains("image_dir");
    return SCHEMA_RULES.contains(found.rule()) || noFolder;
  }

  private String toml() {
    return """
    recipe = 1
    family = "sd15"
    [train]
    pretrained_model_name_or_path = "model.safetensors"
    dataset_config = "set.json"
    masked_loss = %s
    """
        .formatted(json.flag("masked_loss", false));
  }
}
