package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.train.SettingsReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in which anything stands anywhere: every key is accounted for, or a clear error comes. */
class HostileGuiTest {
  private static final int FILES = 60;
  private static final Catalog CATALOG = Catalog.bundled();
  private static final List<@Nullable Object> ODD = odd();

  @TempDir Path folder = Path.of("");

  private static List<@Nullable Object> odd() {
    List<@Nullable Object> odd =
        new ArrayList<>(
            List.of(
                true,
                false,
                0,
                1,
                -1,
                2.5,
                1e300,
                Long.MAX_VALUE,
                -0.0,
                "",
                " ",
                "0",
                "1e-4",
                "NaN",
                "Infinity",
                "1e999",
                "true",
                "None",
                "nul\0l",
                "\uD800",
                "\u202E",
                "a\nb",
                "../..",
                "C:\\x",
                "\\\\server\\x",
                "<base model file>",
                "<>",
                "--seed",
                "\"",
                "'\"'",
                "=",
                "a=b"));
    odd.add(null);
    odd.addAll(List.of(List.of(), List.of(1, "a"), Map.of(), Map.of("a", List.of(Map.of("b", 1)))));
    odd.add("9".repeat(400));
    odd.add("--optimizer_args a=1 \"b=2 --no_such=1 -5 --hugg x");
    return odd;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void accountsForEveryKeyWhateverStandsThere(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<String> names = GuiTable.bundled().keys().stream().map(GuiKey::key).toList();
    for (int i = 0; i < FILES; i++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      int count = 6 + random.nextInt(120);
      for (int j = 0; j < count; j++) {
        values.put(names.get(random.nextInt(names.size())), ODD.get(random.nextInt(ODD.size())));
      }
      values.put("max_resolution", "512,512");
      values.put("odd." + i, 1);
      read(seed + "/" + i, values);
    }
  }

  private void read(String what, Map<String, @Nullable Object> values) {
    ForeignFile file = GuiCase.file(folder, Json.write(values));
    try {
      Imported imported = new SettingsReading(CATALOG, folder).imported(List.of(file));
      int keys = SourceTree.keys(values, "", key -> null).size();
      assertEquals(keys, imported.accounts().size(), what);
      assertEquals(List.of(), unknown(imported), what);
      String text =
          RecipeWriter.write(
              new SettingsReading(CATALOG, folder).recipe(imported, List.of(), null).recipe());
      assertTrue(text.contains("family = "), what);
    } catch (UserError e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 10, what);
    }
  }

  /** Keys that the GUI has and nobody took. */
  private static List<String> unknown(Imported imported) {
    return imported.accounts().stream()
        .filter(one -> one.fate() == Fate.UNKNOWN)
        .map(one -> one.source().key())
        .filter(key -> GuiTable.bundled().key(key).isPresent())
        .toList();
  }
}
