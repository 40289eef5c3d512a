package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.lorafile.LoraBytes;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.recipe.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever becomes of a file on its way, an import ends in a clear error, or in a recipe that says
 * the same when it is read again. Every fixture that a reader recognises is tried.
 */
class ImportMutationsTest {
  private static final int ROUNDS = Integer.getInteger("lorabake.import.mutations", 60);
  private static final String TOKEN = "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";
  private static final List<String> NASTY =
      List.of(
          "null",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "=",
          "\n",
          "\\",
          "'",
          "#",
          "-",
          "\u2028",
          "\u001b",
          "99999999999999999999",
          "-1",
          "1e999",
          "NaN",
          "true",
          "\"\"",
          "<x>",
          "😀",
          "\ud800",
          "$(id)",
          "%s",
          "\t",
          "\r\n",
          "\"a\": 1,",
          "D:\\x\\y",
          "&&",
          "\uFEFF",
          "[[",
          "]]",
          "\"\"\"");

  private static final Path FIXTURES = Path.of("src/test/resources/dev/lorabake/foreign");

  /** For plain configs, which need not say what they train. */
  private static final String SCRIPT = "train_network.py";

  private static final String LORA = "cat.safetensors";

  private static final Map<String, String> METADATA =
      Map.of(
          "ss_network_module", "networks.lora",
          "ss_network_dim", "4",
          "ss_network_args", "{\"conv_dim\": \"2\"}",
          "ss_base_model_version", "sd_v1",
          "ss_optimizer", "torch.optim.adamw.AdamW(betas=(0.9, 0.99))",
          "ss_datasets", "[{\"resolution\": [64, 64], \"subsets\": [{\"image_dir\": \"x\"}]}]",
          "ss_dataset_dirs", "{\"2_x\": {\"n_repeats\": 2}}",
          "ss_text_encoder_lr", "[1e-05, 2e-05]",
          "modelspec.timestep_range", "0,1000",
          "ss_training_comment", "x".repeat(500));

  @TempDir Path folder = Path.of("");

  /** A file to be mutated. */
  static final class Fixture {
    private final String name;
    private final byte[] bytes;

