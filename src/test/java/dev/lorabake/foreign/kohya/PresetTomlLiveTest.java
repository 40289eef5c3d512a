package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Imported;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.GuiExport;
import dev.lorabake.train.SettingsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets kohya_ss itself write what it would train from, for each of its presets, and compares it
 * with the config that lorabake renders of the imported preset: as sd-scripts' own parser reads
 * both, every option is equal, or differs without effect, or the import tells why. Ten of them make
 * a page. {@code LORABAKE_KOHYA_SS} names a checkout of kohya_ss, {@code LORABAKE_SD_SCRIPTS} one
 * of sd-scripts, {@code LORABAKE_PYTHON} its Python.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_KOHYA_SS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class PresetTomlLiveTest {
  private static final Path PAGE = Path.of("src/docs/import-kohya-toml.md").toAbsolutePath();
  private static final int MOST_CHARACTERS = 90;

  /** One of each kind. */
  private static final Set<String> SHOWN =
      Set.of(
          "SDXL - LoRA AI_Now ADamW v1.0",
          "SDXL - LoRA AI_characters standard v1.0",
          "SDXL - LoRA adafactor v1.0",
          "SDXL - LoRA kudou-reira dadaptadam v1.1",
          "SDXL - LoRA kudou-reira prodigy v4.0",
          "SDXL - LoHA AI_Characters v1.0",
          "flux1D - adamw8bit fp8",
          "iA3-Prodigy-sd15",
          "sd15 - EDG_LoConOptiSettings",
          "sd15 - LoKr v2.0");

  @TempDir Path folder = Path.of("");

  private final List<String> complaints = new ArrayList<>();
  private final Set<String> harmless = new TreeSet<>();
  private final List<String> sections = new ArrayList<>();

  private record Case(GuiPreset preset, Imported imported, Recipe recipe, JsonObject answer) {}

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void rendersOfEachPresetWhatTheGuiWouldTrainOrTellsWhyNot() throws IOException {
    RandomGuiRecipes.makePaths(folder);
    List<GuiPreset> presets = GuiPreset.all(folder);
    List<JsonObject> answers =
        PythonLines.gui(folder, presets.stream().map(GuiPreset::file).toList());
    List<Case> cases = new ArrayList<>();
    List<PythonLines.Words> lines = new ArrayList<>();
    for (int i = 0; i < presets.size(); i++) {
      Case one = read(presets.get(i), answers.get(i));
      Path work = Files.createDirectories(folder.resolve("preset-" + i));
      cases.add(one);
      lines.add(Starts.ours(one.recipe(), work));
      lines.add(Starts.theGuis(one.recipe().script(), one.answer(), work));
    }
    List<JsonObject> again = writtenAgain(cases);
    for (int i = 0; i < cases.size(); i++) {
      Path work = Files.createDirectories(folder.resolve("again-" + i));
      lines.add(Starts.theGuis(cases.get(i).recipe().script(), again.get(i), work));
    }
    List<JsonObject> parsed = PythonLines.options(folder, lines);
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      complain(
          one,
          parsed.get(2 * i).object("options"),
          parsed.get(2 * cases.size() + i).object("options"));
      compare(
          cases.get(i),
          parsed.get(2 * i).object("options"),
          parsed.get(2 * i + 1).object("options"));
    }
    Path report = Path.of("target/kohya-presets.txt").toAbsolutePath();
    Files.createDirectories(report.getParent());
    Files.write(report, complaints);
    assertEquals(List.of(), complaints, () -> complaints.size() + " in " + report);
    String page = page(presets.size());
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        Files.readString(PAGE),
        page,
        "mvn -q test -Dtest=PresetTomlLiveTest -Dlorabake.rewrite=true writes the page anew");
  }

  private Case read(GuiPreset preset, JsonObject answer) {
    SettingsReading reading = new SettingsReading(RandomGuiRecipes.CATALOG, folder);
    Imported imported = reading.imported(List.of(reading.open(preset.file())));
    Recipe recipe = reading.recipe(imported, List.of(), null).recipe();
    return new Case(preset, imported, recipe, answer);
  }

  /** Writes the recipes for the GUI again, and lets it start them. */
  private List<JsonObject> writtenAgain(List<Case> cases) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Case one : cases) {
      String name = String.valueOf(one.preset().file().getFileName());
      GuiExport export = GuiExport.of(one.recipe(), folder.resolve("again " + name));
      for (Map.Entry<Path, String> file : export.files().entrySet()) {
        Files.writeString(file.getKey(), file.getValue());
      }
      files.add(export.files().keySet().iterator().next());
    }
    return PythonLines.gui(folder, files);
  }

  /** What is written again starts the recipe's training, whatever the preset's file starts. */
  private void complain(Case one, JsonObject ours, JsonObject again) {
    GuiComparison comparison = new GuiComparison(one.recipe(), ours, again);
    for (String option : ours.names()) {
      if (!comparison.isEqual(option) && comparison.explanation(option) == null) {
        complaints.add(one.preset().name() + ", written again: " + comparison.difference(option));
      }
    }
  }

  private void compare(Case one, JsonObject ours, JsonObject theirs) {
    GuiComparison comparison = new GuiComparison(one.recipe(), ours, theirs);
    List<String> rows = new ArrayList<>();
    int equal = 0;
    int without = 0;
    for (String option : ours.names()) {
      if (comparison.isEqual(option)) {
        equal++;
        continue;
      }
      String why = comparison.explanation(option);
      if (why != null) {
        harmless.add("| `" + option + "` | " + why + " |");
        without++;
        continue;
      }
      String told = told(one.imported(), option);
      if (told == null) {
        complaints.add(one.preset().name() + ": " + comparison.difference(option));
      } else {
        rows.add(row(option, theirs.value(option), ours.value(option), told));
      }
    }
    if (SHOWN.contains(one.preset().name())) {
      sections.add(section(one, equal, without, rows));
    }
  }

  private String section(Case one, int equal, int without, List<String> rows) {
    StringBuilder out = new StringBuilder("\n## " + one.preset().name() + "\n");
    out.append(one.recipe().script()).append(": ").append(equal).append(" options equal, ");
    out.append(without).append(" different without effect, ").append(rows.size());
    out.append(" different and told by the import.\n");
    List<String> refused =
        one.answer().objects("rejected").stream()
            .map(value -> "`" + value.text("name") + "` " + Json.write(value.value("value")))
            .toList();
    if (!refused.isEmpty()) {
      out.append("Today's GUI does not start it before this is changed: ");
      out.append(String.join(", ", refused)).append(".\n");
    }
    if (!rows.isEmpty()) {
      out.append("\n| option | kohya_ss | lorabake | why |\n|---|---|---|---|\n");
      rows.forEach(row -> out.append(row).append('\n'));
    }
    return out.toString();
  }

  private String row(String option, @Nullable Object theirs, @Nullable Object ours, String why) {
    return "| `" + option + "` | " + cell(theirs) + " | " + cell(ours) + " | " + shown(why) + " |";
  }

  private String cell(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    String text = shown(Json.write(value));
    return "`"
        + (text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…")
        + "`";
  }

  private String shown(String text) {
    return text.replace(folder.toString(), "…").replace("|", "\\|");
  }

  /** What the import's report says about the option. */
  private static @Nullable String told(Imported imported, String option) {
    for (Account account : imported.accounts()) {
      boolean concerns =
          account.source().key().equals(option)
              || isPart(account.source().key(), option)
              || account.targets().stream().anyMatch(target -> concerns(target, option));
      if (concerns && account.ran() != null) {
        return "`"
            + account.source().key()
            + "` ran: "
            + account.ran()
            + "; meant: "
            + account.meant();
      }
      if (concerns && account.reason() != null && !account.fate().id().equals("mapped")) {
        return account.reason();
      }
    }
    return imported.additions().stream()
        .filter(addition -> concerns(addition.target(), option))
        .map(addition -> Objects.toString(addition.reason()))
        .findFirst()
        .orElse(null);
  }

  private static boolean concerns(String target, String option) {
    return target.equals("train." + option) || target.startsWith("train." + option + ".");
  }

  /** The GUI makes {@code network_args} of many keys. */
  private static boolean isPart(String key, String option) {
    return option.equals("network_args")
        && GuiTable.bundled().key(key).filter(k -> k.rule() == GuiKey.Rule.NETWORK).isPresent();
  }

  private String page(int count) {
    StringBuilder out =
        new StringBuilder(
            """
            # What kohya_ss would train, and what lorabake makes of it
            Written by `PresetTomlLiveTest`: kohya_ss's own code loads one of its presets and writes the TOML that it would train from; \
            lorabake imports the same file and renders it. sd-scripts' own parser reads both, and every option is compared. \
            All %d presets of the LoRA tab pass; ten of different kinds are shown. Their empty and foreign paths are replaced by ones that exist, and the pictures are one.

            Where the two train differently, the recipe follows what the file says, and the import says what the GUI would have run (ran, meant).

            ## Different without effect
            | option | why it is the same training |
            |---|---|
            """
                .formatted(count));
    harmless.forEach(row -> out.append(row).append('\n'));
    sections.forEach(out::append);
    return out.toString();
  }
}
