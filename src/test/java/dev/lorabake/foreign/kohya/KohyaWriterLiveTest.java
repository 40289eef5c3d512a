package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.foreign.Fate;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.train.GuiExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes random recipes as GUI JSON, lets kohya_ss itself load them and write what it would train
 * from, and compares what sd-scripts' own parser makes of that with what it makes of lorabake's
 * files. {@code LORABAKE_KOHYA_SS} names a checkout of kohya_ss, {@code LORABAKE_SD_SCRIPTS} one of
 * sd-scripts, {@code LORABAKE_PYTHON} its Python; {@code lorabake.upstream.cases} how many (200),
 * {@code lorabake.upstream.first} the first seed (1).
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_KOHYA_SS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class KohyaWriterLiveTest {
  private static final Path REPORT = Path.of("target/kohya-writer.txt").toAbsolutePath();

  @TempDir Path folder = Path.of("");

  private record Case(int seed, Recipe recipe, GuiExport export, PythonLines.Words ours) {
    Set<String> lost() {
      return export.report().with(Fate.DROPPED).stream()
          .map(key -> key.key().substring(key.key().indexOf('.') + 1))
          .collect(Collectors.toSet());
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void makesTheGuiTrainWhatTheRecipeSays() throws IOException {
    RandomGuiRecipes.makePaths(folder);
    int first = Integer.getInteger("lorabake.upstream.first", 1);
    int count = Integer.getInteger("lorabake.upstream.cases", 200);
    List<Case> cases = new ArrayList<>();
    for (int seed = first; seed < first + count; seed++) {
      cases.add(prepare(seed));
    }
    List<JsonObject> answers =
        PythonLines.gui(
            folder,
            cases.stream().map(one -> one.export().files().keySet().iterator().next()).toList());
    List<String> complaints = new ArrayList<>();
    List<PythonLines.Words> lines = new ArrayList<>();
    List<Case> ran = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      JsonObject answer = answers.get(i);
      if (!answer.list("rejected").isEmpty() || answer.textOrNull("toml") == null) {
        complaints.add(
            one.seed() + " the GUI refuses " + answer.list("rejected") + answer.texts("messages"));
        continue;
      }
      if (!answer.list("changed").isEmpty()) {
        complaints.add(one.seed() + " the GUI's window changes " + answer.list("changed"));
      }
      ran.add(one);
      lines.add(one.ours());
      lines.add(
          Starts.theGuis(one.recipe().script(), answer, folder.resolve("case-" + one.seed())));
    }
    List<JsonObject> parsed = PythonLines.options(folder, lines);
    Map<String, String> explained = new TreeMap<>();
    for (int i = 0; i < ran.size(); i++) {
      compare(ran.get(i), parsed.get(2 * i), parsed.get(2 * i + 1), complaints, explained);
    }
    Files.createDirectories(REPORT.getParent());
    List<String> report = new ArrayList<>(complaints);
    explained.forEach((option, why) -> report.add("explained: " + option + ": " + why));
    report.add(ran.size() + " of " + count + " recipes compared");
    Files.write(REPORT, report);
    assertEquals(List.of(), complaints, () -> complaints.size() + " in " + REPORT);
  }

  private Case prepare(int seed) throws IOException {
    Path work = Files.createDirectories(folder.resolve("case-" + seed));
    Path file = Files.writeString(work.resolve("r.toml"), RandomGuiRecipes.make(seed, folder));
    Recipe recipe =
        new RecipeReader(RandomGuiRecipes.CATALOG, work).read(file, List.of(), null).recipe();
    PythonLines.Words ours = Starts.ours(recipe, work.resolve("files"));
    GuiExport export = GuiExport.of(recipe, work.resolve("gui.json"));
    for (Map.Entry<Path, String> one : export.files().entrySet()) {
      Files.writeString(one.getKey(), one.getValue());
    }
    return new Case(seed, recipe, export, ours);
  }

  private static void compare(
      Case one,
      JsonObject ours,
      JsonObject theirs,
      List<String> complaints,
      Map<String, String> explained) {
    if (ours.has("refused") || theirs.has("refused")) {
      if (!ours.has("refused") || !theirs.has("refused")) {
        complaints.add(
            one.seed()
                + " refused: ours "
                + ours.textOrNull("refused")
                + ", the GUI's "
                + theirs.textOrNull("refused"));
      }
      return;
    }
    GuiComparison comparison =
        new GuiComparison(one.recipe(), ours.object("options"), theirs.object("options"));
    for (String option : ours.object("options").names()) {
      if (one.lost().contains(option) || comparison.isEqual(option)) {
        continue;
      }
      String why = comparison.explanation(option);
      if (why == null) {
        complaints.add(
            one.seed() + " " + one.recipe().family().id() + " " + comparison.difference(option));
      } else {
        explained.put(option, why);
      }
    }
  }
}
