package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.process.Keeper;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuLooksTest {
  private static final UpstreamPlace REAL = new UpstreamPlace(Path.of("x"), "python3", false, "");
  private static final UpstreamPlace REHEARSED = new UpstreamPlace(Path.of("x"), "p", true, "");

  @TempDir Path folder = Path.of("");

  private Recipe recipe(String launch) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("recipe.toml"),
            "recipe = 1\nfamily = \"sdxl\"\nname = \"cat\"\n[launch]\n" + launch + "\n");
    return new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), null).recipe();
  }

  private String devices(String launch, Map<String, String> variables) throws IOException {
    return GpuLooks.devices(recipe(launch), variables);
  }

  @Test
  void eachProcessTakesTheNextCardThatItMay() throws IOException {
    assertEquals("0", devices("", Map.of()));
    assertEquals("0,1", devices("num_processes = 2", Map.of()));
    assertEquals("0,1", devices("num_processes = 4\nnum_machines = 2", Map.of()));
    assertEquals("0", devices("num_processes = 2\nlauncher = \"python\"", Map.of()));
    Map<String, String> visible = Map.of("CUDA_VISIBLE_DEVICES", "2, GPU-a,3");
    assertEquals("2", devices("", visible));
    assertEquals("2,GPU-a", devices("num_processes = 2", visible));
    assertEquals("1", devices("gpu_ids = \"1,0\"", visible));
    assertEquals("1", devices("gpu_ids = 1", visible));
    assertEquals("2", devices("gpu_ids = \"all\"", visible));
    assertEquals("", devices("", Map.of("CUDA_VISIBLE_DEVICES", "")));
  }

  @Test
  void looksEveryTenSecondsUnlessToldOtherwise() throws IOException {
    Recipe recipe = recipe("");
    assertEquals(Duration.ofSeconds(10), every(recipe, Map.of()));
    assertEquals(Duration.ofMillis(500), every(recipe, Map.of(GpuLooks.SECONDS, "0.5")));
    assertNull(GpuLooks.of(recipe, REAL, Map.of(GpuLooks.SECONDS, "0")));
    assertNull(GpuLooks.of(recipe, REHEARSED, Map.of()));
    for (String wrong : List.of("often", "-1", "NaN", "1e9")) {
      Map<String, String> variables = Map.of(GpuLooks.SECONDS, wrong);
      assertThrows(UserError.class, () -> GpuLooks.of(recipe, REAL, variables), wrong);
    }
  }

  private static Duration every(Recipe recipe, Map<String, String> variables) {
    Keeper.Telemetry telemetry = GpuLooks.of(recipe, REAL, variables);
    assertNotNull(telemetry);
    return telemetry.every();
  }
}
