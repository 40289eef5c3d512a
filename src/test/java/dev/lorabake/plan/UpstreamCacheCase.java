package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A random data set beside which caches lie, with what upstream's own classes made of it. */
record UpstreamCacheCase(JsonObject json) {
  private static final Machine MACHINE = new Machine(false, List.of(), 1, null, null, null);
  private static final Set<FileProblem.Kind> FATAL =
      Set.of(FileProblem.Kind.INFO_BROKEN, FileProblem.Kind.CACHE_MISNAMED);

  static UpstreamCacheCase parse(String line) {
    return new UpstreamCacheCase(Json.object(line, "case"));
  }

  long seed() {
    return json.whole("seed");
  }

  boolean fails() {
    return json.object("expected").has("error");
  }

  /** Lays the files in that folder and compares our plan with upstream's. */
  void check(Path folder) throws IOException {
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
    Path file = Files.writeString(folder.resolve("recipe.toml"), toml());
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
    Plan plan = Planner.forMachine(MACHINE).plan(recipe, MACHINE);
    JsonObject expected = json.object("expected");
    if (fails()) {
      assertTrue(
          plan.files().stream().anyMatch(problem -> FATAL.contains(problem.kind()))
              || plan.totalSteps() == 0,
          () -> "upstream fails with " + expected.text("error") + ": " + plan.files());
      return;
    }
    if (plan.files().stream().anyMatch(problem -> problem.detail().contains("is no [width"))) {
      return; // of regularisation images that are not needed upstream takes a broken size
    }
    ImageCounts counts = plan.images();
    List<?> datasets =
        plan.datasets().stream()
            .map(dataset ->
                dataset.buckets().stream()
                    .map(bucket ->
                        List.of(bucket.width(), bucket.height(), bucket.count(), bucket.batches()))
                    .toList())
            .toList();
    if (plan.totalSteps() == 0) { // then a plan tells no figure
      assertTrue(
          expected.list("datasets").stream().allMatch(List.of()::equals),
          () -> plan.problems().toString());
      return;
    }
    assertEquals(
        Json.write(expected.list("images")) + Json.write(expected.list("datasets")),
        Json.write(List.of(counts.train(), counts.reg(), counts.validation()))
            + Json.write(datasets));
  }

  private String toml() {
    StringBuilder toml = new StringBuilder("family = \"sd15\"\n[train]\n");
    UpstreamCase.addKeys(toml, json.object("options"));
    for (JsonObject block : json.objects("datasets")) {
      toml.append("[[datasets]]\n");
      for (JsonObject subset : block.objects("subsets")) {
        toml.append("[[datasets.subsets]]\n");
        UpstreamCase.addKeys(toml, subset);
      }
    }
    return toml.toString();
  }
}
