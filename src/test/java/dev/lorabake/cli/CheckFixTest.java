package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --fix}, {@code --diff} and {@code --sarif} as a person and a CI use them. */
class CheckFixTest {
  private static final String TEXT =
      """
      recipe = 1
      family = "sdxl"
      network = "lora"

      # what the cat needs
      [train]
      netwrok_dim = 16         # typo
      network_alpha = 32
      max_train_epochs = "10"
      v2 = true
      output_dir = "out"
      mixed_precision = "bf16"
      """;

  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder).run(words);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("r.toml"), text);
  }

  @Test
  void mendsWhatIsSurelyMeantAndShowsIt() throws IOException {
    Path file = write(TEXT);
    Session.Result result = run("check", "r.toml", "--fix");
    String mended = Files.readString(file);
    assertTrue(mended.contains("max_train_epochs = 10\n"), mended);
    assertTrue(mended.contains("\nnetwork_dim = 16         # typo\n"), mended);
    assertFalse(mended.contains("v2"), mended);
    assertTrue(mended.contains("# what the cat needs\n[train]\n"), mended);
    assertTrue(result.out().contains("\n-max_train_epochs = \"10\"\n"), result.out());
    assertTrue(result.out().contains("\n+max_train_epochs = 10\n"), result.out());
    assertTrue(result.out().contains("\nfixed: wrong-type, max_train_epochs = 10\n"), result.out());
    assertTrue(
        result.out().contains("\nfixed: unknown-option, network_dim = 16, remove netwrok_dim\n"),
        result.out());
  }

  @Test
  void leavesAChoiceToTheUserUnlessItIsAskedFor() throws IOException {
    Path file = write(TEXT.replace("netwrok_dim", "network_dim"));
    run("check", "r.toml", "--fix");
    assertTrue(Files.readString(file).contains("network_alpha = 32\n"));
    String out = run("check", "r.toml").out();
    assertTrue(out.lines().toList().getLast().contains("; --fix-rule RULE mends "), out);
    run("check", "r.toml", "--fix-rule", "alpha-exceeds-rank");
    assertTrue(Files.readString(file).contains("network_alpha = 16\n"));
  }

  @Test
  void doesNotShowAFixThatTheHelpNamesAlready() throws IOException {
    write(TEXT);
    String out = run("check", "r.toml").out();
    assertTrue(out.contains("  help: max_train_epochs = 10\n"), out);
    assertFalse(out.contains("  fix: max_train_epochs = 10\n"), out);
    assertTrue(out.contains("  fix: network_dim = 16, remove netwrok_dim\n"), out);
  }

  @Test
  void countsTheRestOfAMistakeMadeEverywhere() throws IOException {
    write(
        TEXT
            + "[[datasets]]\nresolution = 1024\n"
            + "[[datasets.subsets]]\nimage_dir = \"gone\"\nnum_repeats = \"1\"\n".repeat(25));
    String out = run("check", "r.toml").out();
    assertEquals(10, out.split("error\\[dataset-key-of-wrong-type]", -1).length - 1, out);
    assertTrue(out.contains("and 15 more of dataset-key-of-wrong-type (--json tells all)\n"), out);
  }

  @Test
  void showsTheDiffAndChangesNothing() throws IOException {
    Path file = write(TEXT);
    Session.Result result = run("check", "r.toml", "--diff");
    assertEquals(TEXT, Files.readString(file));
    assertTrue(result.out().contains("-v2 = true\n"), result.out());
    assertTrue(result.out().contains("\nwould be fixed: "), result.out());
  }

  @Test
  void saysWhereItCannotMend() throws IOException {
    write(TEXT.replace("v2 = true\n", ""));
    Session.Result result = run("check", "r.toml", "--fix", "--v2");
    assertTrue(
        result.out().contains("not fixed: sdxl-with-v2, v2 was given as a flag\n"), result.out());
  }

  @Test
  void mendsAPlainConfigAndItsDatasetFile() throws IOException {
    Path config =
        write(
            """
            [model]
            pretrained_model_name_or_path = "a/b"
            [steps]
            max_train_epochs = "10"
            dataset_config = "data.toml"
            """);
    Path data =
        Files.writeString(
            folder.resolve("data.toml"),
            "[[datasets]]\nbatch_size = \"2\"\n[[datasets.subsets]]\nimage_dir = \"x\"\n");
    run("check", "r.toml", "--fix", "--script", "train_network.py");
    assertTrue(Files.readString(config).contains("[steps]\nmax_train_epochs = 10\n"));
    assertTrue(Files.readString(data).contains("batch_size = 2\n"));
  }

  @Test
  void keepsAByteOrderMarkAndALink() throws IOException {
    Path real = Files.writeString(folder.resolve("real.toml"), "\uFEFF" + TEXT);
    Files.createSymbolicLink(folder.resolve("r.toml"), real);
    run("check", "r.toml", "--fix");
    assertTrue(Files.isSymbolicLink(folder.resolve("r.toml")));
    assertTrue(Files.readString(real).startsWith("\uFEFFrecipe = 1"));
    assertTrue(Files.readString(real).contains("max_train_epochs = 10\n"));
  }

  @Test
  void tellsWhatItMendedAsJson() throws IOException {
    write(TEXT);
    JsonObject report = Json.object(run("check", "r.toml", "--fix", "--json").out(), "report");
    assertTrue(report.names().containsAll(Set.of("verdict", "findings", "allowed")));
    assertTrue(report.texts("fixed").contains("wrong-type"), report.texts("fixed").toString());
    assertTrue(report.flag("written", false));
    JsonObject file = report.objects("files").getFirst();
    assertEquals(folder.resolve("r.toml").toString(), file.text("file"));
    assertTrue(file.text("diff").contains("+max_train_epochs = 10"));
  }

  @Test
  void refusesARuleThatDoesNotExist() throws IOException {
    write(TEXT);
    Session.Result result = run("check", "r.toml", "--fix-rule", "alpha-exceeds-rnak");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("did you mean alpha-exceeds-rank?"), result.err());
  }

  @Test
  void tellsFindingsAsSarif() throws IOException {
    write(
        TEXT.replace("netwrok_dim", "network_dim")
            + "\n[check]\nallow = [\"alpha-exceeds-rank\"]\n");
    Session.Result result = run("check", "r.toml", "--sarif");
    assertEquals(ExitCode.BLOCKED, result.code());
    JsonObject log = Json.object(result.out(), "sarif");
    assertEquals("2.1.0", log.text("version"));
    JsonObject run = log.objects("runs").getFirst();
    List<JsonObject> rules = run.object("tool").object("driver").objects("rules");
    boolean suppressed = false;
    for (JsonObject item : run.objects("results")) {
      JsonObject rule = rules.get((int) item.whole("ruleIndex"));
      assertEquals(item.text("ruleId"), rule.text("id"));
      JsonObject place = item.objects("locations").getFirst().object("physicalLocation");
      assertEquals("r.toml", place.object("artifactLocation").text("uri"));
      assertTrue(place.object("region").whole("startLine") >= 1);
      suppressed |= item.has("suppressions") && item.text("ruleId").equals("alpha-exceeds-rank");
    }
    assertTrue(suppressed, result.out());
    JsonObject typo =
        run.objects("results").stream()
            .filter(item -> item.text("ruleId").equals("wrong-type"))
            .findFirst()
            .orElseThrow();
    JsonObject replacement =
        typo.objects("fixes")
            .getFirst()
            .objects("artifactChanges")
            .getFirst()
            .objects("replacements")
            .getFirst();
    assertEquals(9, replacement.object("deletedRegion").whole("startLine"));
    assertEquals("max_train_epochs = 10", replacement.object("insertedContent").text("text"));
  }
}
