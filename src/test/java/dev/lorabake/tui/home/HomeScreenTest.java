package dev.lorabake.tui.home;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.process.LockFile;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LookAtMachine;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.World;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.setup.SetUpScreen;
import dev.lorabake.tui.training.TrainingScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the folder, told by name: what it is, or what is wrong with it. */
class HomeScreenTest {
  private static final String RECIPE =
      """
      recipe = 1
      name = "cat"
      family = "sdxl"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "base.safetensors"
      output_dir = "output"
      network_dim = 32
      """;

  private static final String SETTINGS =
      """
      pretrained_model_name_or_path = "base.safetensors"
      network_module = "networks.lora"
      output_dir = "output"
      """;

  @TempDir Path folder = Path.of("");

  private Drafts drafts() {
    return new Drafts(folder.resolve("state"));
  }

  private World world() {
    return new World(
        folder,
        folder.resolve("runs"),
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings() {
          @Override
          public String missing() {
            return "sd-scripts is not set up. To train, do this and that.";
          }
        },
        drafts());
  }

  private Desk open() {
    return new Desk(world(), HomeScreen.start());
  }

  private static HomeScreen home(Desk desk) {
    return assertInstanceOf(HomeScreen.class, desk.screen());
  }

  private static String shown(Desk desk) {
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    App.of(desk.screen()).paint(canvas);
    return canvas.text();
  }

