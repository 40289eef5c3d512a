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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder).run(words);
  }

  private Path recipe(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("r.toml"),
        """
        recipe = 1
        name = "cat"
        family = "sd15"
        network = "lora"
        [train]
        network_dim = 16
        network_alpha = 8
        output_dir = "out"
        %s
        """
            .formatted(String.join("\n", lines)));
  }

  @Test
  void saysItsVersion() {
    assertEquals("lorabake (development)\n", run("--version").out());
  }

  @Test
  void namesEveryCommandInItsHelp() {
    String help = run("--help").out();
    for (String command : List.of("new", "check", "plan", "render", "train", "watch", "selftest")) {
      assertTrue(help.contains("\n  " + command + " "), command + " in " + help);
    }
  }

  @Test
  void keepsUpstreamsFlagsOutOfTheHelp() {
    String help = run("check", "--help").out();
    assertTrue(help.contains("--gpu"), help);
    assertFalse(help.contains("--network_dim"), help);
    assertTrue(help.contains("Every sd-scripts option is a flag too"), help);
  }

  @Test
  void completesEveryOptionOfUpstreamInBothSpellings() {
    String script = run("completion").out();
    assertTrue(script.contains("--network_dim"), "network_dim");
    assertTrue(script.contains("--network-dim"), "network-dim");
    assertTrue(script.contains("--no-cache-latents"), "no-cache-latents");
    assertTrue(script.contains("smooth_l1"), "the choices of loss_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--network_alpha=64", "--network-alpha=64"})
  void letsAFlagOverrideTheRecipe(String flag) throws IOException {
    JsonObject report =
        Json.object(run("check", recipe().toString(), flag, "--json").out(), "check");
    assertEquals("blocked", report.text("verdict"));
    assertTrue(
        report.objects("findings").stream()
            .anyMatch(finding -> finding.text("rule").equals("alpha-exceeds-rank")));
  }

  @Test
  void tellsFindingsInThePublishedShape() throws IOException {
    Session.Result result = run("check", recipe("netwrok_dim = 3").toString(), "--json");
    assertEquals(ExitCode.BLOCKED, result.code());
    JsonObject finding =
        Json.object(result.out(), "check").objects("findings").stream()
            .filter(item -> item.text("rule").equals("unknown-option"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        Set.of("rule", "severity", "options", "message", "help", "at", "fix", "fix_safe"),
        finding.names());
    assertEquals("error", finding.text("severity"));
    assertEquals(List.of("netwrok_dim"), finding.texts("options"));
    assertEquals(9, finding.object("at").whole("line"));
    assertTrue(finding.text("help").contains("network_dim"), finding.text("help"));
  }

  @Test
  void tellsFindingsToAPersonWithTheirPlace() throws IOException {
    String out = run("check", recipe("netwrok_dim = 3").toString()).out();
    assertTrue(out.contains("r.toml:9: error[unknown-option]: "), out);
    assertTrue(out.contains("\nblocked: "), out);
  }

  @Test
  void fillsFindingsToTheTerminalAndKeepsThemOnOneLineForPrograms() throws IOException {
    String file = recipe("network_weights = \"" + "a/".repeat(20) + "b.safetensors\"").toString();
    String filled = new Session(folder).answering("").run("check", file).out();
    assertTrue(filled.contains("\n  help: "), filled);
    List<String> breakable =
        filled.lines().filter(line -> line.length() > 80 && line.strip().contains(" ")).toList();
    assertEquals(List.of(), breakable);
    String one = run("check", file).out();
    assertTrue(one.lines().anyMatch(line -> line.length() > 80), one);
    assertEquals(one.replaceAll("\\s+", " "), filled.replaceAll("\\s+", " "));
  }

  @Test
  void tellsThePlanInThePublishedShape() throws IOException {
    JsonObject plan = Json.object(run("plan", recipe().toString(), "--json").out(), "plan");
    assertTrue(
        plan.names()
            .containsAll(
                Set.of(
                    "images",
                    "datasets",
                    "batches_per_epoch",
                    "updates_per_epoch",
                    "epochs",
                    "total_steps",
                    "checkpoints",
                    "vram",
                    "disk_bytes",
                    "seconds",
                    "cost",
                    "time")),
        plan.names().toString());
    assertEquals(0, plan.whole("total_steps"));
  }

  @Test
  void plansForANamedCardOnly() throws IOException {
    Session.Result result = run("plan", recipe().toString(), "--gpu", "RTX 9999");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("no GPU is known as \"RTX 9999\""), result.err());
  }

  @Test
  void rendersFilesAndNeverOverForeignOnes() throws IOException {
    String file = recipe().toString();
    assertEquals(ExitCode.FINE, run("render", file, "-o", "files").code());
    assertEquals(ExitCode.FINE, run("render", file, "-o", "files").code());
    Files.writeString(folder.resolve("files/config.toml"), "mine");
    Session.Result result = run("render", file, "-o", "files");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("is there already and differs"), result.err());
    assertEquals("mine", Files.readString(folder.resolve("files/config.toml")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check none.toml|there is no file",
        "check .|is a folder, expected a file",
        "check|Missing required parameter: 'FILE'",
        "check r.toml --netwrok_dim=3|Unknown option: '--netwrok_dim=3'",
        "check r.toml --nework_dim 4|did you mean --network_dim?",
        "chek r.toml|did you mean check?",
        "train r.toml --sd-scripts nowhere|is no sd-scripts checkout",
        "frobnicate|Unmatched argument",
        "events none.log|there is no file",
        "watch|there is no run in",
        "stop nothing|there is no run nothing",
        "explain netwrok_dim|nothing is known as \"netwrok_dim\"",
        "new x.toml|nothing to start from",
        "new x.toml --template sdxl-charakter|did you mean sdxl-character?",
        "new x.toml --family sdlx|unknown family \"sdlx\"",
        "selftest|no sd-scripts checkout is known"
      })
  void saysWhatIsWrongAndWhatToDo(String line, String said) throws IOException {
    recipe(
        "pretrained_model_name_or_path = \"org/model\"",
        "[[datasets]]",
        "resolution = 512",
        "[[datasets.subsets]]",
        "image_dir = \"none\"",
        "[check]",
        "allow = [\"folder-missing\"]");
    Session.Result result = run(line.split(" ", -1));
    boolean refused = result.code() == ExitCode.USAGE || result.code() == ExitCode.BLOCKED;
    assertTrue(refused, line + " ended with " + result.code());
    if (result.code() == ExitCode.USAGE) {
      assertTrue(result.err().contains(said), result.err());
      assertTrue(result.err().contains("\n  help: "), result.err());
    }
  }

  @Test
  void writesARecipeFromATemplateAndNamesWhatIsOpen() throws IOException {
    Files.createDirectories(folder.resolve("pictures/10_cat"));
    Files.createDirectories(folder.resolve("pictures/3_dog"));
    Session.Result result =
        run(
            "new",
            "a.toml",
            "--template",
            "sdxl-character",
            "--name",
            "cat",
            "--dataset",
            "pictures",
            "--network-dim",
            "8");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    String text = Files.readString(folder.resolve("a.toml"));
    assertTrue(text.contains("network_dim = 8"), text);
    assertTrue(text.contains("name = \"cat\""), text);
    assertTrue(text.contains(folder.resolve("pictures/10_cat").toString()), text);
    assertTrue(text.contains("num_repeats = 3"), text);
    assertTrue(result.out().contains("to be filled in: <base model file>"), result.out());
    assertEquals(ExitCode.USAGE, run("new", "a.toml", "--template", "sdxl-style").code());
    assertEquals(text, Files.readString(folder.resolve("a.toml")));
  }

  @Test
  void asksAPersonForWhatATemplateLeavesOpen() throws IOException {
    Session.Result result =
        new Session(folder)
            .answering("sd15-style\nmodels/base.safetensors\npictures\n")
            .run("new", "a.toml");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    String text = Files.readString(folder.resolve("a.toml"));
    assertTrue(text.contains("\"models/base.safetensors\""), text);
    assertTrue(text.contains("image_dir = \"pictures\""), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sd2", "sd3", "chroma", "lumina", "anima", "hunyuan-image"})
  void writesASkeletonForAFamilyWithoutTemplate(String family) {
    assertEquals(ExitCode.FINE, run("new", family + ".toml", "--family", family).code());
    Session.Result plan = run("render", family + ".toml", "-o", family);
    assertEquals(ExitCode.FINE, plan.code(), plan.err());
  }

  @Test
  void usesTheOptionsOfTheCheckoutThatAFlagNames() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("other"));
    Files.writeString(
        checkout.resolve("train_network.py"),
        """
        import argparse

        def setup_parser():
            parser = argparse.ArgumentParser()
            parser.add_argument("--brand_new", type=int, default=1)
            return parser
        """);
    Session.Result result =
        new Session(folder)
            .with("XDG_CACHE_HOME", folder.resolve("cache").toString())
            .run("render", recipe().toString(), "--sd-scripts", "other", "-o", "files");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertTrue(result.err().contains("using the options of the installed"), result.err());
  }

  @Test
  void makesControlCharactersVisible() throws IOException {
    String out = run("check", recipe("\"evil\\u001b[31m\\u202e\" = 1").toString()).out();
    assertFalse(out.contains("\u001b"), "an escape character reached the terminal");
    assertTrue(out.contains("\\u001B[31m\\u202E"), out);
  }

  @Test
  void aPickleIsRefusedUntilItIsAllowed() throws IOException {
    Files.writeString(folder.resolve("m.ckpt"), "PK\u0003\u0004 and more of a zip");
    String recipe =
        "recipe = 1\nfamily = \"sd15\"\n[train]\npretrained_model_name_or_path = \"m.ckpt\"\n";
    Files.writeString(folder.resolve("p.toml"), recipe);
    Session.Result refused = run("check", "p.toml");
    assertTrue(refused.out().contains("error[pickled-model]"), refused.out());
    Files.writeString(folder.resolve("p.toml"), recipe + "[check]\nallow = [\"pickled-model\"]\n");
    String allowed = run("check", "p.toml").out();
    assertFalse(allowed.contains("error[pickled-model]"), allowed);
  }

  @Test
  void turnsALogIntoEvents() throws IOException {
    Files.writeString(
        folder.resolve("t.log"),
        "epoch 1/2\n\rsteps:  50%|#####     | 1/2 [00:01<00:01,  1.00it/s, avr_loss=0.5]"
            + "\rsteps:  50%|#####     | 1/2 [00:01<00:01,  1.00it/s, avr_loss=0.4]\n");
    List<String> lines = run("events", "t.log").out().lines().toList();
    JsonObject last = Json.object(lines.getLast(), "event");
    assertEquals("step", last.text("type"));
    assertEquals(lines.size(), last.whole("seq"));
    assertEquals(0.4, last.number("avr_loss"), 0.0);
  }

  @Test
  void rendersForTheGuiAndTellsWhatBecameOfEachSetting() throws IOException {
    Path file = recipe("max_grad_norm = 0", "[[datasets]]", "resolution = 512");
    Session.Result result =
        run("render", file.toString(), "--format", "kohya-gui-json", "-o", "gui.json", "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject told = Json.object(result.out(), "render");
    assertEquals(2, told.texts("files").size());
    JsonObject written = Json.object(Files.readString(folder.resolve("gui.json")), "gui.json");
    assertEquals("--max_grad_norm=0", written.text("additional_parameters"));
    assertTrue(written.text("dataset_config").endsWith("gui-dataset.toml"), result::out);
    assertTrue(Files.readString(folder.resolve("gui-dataset.toml")).contains("resolution = 512"));
    assertTrue(told.object("report").objects("keys").size() > 5, result::out);
  }

  @Test
  void tellsAPersonWhatTheGuiCannotSayInItsFields() throws IOException {
    Session.Result result =
        run("render", recipe("max_grad_norm = 0").toString(), "--format=kohya-gui-json");
    assertTrue(result.out().contains("passed in its additional parameters"), result::out);
    assertTrue(result.out().endsWith("wrote cat.json\n"), result::out);
    Session.Result again =
        run("render", folder.resolve("r.toml").toString(), "--format=kohya-gui-json");
    assertEquals(2, again.code());
    assertTrue(again.err().contains("is there already"), again::err);
  }

  @Test
  void namesTheKnownFormatsForAnUnknownOne() throws IOException {
    Session.Result result = run("render", recipe().toString(), "--format", "kohya");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("known: sd-scripts, kohya-gui-json"), result::err);
  }
}
