package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arithmetic beside what real networks of LyCORIS 3.2 train on upstream's models ({@code
 * network-counts.jsonl}, written by {@code python-env/dump_network_layers.py --counts}).
 */
class NetworkValuesTest {
  private static final Set<String> OWN = Set.of("family", "rank", "unet", "text_encoder");

  static Stream<Named<JsonObject>> counts() throws IOException {
    List<Named<JsonObject>> counts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    NetworkValuesTest.class.getResourceAsStream("network-counts.jsonl")),
                StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> counts.add(Named.of(line, Json.object(line, "a count"))));
    }
    return counts.stream();
  }

  @ParameterizedTest
  @MethodSource("counts")
  void countsWhatTheRealNetworkTrains(JsonObject count) {
    List<String> args = new ArrayList<>();
    for (String name : count.names()) {
      if (!OWN.contains(name)) {
        args.add(name + "=" + count.value(name));
      }
    }
    String model = count.text("family");
    NetworkValues values =
        NetworkValues.of(recipe(family(model), args), model, count.whole("rank"));
    assertNotNull(values);
    assertEquals(count.whole("unet"), values.image());
    assertEquals(count.whole("text_encoder"), values.text());
  }

  @Test
  void leavesAloneWhatItCannotCount() {
    assertNull(NetworkValues.of(recipe("sdxl", List.of("algo=lokr", "factor=x")), "sdxl", 8));
    assertNull(NetworkValues.of(recipe("sdxl", List.of("algo=mystery")), "sdxl", 8));
    assertNull(NetworkValues.of(recipe("sdxl", List.of("algo=loha", "preset=a.toml")), "sdxl", 8));
    assertNull(NetworkValues.of(recipe("lumina", List.of("algo=loha")), "lumina", 8));
  }

  private static String family(String model) {
    return model.startsWith("sd3") ? "sd3" : model;
  }

  private static Recipe recipe(String family, List<String> args) {
    String text =
        "family = \"%s\"\n[train]\nnetwork_module = \"lycoris.kohya\"\nnetwork_args = [%s]\n"
            .formatted(
                family, String.join(", ", args.stream().map(arg -> "\"" + arg + "\"").toList()));
    return new RecipeReader(Catalog.bundled(), Path.of(""))
        .read(Path.of("r.toml"), text, List.of(), null)
        .recipe();
  }
}
