package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * LoRAs that the real sd-scripts has just trained, imported and compared with the recipe that made
 * them: what their metadata carries is equal, and what it does not is listed in the documentation.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Python is wrapped by a shell script")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ImportLoraLiveTest {

  @TempDir Path folder = Path.of("");

  private @Nullable TinyModel model;

  private Session.Result run(String... words) {
    return Objects.requireNonNull(model).run(words);
  }

  @BeforeEach
  void makeTheTinyModel() throws IOException {
    model = TinyModel.in(folder);
  }

  /** Trains, imports, and compares all settings both ways. */
  private void comesBack(String name, String recipe, String... flags) throws IOException {
    Recipe made = train(name, recipe, flags);
    Path lora = folder.resolve("real/" + name + ".safetensors");
    Recipe told = imported(lora, name + ".toml");
    assertEquals(made.family(), told.family(), name);
    assertEquals(made.text("network_module"), told.text("network_module"), name);
    Set<String> lost = new TreeSet<>();
    compare(name, made.train(), told.train(), made, lost);
    assertEquals(
        made.datasets().datasets().size(), told.datasets().datasets().size(), name + "'s datasets");
    for (int i = 0; i < made.datasets().datasets().size(); i++) {
      var was = made.datasets().datasets().get(i);
      var is = told.datasets().datasets().get(i);
      compare(name, was.settings(), is.settings(), null, lost);
      assertEquals(was.subsets().size(), is.subsets().size());
      for (int j = 0; j < was.subsets().size(); j++) {
        compare(name, was.subsets().get(j).settings(), is.subsets().get(j).settings(), null, lost);
      }
    }
    Set<String> documented = documented();
    lost.removeAll(documented);
    assertEquals(Set.of(), lost, name + " lost what src/docs/import-lora.md does not list");
  }

  private Recipe train(String name, String recipe, String... flags) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("train", recipe, "--output_dir=real", "--output_name=" + name));
    words.addAll(List.of(flags));
    Session.Result result = run(words.toArray(String[]::new));
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    Path run = RunDirectory.list(folder.resolve("runs")).getFirst().path();
    return read(run.resolve(RunDirectory.RECIPE));
  }

  private Recipe imported(Path lora, String target) {
    Session.Result result = run("import", lora.toString(), "-o", target, "--json");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    JsonObject report = Json.object(result.out(), "import").object("report");
    assertEquals(0, report.object("counts").whole("unknown"), result.out());
    return read(folder.resolve(target));
  }

  private Recipe read(Path recipe) {
    return new RecipeReader(Catalog.bundled(), folder).read(recipe, List.of(), null).recipe();
  }

  private void compare(
      String name, Settings was, Settings is, @Nullable Recipe made, Set<String> lost) {
    for (Setting setting : was.all()) {
      String option = setting.name();
      Object found = is.find(option).map(Setting::value).orElse(null);
      if ((found == null && !isDefault(setting, made)) || Placeholder.is(String.valueOf(found))) {
        lost.add(option);
      } else if (found != null && !isPath(option)) {
        assertEquals(plain(setting.value()), plain(found), name + ": " + option);
      }
    }
    for (Setting setting : is.all()) {
      boolean beyond = !was.has(setting.name());
      assertTrue(
          !beyond || documented().contains(setting.name()) || isDefault(setting, made),
          name + ": nobody set " + setting);
    }
  }

  private static boolean isPath(String option) {
    return Set.of("output_dir", "network_module").contains(option);
  }

  /** Lists in any order, numbers by their size. */
  private static String plain(Object value) {
    return switch (value) {
      case List<?> items ->
          items.stream().map(ImportLoraLiveTest::plain).sorted().toList().toString();
      case Number number -> String.valueOf(number.doubleValue());
      default -> String.valueOf(value).replace(" ", "").replace("(", "").replace(")", "");
    };
  }

  private static boolean isDefault(Setting setting, @Nullable Recipe made) {
    Object written =
        made == null
            ? null
            : made.catalog()
                .option(setting.name())
                .map(option -> option.defaultIn(made.script()))
                .orElse(null);
    return (written != null && plain(written).equals(plain(setting.value())))
        || setting.value().equals(false);
  }

  /** The options that the page lists as not carried. */
  private static Set<String> documented() {
    try {
      String page = Files.readString(Path.of("src/docs/import-lora.md"));
      String list = page.substring(page.indexOf("## What a LoRA does not carry"));
      Set<String> options = new TreeSet<>();
      Matcher quoted = Pattern.compile("`([a-z_0-9]+)`").matcher(list);
      while (quoted.find()) {
        options.add(quoted.group(1));
      }
      return options;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void loconWithManySettingsComesBackFromItsMetadata() throws IOException {
    comesBack(
        "locon",
        "kept/selftest.toml",
        "--network_args",
        "conv_dim=2",
        "conv_alpha=1",
        "--network_dim=8",
        "--network_alpha=2",
        "--network_dropout=0.1",
        "--optimizer_args",
        "weight_decay=0.1",
        "betas=0.9,0.99",
        "--unet_lr=2e-4",
        "--text_encoder_lr=5e-5",
        "--lr_scheduler=cosine",
        "--lr_warmup_steps=2",
        "--min_snr_gamma=5",
        "--noise_offset=0.05",
        "--max_token_length=150",
        "--clip_skip=2",
        "--max_grad_norm=0.5",
        "--gradient_checkpointing",
        "--caption_dropout_rate=0.1",
        "--training_comment=a test",
        "--loss_type=huber",
        "--huber_schedule=constant",
        "--metadata_author=me",
        "--min_timestep=10",
        "--max_timestep=900",
        "--save_precision=fp16",
        "--seed=7");
  }

  @Test
  void networksOfLycorisComeBackFromTheirMetadata() throws IOException {
    comesBack(
        "lokr",
        "kept/selftest.toml",
        "--network_module=lycoris.kohya",
        "--network_args",
        "algo=lokr",
        "factor=4",
        "conv_dim=2");
    comesBack(
        "dora",
        "kept/selftest.toml",
        "--network_module=lycoris.kohya",
        "--network_args",
        "algo=locon",
        "dora_wd=True");
    // lycoris leaves rank and alpha in the tensors too
    Recipe told = imported(stripped("dora"), "stripped-dora.toml");
    assertEquals("dora", Objects.requireNonNull(told.network()).id());
    assertEquals(4, told.whole("network_dim").orElseThrow());
  }

  @Test
  void foldersWithRepeatsComeBackByTheirNames() throws IOException {
    Path images = folder.resolve("images/2_sks");
    Files.createDirectories(images);
    try (Stream<Path> pictures = Files.list(folder.resolve("kept/pictures"))) {
      for (Path picture : pictures.toList()) {
        Files.copy(picture, images.resolve(picture.getFileName()));
      }
    }
    String text = Files.readString(folder.resolve("kept/selftest.toml"));
    String plain =
        text.replaceAll("(?s)\\[\\[datasets]].*(?=\\[launch])", "")
            .replace(
                "seed = 1\n",
                """
                seed = 1
                train_data_dir = "../images"
                resolution = "64,64"
                train_batch_size = 2
                shuffle_caption = true
                keep_tokens = 1
                enable_bucket = true
                min_bucket_reso = 64
                max_bucket_reso = 128
                """);
    Files.writeString(folder.resolve("kept/plain.toml"), plain);
    comesBack(
        "plain",
        "kept/plain.toml",
        "--optimizer_type=Adafactor",
        "--optimizer_args",
        "relative_step=False",
        "scale_parameter=False");
  }

  @Test
  void rankAlphaAndKindComeBackFromTheTensorsAlone() throws IOException {
    train(
        "bare",
        "kept/selftest.toml",
        "--network_args",
        "conv_dim=2",
        "conv_alpha=1",
        "--network_dim=8",
        "--network_alpha=3",
        "--network_train_unet_only");
    Recipe told = imported(stripped("bare"), "stripped.toml");
    assertEquals("sd15", told.family().id());
    assertEquals("locon", Objects.requireNonNull(told.network()).id());
    assertEquals(8, told.whole("network_dim").orElseThrow());
    assertEquals(3, told.number("network_alpha").orElseThrow());
    assertEquals("2", told.networkArg("conv_dim").orElseThrow());
    assertEquals("1", told.networkArg("conv_alpha").orElseThrow());
    assertTrue(told.flag("network_train_unet_only"));
  }

  /** The same file without its metadata. */
  private Path stripped(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("real/" + name + ".safetensors"));
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    Map<String, @Nullable Object> members = Json.object(header, "header").toMap();
    members.remove("__metadata__");
    byte[] rest = Json.write(members).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(rest.length).array());
    out.writeBytes(rest);
    out.writeBytes(Arrays.copyOfRange(bytes, 8 + length, bytes.length));
    return Files.write(folder.resolve(name + "-bare.safetensors"), out.toByteArray());
  }
}