    Fixture(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    String name() {
      return name;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fixture> fixtures() throws IOException {
    List<Fixture> fixtures = new ArrayList<>();
    fixtures.add(new Fixture(LORA, lora(METADATA).bytes()));
    if (Files.isDirectory(FIXTURES)) {
      try (Stream<Path> files = Files.walk(FIXTURES)) {
        files
            .filter(Files::isRegularFile)
            .filter(ImportMutationsTest::isRecognised)
            .sorted()
            .forEach(file -> fixtures.add(new Fixture(name(file), bytes(file))));
      }
    }
    return fixtures.stream();
  }

  private static boolean isRecognised(Path file) {
    byte[] bytes = bytes(file);
    try {
      new SettingsReading(Catalog.bundled(), FIXTURES)
          .imported(List.of(new ForeignFile(file.toAbsolutePath(), bytes, bytes.length)));
      return true;
    } catch (UserError e) {
      return false; // a companion of another
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LoraBytes lora(Map<String, String> metadata) {
    LoraBytes lora = new LoraBytes().lora("lora_unet_down_blocks_0_attentions_0_to_q", 4, 2);
    metadata.forEach(lora::says);
    return lora;
  }

  /** A change of its bytes mostly breaks a header: so the texts within it are changed too. */
  @Test
  void mutatedMetadataIsRefusedOrComesOutWhole() throws IOException {
    Random random = new Random(8);
    for (int round = 0; round < 10 * ROUNDS; round++) {
      Map<String, String> metadata = new LinkedHashMap<>(METADATA);
      List<String> keys = METADATA.keySet().stream().sorted().toList();
      String key = keys.get(random.nextInt(keys.size()));
      byte[] value = Objects.requireNonNull(METADATA.get(key)).getBytes(StandardCharsets.UTF_8);
      String name = random.nextInt(10) == 0 ? key + NASTY.get(random.nextInt(NASTY.size())) : key;
      metadata.put(name, new String(mutated(value, random), StandardCharsets.UTF_8));
      attempt(new Fixture(LORA, new byte[0]), lora(metadata).bytes());
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aMutatedFileIsRefusedOrComesOutWhole(Fixture fixture) throws IOException {
    Random random = new Random(fixture.name().hashCode());
    attempt(fixture, fixture.bytes());
    for (int round = 0; round < ROUNDS; round++) {
      attempt(fixture, mutated(fixture.bytes(), random));
    }
  }

  private void attempt(Fixture fixture, byte[] bytes) throws IOException {
    ForeignFile opened = opened(fixture, bytes);
    try {
      Importing.Result result =
          new Importing(Catalog.bundled(), folder, List.of(opened), List.of(), SCRIPT)
              .result(Map.of());
      compare(result, opened);
    } catch (UserError refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
    } catch (RuntimeException | AssertionError e) {
      fail(fixture + " as " + shown(bytes), e);
    }
  }

  private ForeignFile opened(Fixture fixture, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(fixture.name()), bytes);
    return new ForeignFile(file, bytes, bytes.length);
  }

  private static String shown(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.length() > 3000 ? text.substring(0, 3000) + "…" : text;
  }

  private void compare(Importing.Result result, ForeignFile file) {
    SettingsReading reading = new SettingsReading(Catalog.bundled(), folder);
    Recipe imported = reading.recipe(reading.imported(List.of(file)), List.of(), SCRIPT).recipe();
    Recipe again =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("written.toml"), result.text(), List.of(), null)
            .recipe();
    assertEquals(RecipeWriter.write(imported), RecipeWriter.write(again));
    assertEquals(values(imported), values(again));
    assertEquals(List.of(), again.unread(), "what nobody reads");
    long accounted =
        Arrays.stream(Fate.values()).mapToLong(fate -> result.report().count(fate)).sum();
    assertEquals(result.report().keys().size(), accounted);
  }

  private static Map<String, String> values(Recipe recipe) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Setting setting : recipe.train().all()) {
      if (setting.origin() != Origin.IMPLIED && !isPath(recipe, setting.name())) {
        values.put(setting.name(), setting.value().toString());
      }
    }
    return values;
  }

  /** A path is made absolute when it is written. */
  private static boolean isPath(Recipe recipe, String option) {
    return recipe
        .catalog()
        .option(option)
        .map(known -> known.note().path() != PathKind.NONE)
        .orElse(false);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      copy = change(copy, random);
    }
    return copy;
  }

  private static byte[] change(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(random.nextInt(12), bytes.length - at);
    byte[] nasty = NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> join(Arrays.copyOf(bytes, at), nasty, Arrays.copyOfRange(bytes, at, bytes.length));
      case 2 ->
          join(
              Arrays.copyOf(bytes, at),
              nasty,
              Arrays.copyOfRange(bytes, at + length, bytes.length));
      case 3 ->
          join(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
      case 4 -> {
        byte[] copy = bytes.clone();
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
      default -> value(bytes, at, nasty);
    };
  }

  /** Puts something else where a quoted text or a number stands. */
  private static byte[] value(byte[] bytes, int near, byte[] other) {
    int begin = near;
    while (begin < bytes.length && bytes[begin] != ':' && bytes[begin] != '=') {
      begin++;
    }
    int end = Math.min(begin + 1, bytes.length);
    while (end < bytes.length && bytes[end] != ',' && bytes[end] != '\n' && bytes[end] != '}') {
      end++;
    }
    return join(
        Arrays.copyOf(bytes, Math.min(begin + 1, bytes.length)),
        other,
        Arrays.copyOfRange(bytes, end, bytes.length));
  }

  private static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aTokenPlantedAnywhereComesOutNowhere(Fixture fixture) throws IOException {
    Random random = new Random(fixture.name().hashCode() + 1L);
    String text = new String(fixture.bytes(), StandardCharsets.ISO_8859_1);
    int imported = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = planted(text, fixture.name().equals(LORA), random);
      ForeignFile opened = opened(fixture, bytes);
      try {
        Importing.Result result =
            new Importing(Catalog.bundled(), folder, List.of(opened), List.of(), SCRIPT)
                .result(Map.of());
        assertFalse(result.text().contains(TOKEN), result.text());
        assertFalse(Objects.toString(result.report()).contains(TOKEN), result.text());
        imported++;
      } catch (UserError refused) {
        assertFalse((refused.getMessage() + refused.help()).contains(TOKEN), refused.getMessage());
      }
    }
    assertTrue(imported > 0, "no token got as far as the recipe");
  }

  /** In a header, whose length is told, it takes the place of what stands there. */
  private static byte[] planted(String text, boolean inPlace, Random random) {
    int near = random.nextInt(text.length());
    int at = text.indexOf(inPlace ? 'x' : random.nextBoolean() ? '"' : '=', near) + 1;
    String word = inPlace ? " " + TOKEN + " " : TOKEN;
    String planted =
        text.substring(0, at) + word + text.substring(inPlace ? at + word.length() : at);
    return planted.getBytes(StandardCharsets.ISO_8859_1);
  }
}
