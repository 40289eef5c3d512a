package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.foreign.lorafile.LoraBytes;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command and its report, on a LoRA: every other format goes the same way. */
class ImportCommandTest {
  private static final String HUB = "hf_plantedPLANTEDplantedPLANTED";
  private static final String WANDB = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder).run(words);
  }

  private static LoraBytes lora() {
    return new LoraBytes()
        .says("ss_network_module", "networks.lora")
        .says("ss_network_dim", "4")
        .says("ss_network_alpha", "2.0")
        .says("ss_base_model_version", "sd_v1")
        .says("ss_sd_model_name", "anything-v5.safetensors")
        .says("ss_output_name", "cat")
        .says("ss_resolution", "(512, 512)")
        .says("ss_max_train_steps", "100")
        .says("ss_dataset_dirs", "{\"10_cat\": {\"n_repeats\": 10, \"img_count\": 20}}")
        .says("ss_clip_skip", "None")
        .says("ss_fancy", "new")
        .lora("lora_unet_down_blocks_0_attentions_0_to_q", 4, 2)
        .lora("lora_te_text_model_encoder_layers_0_mlp_fc1", 4, 2);
  }

  private String file(UnaryOperator<LoraBytes> change) throws IOException {
    Files.write(folder.resolve("cat.safetensors"), change.apply(lora()).bytes());
    return "cat.safetensors";
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("recipe.toml"));
  }

  @Test
  void writesARecipeAndSaysWhatBecameOfEachKey() throws IOException {
    Session.Result result = run("import", file(lora -> lora));
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertEquals(
        """
        a trained LoRA, sd-scripts: cat.safetensors
        family sd15, network lora, train_network.py

        to be answered (2)
          ss_dataset_dirs.10_cat.n_repeats = 10
            only the names of the folders were kept, not where they lay
            now train.train_data_dir
          ss_sd_model_name = "anything-v5.safetensors"
            only its name was kept, not where it lay: name the base model file
            now train.pretrained_model_name_or_path

        left out (1)
          ss_dataset_dirs.10_cat.img_count = 20
            counted from the images of that time

        unknown, and left out (1)
          ss_fancy = "new"

        said beyond the file (2)
          train.save_precision = "fp16"
            told from the type of the tensors
          train.output_dir = "%s"
            needed, and no file tells where it was written to first

        12 keys: 1 unset, 7 taken, 1 left out, 1 unknown, 2 to be answered
        --all tells each
        wrote recipe.toml
        to be filled in: <folder that holds 10_cat>, <base model file, was anything-v5.safetensors>
        next: lorabake check recipe.toml
        """
            .formatted(folder.resolve("output")),
        result.out());
    String text = written();
    assertTrue(text.startsWith("# Imported by lorabake from a trained LoRA, sd-scripts: cat."));
    assertTrue(text.contains("# import: ss_sd_model_name = \"anything-v5.safetensors\": only"));
    assertTrue(text.contains("# Unknown to lorabake, and left out:\n# ss_fancy = \"new\"\n"));
    assertTrue(text.contains("# import: not in the file: told from the type of the tensors\n"));
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    Session.Result result = run("import", file(lora -> lora), "--json");
    JsonObject json = Json.object(result.out(), "import");
    assertEquals(folder.resolve("recipe.toml").toString(), json.text("file"));
    assertEquals(written(), json.text("recipe"));
    JsonObject report = json.object("report");
    assertEquals("trained LoRA", report.text("format"));
    assertEquals(12, report.objects("keys").size());
    JsonObject counts = report.object("counts");
    assertEquals(
        12, counts.names().stream().mapToLong(counts::whole).sum(), "each key has one fate");
    JsonObject unset =
        report.objects("keys").stream()
            .filter(key -> key.text("key").equals("ss_clip_skip"))
            .findFirst()
            .orElseThrow();
    assertEquals("unset", unset.text("fate"));
    assertEquals(2, report.texts("open").size());
  }

  @Test
  void writesNothingOnADryRunAndShowsTheRecipe() throws IOException {
    Session.Result result = run("import", file(lora -> lora), "--dry-run", "--all");
    assertTrue(result.out().contains("taken as they are (7)"), result.out());
    assertTrue(result.out().contains("say nothing (1)"), result.out());
    assertTrue(result.out().contains("\n[train]\n"), result.out());
    assertFalse(Files.exists(folder.resolve("recipe.toml")));
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.writeString(folder.resolve("recipe.toml"), "mine");
    Session.Result result = run("import", file(lora -> lora));
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("is there already"), result.err());
    assertEquals("mine", written());
    assertEquals(ExitCode.FINE, run("import", "cat.safetensors", "-o", "x/other.toml").code());
    assertTrue(Files.exists(folder.resolve("x/other.toml")));
  }

  @Test
  void countsFlagsAsAnswers() throws IOException {
    Files.writeString(folder.resolve("model.safetensors"), "");
    Session.Result result =
        run(
            "import",
            file(lora -> lora),
            "--pretrained_model_name_or_path=model.safetensors",
            "--network_dim=8");
    assertTrue(result.out().contains("answered (1)\n  ss_sd_model_name"), result.out());
    assertTrue(written().contains("network_dim = 8\n"), written());
    assertTrue(written().contains("= \"" + folder.resolve("model.safetensors") + "\""));
  }

  @Test
  void asksForADatasetConfigThatIsNotHere() throws IOException {
    Files.writeString(
        folder.resolve("train.sh"),
        """
        accelerate launch sdxl_train_network.py --network_module networks.lora \\
          --pretrained_model_name_or_path "<your model>" --output_dir "<folder of results>" \\
          --dataset_config elsewhere.toml
        """);
    Session.Result result = run("import", "train.sh");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertTrue(result.out().contains("to be answered (3)\n"), result.out());
    assertTrue(result.out().contains("--dataset_config = \"elsewhere.toml\", line 3"));
    assertTrue(written().contains("train_data_dir = \"<folder of training images>\""));
    assertTrue(written().contains("output_dir = \"<output folder, was folder of results>\""));
    assertTrue(run("plan", "train.sh").out().contains("<folder of training images>"));

    Files.writeString(
        folder.resolve("here.toml"), "[[datasets]]\n[[datasets.subsets]]\nimage_dir = \"a\"\n");
    Session.Result named =
        run("import", "train.sh", "--dataset_config", "here.toml", "-o", "b.toml");
    assertEquals(ExitCode.FINE, named.code(), named.err());
    assertTrue(named.out().contains("answered (1)\n  --dataset_config"), named.out());
    String recipe = Files.readString(folder.resolve("b.toml"));
    assertTrue(recipe.contains("image_dir = \"" + folder.resolve("a")), recipe);
    assertFalse(recipe.contains("train_data_dir"), recipe);
  }

  @Test
  void asksAtATerminalForWhatIsOpen() throws IOException {
    Files.createDirectories(folder.resolve("images/10_cat"));
    Session.Result result =
        new Session(folder).answering("images\n\n").run("import", file(lora -> lora));
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertTrue(result.out().contains("folder that holds 10_cat:"), result.out());
    assertTrue(written().contains("train_data_dir = \"" + folder.resolve("images") + "\""));
    assertTrue(written().contains("<base model file, was anything-v5.safetensors>"));
    assertTrue(
        result.out().contains("to be filled in: <base model file, was anything-v5"), result.out());
  }

  @Test
  void checkReadsTheFileItselfAndNeverMendsIt() throws IOException {
    String file = file(lora -> lora.says("ss_network_alpha", "32.0"));
    byte[] before = Files.readAllBytes(folder.resolve(file));
    Session.Result result = run("check", file);
    assertEquals(ExitCode.BLOCKED, result.code(), result.out() + result.err());
    assertTrue(result.err().contains("read from a trained LoRA"), result.err());
    assertTrue(result.out().contains("still has the placeholder <base model file"), result.out());
    Session.Result fix = run("check", file, "--fix");
    assertEquals(ExitCode.USAGE, fix.code());
    assertTrue(fix.err().contains("is another tool's file (trained LoRA)"), fix.err());
    assertTrue(Arrays.equals(before, Files.readAllBytes(folder.resolve(file))));
  }

  @Test
  void whatAForeignFileSaysIsWhatItsRecipeSays() throws IOException {
    String file = file(lora -> lora);
    run("import", file);
    JsonObject foreign = Json.object(run("check", file, "--json").out(), "check");
    JsonObject own = Json.object(run("check", "recipe.toml", "--json").out(), "check");
    assertEquals(rules(own), rules(foreign));
  }

  private static List<String> rules(JsonObject check) {
    return check.objects("findings").stream()
        .map(finding -> finding.text("rule") + " " + finding.text("message"))
        .sorted()
        .toList();
  }

  @Test
  void noTokenComesOutOfAnImport() throws IOException {
    String file =
        file(lora ->
            lora.says("ss_training_comment", "made with " + HUB + " at home")
                .says("wandb_key", WANDB)
                .says("password", "correct horse battery")
                .says("ss_network_args", "{\"note\": \"HF_TOKEN=" + HUB + "\"}")
                .says("modelspec.description", "https://me:topsecret@example.org/x"));
    for (List<String> words :
        List.of(
            List.of("import", file, "--all"),
            List.of("import", file, "--json", "-o", "b.toml"),
            List.of("import", file, "--dry-run"),
            List.of("check", file),
            List.of("render", file, "-o", "files"))) {
      Session.Result result = run(words.toArray(String[]::new));
      assertFree(result.out() + result.err(), words);
    }
    for (String name : List.of("recipe.toml", "b.toml", "files/config.toml")) {
      assertFree(Files.readString(folder.resolve(name)), List.of(name));
    }
    assertTrue(run("import", file, "--dry-run").out().contains("secret, and in neither"));
  }

  private static void assertFree(String text, List<String> where) {
    for (String secret : List.of(HUB, WANDB, "correct horse battery", "topsecret")) {
      assertFalse(text.contains(secret), where + " has " + secret + ": " + text);
    }
  }

  @Test
  void aHostileKeyBreaksNeitherTerminalNorComments() throws IOException {
    String file =
        file(lora -> lora.says("ss_\u001b[31m\nnetwork_dim = 99\u2028x", "\u0000\r\n[train]"));
    Session.Result result = run("import", file);
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertFalse(result.out().contains("\u001b"), result.out());
    assertTrue(written().lines().noneMatch(line -> line.strip().startsWith("network_dim = 99")));
    Session.Result check = run("check", "recipe.toml");
    assertEquals(ExitCode.BLOCKED, check.code(), check.err());
  }

  @Test
  void saysWhatAFileIsThatNobodyKnows() throws IOException {
    says("{\"alpha\": 1, \"beta\": 2}", "is JSON with the keys alpha, beta: no format of these");
    says("{\"alpha\": 1,\n \"beta\": ", "is no whole JSON: line 2:");
    says("[{\"path\": \"x\"}]", "is a JSON list of 1, and belongs to no file named here");
    says("dear diary", "is text of no format that lorabake knows; it begins with \"dear diary\"");
    says("", "is empty");
    says("a\0b", "is no text: it has NUL characters in it");
    says("{".repeat(100_000), "is no whole JSON");
    says(new byte[] {'k', (byte) 0xe4, 's', 'e'}, "is no UTF-8 text");
    says(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2}, "is an image, and no settings");
    says("PK\u0003\u0004archive/data.pkl", "torch files are pickled, and reading one may run code");
    says("recipe = 1\nfamily = \"sdxl\"\n", "is a recipe of lorabake's already");
    Session.Result missing = run("import", "nowhere.json");
    assertTrue(missing.err().contains("there is no file"), missing.err());
    Session.Result directory = run("import", ".");
    assertTrue(directory.err().contains("is a folder, expected a file"), directory.err());
  }

  private void says(String text, String expected) throws IOException {
    says(text.getBytes(StandardCharsets.UTF_8), expected);
  }

  private void says(byte[] bytes, String expected) throws IOException {
    Files.write(folder.resolve("found"), bytes);
    Session.Result result = run("import", "found");
    assertEquals(ExitCode.USAGE, result.code(), result.out());
    assertTrue(result.err().contains(expected), result.err());
    Session.Result pasted =
        new Session(folder).piping(new String(bytes, StandardCharsets.UTF_8)).run("import", "-");
    assertEquals(ExitCode.USAGE, pasted.code(), pasted.out());
    assertTrue(pasted.err().contains("pasted is "), pasted.err());
  }

  @Test
  void refusesAFileThatIsFarTooLongWithoutReadingIt() throws IOException {
    Path file = folder.resolve("model.bin");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), 10L << 30); // a hole before it
    }
    Session.Result result = run("import", "model.bin");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(
        result.err().contains("is 10737418241 bytes long, more than any settings file"),
        result.err());
    assertTrue(result.err().contains("help: name one of these: recipe"), result.err());
  }

  @Test
  void refusesAFileThatDoesNotBelongToTheOther() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "hello");
    Session.Result result = run("import", file(lora -> lora), "notes.txt");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("notes.txt does not belong to"), result.err());
  }
}
