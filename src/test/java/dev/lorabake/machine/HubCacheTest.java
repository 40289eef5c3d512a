package dev.lorabake.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubCacheTest {
  @TempDir Path home = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "NOTHING, x, .cache/huggingface/hub",
    "XDG_CACHE_HOME, xdg, xdg/huggingface/hub",
    "HF_HOME, hf, hf/hub",
    "HF_HUB_CACHE, hub, hub",
    "HUGGINGFACE_HUB_CACHE, old, old",
  })
  void followsTheVariablesOfTheLibraries(String variable, String value, String folder) {
    Map<String, String> variables = Map.of(variable, home.resolve(value).toString());
    assertEquals(home.resolve(folder), HubCache.of(variables, home).folder());
  }

  @Test
  void countsAModelWithFilesOnly() throws IOException {
    Path hub = home.resolve(".cache/huggingface/hub");
    Path whole = hub.resolve("models--openai--clip-vit-large-patch14/snapshots/32bd");
    Files.createDirectories(whole);
    Files.writeString(whole.resolve("vocab.json"), "{}");
    Files.createDirectories(hub.resolve("models--google--t5-v1_1-xxl/snapshots/3db6"));
    Files.createDirectories(hub.resolve("models--google--byt5-small/refs"));
    assertEquals(Set.of("openai/clip-vit-large-patch14"), HubCache.of(Map.of(), home).models());
  }

  @ParameterizedTest
  @CsvSource({"1, true", "true, true", "ON, true", "0, false", "'', false"})
  void readsTruthAsTheLibrariesDo(String value, boolean offline) {
    assertEquals(offline, HubCache.of(Map.of("HF_HUB_OFFLINE", value), home).offline());
    assertEquals(offline, HubCache.of(Map.of("TRANSFORMERS_OFFLINE", value), home).offline());
  }

  @Test
  void knowsATokenFromVariableOrFile() throws IOException {
    assertFalse(HubCache.of(Map.of(), home).token());
    assertTrue(HubCache.of(Map.of("HF_TOKEN", "hf_x"), home).token());
    Path file = home.resolve(".cache/huggingface/token");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "hf_x");
    assertTrue(HubCache.of(Map.of(), home).token());
  }
}
