package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.aitoolkit.AiToolkitReader;
import dev.lorabake.foreign.onetrainer.OneTrainerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a config of OneTrainer or a job of ai-toolkit, it is read with every key
 * accounted for, or refused by a clear error.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MutatedSourcesTest {
  private static final int TRIES = 300;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "NaN",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[[1], {\"a\":" + " 2}]",
          "{\"a\": {\"b\": 1}}",
          "99999999999999999999999",
          "\"\\u0000\\ud800\"",
          "0.5",
          "[1, \"2\", null]",
          "\"D:\\\\x\"",
          "\"1e-4\"");

  private static ForeignReader reader(String name) {
    return name.startsWith("onetrainer") ? new OneTrainerReader() : new AiToolkitReader();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onetrainer/sdxl.json",
        "onetrainer/flux.json",
        "onetrainer/old.json",
        "onetrainer/every-key.json",
        "aitoolkit/flux.yaml",
        "aitoolkit/sdxl.json",
        "aitoolkit/every-key.json"
      })
  void areReadOrRefused(String name) throws IOException {
    String text = Files.readString(Sources.resource(name));
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < TRIES; i++) {
      attempt(name, mutated(text, random), "seed " + seed + ", try " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onetrainer/concepts.json", "onetrainer/samples.json"})
  void companionsAreReadOrRefused(String name) throws IOException {
    String text = Files.readString(Sources.resource(name));
    ForeignFile main = Sources.file("onetrainer/sdxl.json");
    OneTrainerReader reader = new OneTrainerReader();
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < TRIES; i++) {
      ForeignFile file = Sources.text(name, mutated(text, random));
      if (reader.isCompanion(file)) {
        read(reader, main, List.of(file), "seed " + seed + ", try " + i);
      }
    }
  }

  private static void attempt(String name, String text, String when) {
    ForeignReader reader = reader(name);
    ForeignFile file = Sources.text(name, text);
    if (reader.recognises(file)) {
      read(reader, file, List.of(), when);
    }
  }

  private static void read(
      ForeignReader reader, ForeignFile file, List<ForeignFile> others, String when) {
    try {
      Imported imported =
          reader.read(
              file, others, new ForeignReader.Surroundings(Catalog.bundled(), Path.of("/nowhere")));
      assertEquals(imported.accounts().size(), imported.accounts().stream().distinct().count());
    } catch (UserError e) {
      assertEquals(false, String.valueOf(e.getMessage()).isBlank(), when);
    } catch (RuntimeException | StackOverflowError e) {
      fail(when + ":\n" + file.text(), e);
    }
  }

  /** Another value, a piece gone, a piece twice, an odd sign, or an end too early. */
  private static String mutated(String text, RandomGenerator random) {
    String changed = text;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      changed = once(changed, random);
    }
    return changed;
  }

  private static String once(String text, RandomGenerator random) {
    if (text.length() < 4) {
      return text;
    }
    int from = random.nextInt(text.length() - 1);
    int to = Math.min(text.length(), from + random.nextInt(1, 40));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, to) + text.substring(from);
      case 3 ->
          text.substring(0, from)
              + "\u0007{}[]:\",-&*!\n\t%".charAt(random.nextInt(15))
              + text.substring(from);
      case 4 -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_16);
      default -> otherValue(text, from, random);
    };
  }

  private static String otherValue(String text, int from, RandomGenerator random) {
    int colon = text.indexOf(": ", from);
    int end = colon < 0 ? -1 : text.indexOf('\n', colon);
    if (end < 0) {
      return text;
    }
    String comma = text.charAt(end - 1) == ',' ? "," : "";
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return text.substring(0, colon + 2) + value + comma + text.substring(end);
  }
}