  private Path write(String name, String text, int minute) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.parse("2026-11-26T10:00:00Z").plusSeconds(60L * minute)));
    return file;
  }

  /** A draft of network_dim 8, of a program that is gone. */
  private void draft(Path file) throws IOException {
    EditedRecipe recipe = EditedRecipe.open(file);
    Drafts crashed = drafts();
    crashed.keep(
        recipe.with(Map.of(file, RECIPE.replace("= 32", "= 8"))),
        Instant.parse("2026-11-26T11:00:00Z"));
    crashed.leave(file);
  }

  @Test
  void everySortOfFileIsNamed() throws IOException {
    write("cat.toml", RECIPE, 3);
    write("cut-off.toml", "recipe = 1\nname = \"x", 2);
    write("no-family.toml", RECIPE.replace("sdxl", "sdx"), 1);
    write("plain.toml", SETTINGS, 0);
    write("pyproject.toml", "[project]\nname = \"p\"\n", 4);
    write("data.toml", "[[datasets]]\n[[datasets.subsets]]\nimage_dir = \"pics\"\n", 5);
    write("package.json", "{}", 6);
    List<Row> rows = home(open()).rows();
    assertEquals(
        List.of("cat.toml", "cut-off.toml", "no-family.toml", "plain.toml"),
        rows.stream().map(Row::name).toList());
    assertEquals(
        new Row.Recipe(folder.resolve("cat.toml"), "Stable Diffusion XL · LoRA", ""), rows.get(0));
    Row.Broken broken = assertInstanceOf(Row.Broken.class, rows.get(1));
    assertTrue(broken.problem().startsWith("cut-off.toml:2:"), broken.problem());
    broken = assertInstanceOf(Row.Broken.class, rows.get(2));
    assertTrue(broken.problem().contains("unknown family \"sdx\""), broken.problem());
    assertEquals(
        RecipeFormat.SD_SCRIPTS_CONFIG, assertInstanceOf(Row.Foreign.class, rows.get(3)).format());
  }

  @Test
  void whatIsWrongIsToldWhole() throws IOException {
    write("no-family.toml", RECIPE.replace("sdxl", "sdx"), 1);
    Desk desk = open();
    assertTrue(shown(desk).contains("known: sd15, sd2, sdxl"), shown(desk));
    desk.press(Key.Name.ENTER);
    assertTrue(String.valueOf(home(desk).notice()).contains("known: sd15"), home(desk).notice());
  }

  @Test
  void settingsOfAnotherFormAreToldHowToTake() throws IOException {
    write("plain.toml", SETTINGS, 0);
    Desk desk = open().press(Key.Name.ENTER);
    assertTrue(
        String.valueOf(home(desk).notice()).contains("lorabake import plain.toml makes a recipe"),
        home(desk).notice());
  }

  @Test
  void aDraftStandsBesideItsRecipe() throws IOException {
    draft(write("cat.toml", RECIPE, 0));
    Desk desk = open();
    Row.Recipe row = assertInstanceOf(Row.Recipe.class, home(desk).rows().getFirst());
    assertTrue(row.draft().startsWith("26 Nov"), row.draft());
    assertTrue(shown(desk).contains("not saved since 26 Nov"), shown(desk));
  }

  @Test
  void aDeletedRecipeIsRestoredFromItsDraftWithTheChangesOffered() throws IOException {
    Path file = write("cat.toml", RECIPE, 0);
    draft(file);
    Files.delete(file);
    Desk desk = open();
    assertInstanceOf(Row.Deleted.class, home(desk).rows().getFirst());
    desk.press(Key.Name.ENTER);
    assertEquals(RECIPE, Files.readString(file));
    assertInstanceOf(SetUpScreen.class, desk.screen());
    desk.type("t").press(Key.ctrl('s'));
    assertEquals(RECIPE.replace("= 32", "= 8"), Files.readString(file));
  }

  @Test
  void whatTrainsNowStandsFirstAndIsWatched() throws IOException {
    write("cat.toml", RECIPE, 0);
    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), "cat", LocalDateTime.of(2026, 11, 26, 12, 0));
    Path kept = run.file("lock");
    if (!Files.exists(kept)) {
      Files.createFile(kept);
    }
    try (LockFile keeper = LockFile.tryTake(kept).orElseThrow()) {
      assertNotNull(keeper);
      Desk desk = open();
      assertInstanceOf(Row.Running.class, home(desk).rows().getFirst());
      assertTrue(shown(desk).contains("▶ preparing"), shown(desk));
      desk = new Desk(world(), HomeScreen.start(), effect -> effect.toString().contains("Follow"));
      desk.press(Key.Name.ENTER);
      assertInstanceOf(TrainingScreen.class, desk.screen());
    }
  }

  @Test
  void theCursorStaysOnItsRowWhenOthersCome() throws IOException {
    write("a.toml", RECIPE, 0);
    write("b.toml", RECIPE, 1);
    Desk desk = open().press(Key.Name.DOWN);
    assertEquals("a.toml", home(desk).focused().orElseThrow().name());
    write("c.toml", RECIPE, 2);
    desk.type("g");
    assertEquals("a.toml", home(desk).focused().orElseThrow().name());
  }

  @Test
  void hundredsOfRecipesAreAllListed() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("r%03d.toml".formatted(i), RECIPE, i);
    }
    HomeScreen home = home(open().press(Key.Name.PAGE_DOWN));
    assertEquals(300, home.rows().size());
    assertEquals("r289.toml", home.focused().orElseThrow().name());
  }

  @Test
  void amongThousandsOfOtherFilesTheRecipesAreListed() throws IOException {
    for (int i = 0; i < 250; i++) {
      write("%03d.json".formatted(i), "{\"caption\": \"a cat\"}", i);
    }
    write("cat.toml", RECIPE, 0);
    HomeScreen home = home(open());
    assertEquals(List.of("cat.toml"), home.rows().stream().map(Row::name).toList());
    assertEquals(50, requireNonNull(home.found()).left());
  }

  @Test
  void aFolderThatCannotBeReadIsTold() {
    folder = folder.resolve("gone");
    assertTrue(shown(open()).contains("cannot be read"), shown(open()));
  }

  @Test
  void itLooksAsItIsKept() throws IOException {
    LookAround.Found nothing = new LookAround.Found(Path.of("/home/ada/loras"), List.of(), 0, null);
    LookAtMachine.Seen machine =
        new LookAtMachine.Seen(
            "RTX 3060, 12.0 GiB",
            "sd-scripts is not set up. To train, run install.sh --with-upstream, or name a"
                + " checkout by LORABAKE_SD_SCRIPTS; rehearsing needs neither.");
    golden("home-empty", nothing, machine);
    Path there = Path.of("/home/ada/loras");
    List<Row> rows =
        List.of(
            new Row.Recipe(there.resolve("cat.toml"), "Stable Diffusion XL · LoRA", "26 Nov 12:03"),
            new Row.Recipe(there.resolve("ink-style.toml"), "FLUX.1 · LoRA", ""),
            new Row.Broken(
                there.resolve("old.toml"),
                "old.toml:3: unknown family \"sdx\"; did you mean \"sd2\"?",
                "known: sd15, sd2, sdxl"),
            new Row.Deleted(there.resolve("gone.toml"), "25 Nov 22:41", ""),
            new Row.Foreign(there.resolve("gui.json"), RecipeFormat.KOHYA_GUI));
    golden(
        "home",
        new LookAround.Found(there, rows, 0, null),
        new LookAtMachine.Seen("RTX 3060, 12.0 GiB", ""));
  }

  private static void golden(String name, LookAround.Found found, LookAtMachine.Seen machine)
      throws IOException {
    HomeScreen home = new HomeScreen(found, List.of(), machine, 0, 0, null);
    for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
      Golden.compare(name, home, size[0], size[1]);
    }
  }
}
