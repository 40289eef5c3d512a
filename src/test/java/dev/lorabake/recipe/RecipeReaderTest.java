package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeReaderTest {
  @TempDir Path folder;

  private RecipeReader.Reading read(String text, Flag... flags) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.toml"), text);
    return new RecipeReader(Catalog.bundled(), folder.resolve("elsewhere"))
        .read(file, List.of(flags), null);
  }

  @Test
  void givesEveryValueItsPlace() throws IOException {
    Recipe recipe =
        read("""
        recipe = 1
        family = "sdxl"
        [train]
        network_dim = 32
          network_alpha = 16

        [[datasets]]
        resolution = 1024
        [[datasets.subsets]]
        image_dir = "images"
        """)
            .recipe();
    Setting alpha = recipe.find("network_alpha").orElseThrow();
    assertEquals(new Place(folder.resolve("recipe.toml"), 5, 3), alpha.place());
    assertEquals(Origin.FILE, alpha.origin());
    Setting images =
        recipe.datasets().datasets().getFirst().subsets().getFirst().settings().all().stream()
            .findFirst()
            .orElseThrow();
    assertEquals("image_dir", images.name());
    assertEquals(10, Objects.requireNonNull(images.place()).line());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(30)
  void readsNoMoreOfADeviceThanASettingsFileMayHold() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new RecipeReader(Catalog.bundled(), folder)
                    .read(Path.of("/dev/zero"), List.of(), null));
    assertTrue(String.valueOf(error.getMessage()).contains("too large for a settings file"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(30)
  void doesNotWaitForAPipeThatNobodyWritesTo() throws Exception {
    Path pipe = folder.resolve("pipe.toml");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertTrue(refusal(pipe).contains("is a pipe or a device"));
  }

  @Test
  void saysWhatAFileIsThatIsNoConfig() throws IOException {
    assertTrue(
        refusal(Files.writeString(folder.resolve("a.toml"), "# nothing\n"))
            .contains("has no settings"));
    assertTrue(
        refusal(Files.writeString(folder.resolve("a.json"), "{\"a\": 1}\n"))
            .contains("is JSON, expected TOML"));
  }

  private String refusal(Path file) {
    RecipeReader reader = new RecipeReader(Catalog.bundled(), folder);
    return String.valueOf(
        assertThrows(UserError.class, () -> reader.read(file, List.of(), null)).getMessage());
  }

  @Test
  void countsThePathsOfARecipeOnStandardInputFromTheWorkingFolder() {
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(Path.of("/dev/stdin"), "recipe = 1\nfamily = \"sdxl\"\n", List.of(), null)
            .recipe();
    assertEquals(folder.resolve("models/a.safetensors"), recipe.resolve("models/a.safetensors"));
  }

  @Test
  void answersUpstreamsDefaultForWhatIsNotSet() throws IOException {
    Recipe recipe = read("family = \"sd15\"\n").recipe();
    assertEquals(OptionalLong.of(1600), recipe.whole("max_train_steps"));
    assertFalse(recipe.isSet("max_train_steps"));
    assertFalse(recipe.flag("cache_latents"));
  }

  @Test
  void answersTheDefaultOfTheFamilysOwnScript() throws IOException {
    assertEquals(
        6.0,
        read("family = \"lumina\"\n").recipe().number("discrete_flow_shift").orElseThrow(),
        0.0);
  }

  @Test
  void impliesWhatFollowsFromFamilyNetworkAndName() throws IOException {
    Recipe recipe = read("name = \"cat\"\nfamily = \"flux\"\nnetwork = \"lora\"\n").recipe();
    assertEquals(Optional.of("networks.lora_flux"), recipe.text("network_module"));
    assertEquals(Optional.of("cat"), recipe.text("output_name"));
    assertEquals(Origin.IMPLIED, recipe.find("output_name").orElseThrow().origin());
    assertEquals("flux_train_network.py", recipe.script());
  }

  @Test
  void keepsTheUsersNetworkArgsBehindTheNetworksOwn() throws IOException {
    Recipe recipe =
        read("""
        family = "sdxl"
        network = "lycoris-loha"
        [train]
        network_args = ["conv_dim=4"]
        """)
            .recipe();
    assertEquals(Optional.of("loha"), recipe.networkArg("algo"));
    assertEquals(Optional.of("4"), recipe.networkArg("conv_dim"));
  }

  @Test
  void laysFlagsOverTheFile() throws IOException {
    Recipe recipe =
        read(
                "family = \"sd15\"\n[train]\nnetwork_dim = 4\ncache_latents = true\n",
                new Flag("network_dim", List.of("16")),
                new Flag("cache_latents", List.of("false")),
                new Flag("lr_warmup_steps", List.of("10%")),
                new Flag("network_args", List.of("a=1", "b=2")))
            .recipe();
    assertEquals(OptionalLong.of(16), recipe.whole("network_dim"));
    assertFalse(recipe.flag("cache_latents"));
    assertEquals(0.1, recipe.number("lr_warmup_steps").orElseThrow(), 1e-12);
    assertEquals(Optional.of("2"), recipe.networkArg("b"));
  }

  @Test
  void countsTheFilesPathsFromTheFileAndTheFlagsFromTheWorkingFolder() throws IOException {
    Recipe recipe =
        read(
                "family = \"sd15\"\n[train]\noutput_dir = \"out\"\n",
                new Flag("train_data_dir", List.of("data")))
            .recipe();
    assertEquals(Optional.of(folder.resolve("out")), recipe.path("output_dir"));
    assertEquals(
        Optional.of(folder.resolve("elsewhere").resolve("data")), recipe.path("train_data_dir"));
  }

  @Test
  void readsAPlainConfigInSectionsWithItsDatasetToml() throws IOException {
    Path dataset =
        Files.writeString(
            folder.resolve("dataset.toml"),
            """
            [general]
            enable_bucket = true
            [[datasets]]
            resolution = [512, 768]
            [[datasets.subsets]]
            image_dir = "a"
            [[datasets.subsets]]
            image_dir = "b"
            """);
    RecipeReader.Reading reading =
        read(
            """
            [model]
            network_module = "networks.lora_flux"
            network_dim = 8
            [data]
            network_dim = 16
            dataset_config = '%s'
            """
                .formatted(dataset));
    assertEquals(RecipeFormat.SD_SCRIPTS_CONFIG, reading.recipe().format());
    assertEquals("flux", reading.recipe().family().id());
    assertEquals(
        List.of("family flux, told from network_module networks.lora_flux"), reading.notes());
    // of equal keys in two sections upstream takes the last
    assertEquals(OptionalLong.of(16), reading.recipe().whole("network_dim"));
    assertEquals(2, reading.recipe().datasets().datasets().getFirst().subsets().size());
    assertEquals(Optional.of(true), reading.recipe().datasets().general().flag("enable_bucket"));
  }

  @ParameterizedTest
  @CsvSource({
    "train_network.py,sd15",
    "sdxl_train_network,sdxl",
    "flux_train_network.py,flux",
    "hunyuan_image_train_network.py,hunyuan-image"
  })
  void takesTheFamilyFromTheScriptThatTheUserNames(String script, String family)
      throws IOException {
    Path file = Files.writeString(folder.resolve("c.toml"), "learning_rate = 1e-4\n");
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder).read(file, List.of(), script).recipe();
    assertEquals(family, recipe.family().id());
  }

  @Test
  void tellsSd2AndChromaByTheirOptions() throws IOException {
    Path v2 = Files.writeString(folder.resolve("a.toml"), "v2 = true\n");
    Path chroma = Files.writeString(folder.resolve("b.toml"), "model_type = \"chroma\"\n");
    RecipeReader reader = new RecipeReader(Catalog.bundled(), folder);
    assertEquals("sd2", reader.read(v2, List.of(), "train_network.py").recipe().family().id());
    assertEquals(
        "chroma", reader.read(chroma, List.of(), "flux_train_network.py").recipe().family().id());
  }

  @Test
  void asksForTheScriptWhenNothingTellsIt() {
    UserError error = assertThrows(UserError.class, () -> read("learning_rate = 1e-4\n"));
    assertTrue(error.help().startsWith("add --script with one of train_network.py"), error.help());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 1\\nb = |recipe.toml:2:4: not valid TOML",
        "family = \"sdlx\"|unknown family \"sdlx\"",
        "family = \"sdxl\"\\nnetwork = \"lorra\"|unknown network \"lorra\"",
        "recipe = 2\\nfamily = \"sdxl\"|recipe format 2 is not known",
        "family = \"sdxl\"\\ntrain = 3|train is 3, expected a table",
        "family = \"sdxl\"\\n[datasets]\\nresolution = 3|datasets is not a list of tables",
        "[[datasets]]\\nresolution = 512|is a dataset config"
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    UserError error = assertThrows(UserError.class, () -> read(text.replace("\\n", "\n") + "\n"));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  @Test
  void takesASectionNamedTrainOfAPlainConfigForASection() throws IOException {
    Path file =
        Files.writeString(folder.resolve("c.toml"), "[model]\nv2 = true\n[train]\nseed = 1\n");
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(file, List.of(), "train_network.py")
            .recipe();
    assertEquals(RecipeFormat.SD_SCRIPTS_CONFIG, recipe.format());
    assertEquals(List.of(), recipe.unread());
  }

  @Test
  void suggestsTheFamilyThatWasMeant() {
    UserError error = assertThrows(UserError.class, () -> read("family = \"sdlx\"\n"));
    assertTrue(error.help().startsWith("did you mean \"sdxl\"?"), error.help());
  }

  @Test
  void refusesWhatIsNoSettingsFile() throws IOException {
    RecipeReader reader = new RecipeReader(Catalog.bundled(), folder);
    Path binary = Files.write(folder.resolve("model.toml"), new byte[] {(byte) 0xff, 1, 2});
    assertMessage(reader, folder.resolve("none.toml"), "there is no file");
    assertMessage(reader, folder, "is a folder, expected a file");
    assertMessage(reader, binary, "is not UTF-8 text");
  }

  private static void assertMessage(RecipeReader reader, Path file, String message) {
    UserError error = assertThrows(UserError.class, () -> reader.read(file, List.of(), null));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  @Test
  void notesWhatNobodyReads() throws IOException {
    Recipe recipe =
        read("""
        family = "sdxl"
        network_dim = 3
        [trian]
        [launch]
        num_proceses = 2
        [check]
        allow = ["alpha-exceeds-rank"]
        """)
            .recipe();
    assertEquals(
        List.of("launch.num_proceses", "network_dim", "trian"),
        recipe.unread().stream().map(Unread::key).sorted().toList());
    assertEquals(
        Set.of("train.network_dim", "train", "num_processes"),
        Set.copyOf(recipe.unread().stream().map(Unread::suggestion).toList()));
    assertEquals(Set.of("alpha-exceeds-rank"), recipe.allow());
  }

  @Test
  void notesWhatUpstreamReadsOtherwiseInAPlainConfig() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.toml"),
            """
            \uFEFFseed = 0x10
            [general]
            shuffle_caption = true
            text_encoder_lr = [1, 0.5]
            [[datasets]]
            resolution = 512
            [later]
            seed = 3
            """);
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(file, List.of(), "train_network.py")
            .recipe();
    assertEquals(
        List.of("UNKNOWN datasets", "OVERRIDDEN seed", "UNREADABLE ", "UNREADABLE seed"),
        recipe.unread().stream()
            .map(unread -> unread.kind() + " " + unread.key())
            .filter(text -> !text.endsWith("text_encoder_lr"))
            .toList());
    assertTrue(
        recipe.unread().stream()
            .anyMatch(unread -> "text_encoder_lr = [1.0, 0.5]".equals(unread.suggestion())));
    assertTrue(recipe.flag("shuffle_caption"));
    assertEquals(OptionalLong.of(3), recipe.whole("seed"));
  }

  @ParameterizedTest
  @CsvSource({
    "network_dim,4.5,a whole number",
    "learning_rate,abc,a number",
    "lr_warmup_steps,ten,a number of steps"
  })
  void refusesAFlagOfTheWrongType(String option, String value, String expected) {
    UserError error =
        assertThrows(
            UserError.class, () -> read("family = \"sd15\"\n", new Flag(option, List.of(value))));
    assertTrue(String.valueOf(error.getMessage()).contains(expected), error.getMessage());
  }
}
