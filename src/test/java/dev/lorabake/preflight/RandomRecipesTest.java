package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.recipe.TomlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value of any option makes a rule fail, whatever else is wrong. */
class RandomRecipesTest {
  private static final List<String> FAMILIES =
      List.of("sd15", "sd2", "sdxl", "sd3", "flux", "chroma", "lumina", "anima", "hunyuan-image");

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rulesJudgeNonsenseWithoutFailing(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      String changes = changes(random);
      try {
        for (Finding found : Preflight.check(new Fixture(changes).subject(folder))) {
          assertEquals(false, found.message().isBlank() || found.help().isBlank());
        }
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", recipe:\n" + changes, e);
      }
    }
  }

  private static String changes(Random random) {
    List<String> lines = new ArrayList<>();
    lines.add("family = \"" + FAMILIES.get(random.nextInt(FAMILIES.size())) + "\"");
    List<Option> options = List.copyOf(Catalog.bundled().options());
    for (int i = 0; i < 12; i++) {
      Option option = options.get(random.nextInt(options.size()));
      if (!option.name().equals("dataset_config")) { // is read as a file before any rule looks
        lines.add(option.name() + " = " + TomlText.value(value(random)));
      }
    }
    List<DatasetKey> keys = List.copyOf(Catalog.bundled().datasetKeys());
    for (int i = 0; i < 4; i++) {
      String level = random.nextBoolean() ? "@" : "@@";
      lines.add(
          level
              + keys.get(random.nextInt(keys.size())).name()
              + " = "
              + TomlText.value(value(random)));
    }
    return String.join("\n", lines.stream().distinct().toList());
  }

  private static Object value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> true;
      case 1 -> false;
      case 2 -> 0L;
      case 3 -> -1L;
      case 4 -> (long) random.nextInt(4000);
      case 5 -> random.nextDouble() * 3;
      case 6 -> "";
      case 7 -> "adamw 8bit=";
      case 8 -> List.of("conv_dim=8", "algo=", "=", "lr=1=2");
      case 9 -> List.of(1L, 2.5, "x");
      case 10 -> Double.NaN;
      default -> Long.MAX_VALUE;
    };
  }
}
