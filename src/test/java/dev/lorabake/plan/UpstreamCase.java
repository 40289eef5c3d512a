package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A random data set with the plan that upstream's own classes made of it. */
record UpstreamCase(JsonObject json) {
  private static final Machine MACHINE = new Machine(false, List.of(), 1, null, null, null);

  static UpstreamCase parse(String line) {
    return new UpstreamCase(Json.object(line, "case"));
  }

  long seed() {
    return json.whole("seed");
  }

  /** Plans the case in that folder and compares the outcome with upstream's. */
  void check(Path folder) throws IOException {
    Plan plan = Planner.forMachine(MACHINE).plan(recipe(folder), MACHINE);
    JsonObject expected = json.object("expected");
    List<Kind> kinds = plan.problems().stream().map(PlanProblem::kind).toList();
    if (expected.has("error")) {
      assertFalse(kinds.isEmpty(), () -> "upstream fails with " + expected.text("error"));
      if (expected.text("error").equals("no data")) {
        assertEquals(0, plan.totalSteps(), () -> kinds.toString());
      }
    } else if (kinds.contains(Kind.IMAGE_UNBUCKETABLE)) {
      // upstream's bucket of width 0 fails it only once the image is cropped
      assertTrue(Json.write(expected.list("datasets")).contains("[0,"), () -> kinds.toString());
    } else {
      assertEquals(outcome(expected), outcome(plan));
    }
  }

  /** Writes the case into that folder, and reads its recipe. */
  Recipe recipe(Path folder) throws IOException {
    writePictures(folder);
    Path file = Files.writeString(folder.resolve("recipe.toml"), toml());
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  private static String outcome(JsonObject expected) {
    Map<String, @Nullable Object> outcome = expected.toMap();
    outcome.remove("validation");
    return lines(outcome);
  }

  private static String outcome(Plan plan) {
    Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
    ImageCounts images = plan.images();
    outcome.put("images", List.of(images.train(), images.reg(), images.validation()));
    List<Object> datasets = new ArrayList<>();
    for (PlannedDataset dataset : plan.datasets()) {
      datasets.add(
          dataset.buckets().stream()
              .map(bucket ->
                  List.of(bucket.width(), bucket.height(), bucket.count(), bucket.batches()))
              .toList());
    }
    outcome.put("datasets", datasets);
    outcome.put("batches", plan.batchesPerEpoch());
    outcome.put("updates", plan.updatesPerEpoch());
    outcome.put("epochs", plan.epochs());
    outcome.put("steps", plan.totalSteps());
    outcome.put(
        "checkpoints",
        plan.checkpoints().stream()
            .map(checkpoint -> List.of(checkpoint.file(), checkpoint.step(), checkpoint.kept()))
            .toList());
    return lines(outcome);
  }

  private static String lines(Map<String, @Nullable Object> outcome) {
    StringBuilder text = new StringBuilder();
    outcome.forEach(
        (name, value) -> text.append(name).append(' ').append(Json.write(value)).append('\n'));
    return text.toString();
  }

  private void writePictures(Path folder) throws IOException {
    JsonObject folders = json.object("folders");
    for (String name : folders.names()) {
      if (!folders.has(name)) {
        continue; // a folder that is missing
      }
      Path pictures = Files.createDirectories(folder.resolve(name));
      int number = 0;
      for (Object size : folders.list(name)) {
        List<?> sides = (List<?>) size;
        Pictures.png(
            pictures.resolve("%03d.png".formatted(number++)),
            ((Long) sides.get(0)).intValue(),
            ((Long) sides.get(1)).intValue());
      }
    }
    if (json.object("options").has("in_json")) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      for (int i = 0; i < folders.list("images").size(); i++) {
        metadata.put("%03d.png".formatted(i), Map.of("caption", "a cat"));
      }
      Files.writeString(folder.resolve("meta.json"), Json.write(metadata));
    }
  }

  private String toml() {
    StringBuilder toml = new StringBuilder("family = \"sd15\"\n[train]\n");
    addKeys(toml, json.object("options"));
    toml.append("[launch]\nnum_processes = ").append(json.whole("processes")).append('\n');
    for (JsonObject block : json.objects("datasets")) {
      toml.append("[[datasets]]\n");
      addKeys(toml, block);
      for (JsonObject subset : block.objects("subsets")) {
        toml.append("[[datasets.subsets]]\n");
        addKeys(toml, subset);
      }
    }
    return toml.toString();
  }

  static void addKeys(StringBuilder toml, JsonObject table) {
    for (String key : table.names()) {
      if (!key.equals("subsets")) { // JSON's plain values are TOML's as well
        toml.append(key).append(" = ").append(Json.write(table.value(key))).append('\n');
      }
    }
  }
}
