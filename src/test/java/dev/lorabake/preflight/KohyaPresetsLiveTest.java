package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.foreign.kohya.PythonLines;
import dev.lorabake.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports every preset and test config of a kohya_ss checkout, with stand-ins for the files that
 * they leave open: each key is accounted for, sd-scripts' own parser takes what is rendered, and
 * the preflight finds the errors that src/docs/import-kohya.md lists and no other. {@code
 * LORABAKE_KOHYA_SS} names the checkout, {@code LORABAKE_SD_SCRIPTS} one of sd-scripts, {@code
 * LORABAKE_PYTHON} its Python.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_KOHYA_SS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class KohyaPresetsLiveTest {
  private static final int IMAGES = 24;
  private static final Path REPORT = Path.of("target/kohya-imports.txt").toAbsolutePath();
  private static final Path PAGE = Path.of("src/docs/import-kohya.md");
  private static final Pattern ROW = Pattern.compile("\\| (.+\\.json) \\| `(.+)` \\| .+ \\|");

  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void everyPresetBecomesARecipeThatUpstreamTakes() throws IOException {
    Path images = images();
    List<ImportedPreset> presets = new ArrayList<>();
    for (Path file : files()) {
      Path work = Files.createDirectory(folder.resolve("preset-" + presets.size()));
      presets.add(ImportedPreset.of(file, work, images));
    }
    List<JsonObject> answers =
        PythonLines.options(folder, presets.stream().map(ImportedPreset::line).toList());
    List<String> complaints = new ArrayList<>();
    Set<String> errors = new TreeSet<>();
    List<String> report = new ArrayList<>();
    for (int i = 0; i < presets.size(); i++) {
      ImportedPreset preset = presets.get(i);
      preset.faults().forEach(fault -> complaints.add(preset.name() + ": " + fault));
      if (answers.get(i).has("refused")) {
        complaints.add(preset.name() + ": upstream says " + answers.get(i).text("refused"));
      }
      for (Finding found : preset.errors()) {
        errors.add(preset.name() + ": " + found.rule());
        report.add(preset.name() + ": " + found.rule() + ": " + found.message());
      }
    }
    report.addAll(complaints);
    report.add(presets.size() + " files");
    Files.createDirectories(REPORT.getParent());
    Files.write(REPORT, report);
    assertEquals(List.of(), complaints);
    assertEquals(deserved(), errors, () -> "see " + REPORT);
  }

  /** The table of the page: preset, rule in code quotes, reason. */
  private static Set<String> deserved() throws IOException {
    Set<String> deserved = new TreeSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        deserved.add(row.group(1) + ": " + row.group(2));
      }
    }
    return deserved;
  }

  /** Those of all tabs; a file of the checkout that holds image metadata is none. */
  private static List<Path> files() throws IOException {
    Path checkout = Path.of(Objects.requireNonNull(System.getenv("LORABAKE_KOHYA_SS")));
    List<Path> files = new ArrayList<>();
    for (String part : List.of("presets", "test/config")) {
      try (Stream<Path> all = Files.walk(checkout.resolve(part))) {
        all.filter(file -> file.toString().endsWith(".json"))
            .filter(file -> !file.endsWith("meta-1_lat.json"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  private Path images() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path one = Files.createDirectory(images.resolve("10_sks person"));
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(1024, 1024, BufferedImage.TYPE_BYTE_BINARY);
      ImageIO.write(image, "png", one.resolve(i + ".png").toFile());
      Files.writeString(one.resolve(i + ".txt"), "sks person, number " + i);
    }
    return images;
  }
}
