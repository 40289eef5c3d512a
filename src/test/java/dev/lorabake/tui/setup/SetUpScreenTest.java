package dev.lorabake.tui.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Setting up a recipe: what is typed, what is found, what is saved. */
class SetUpScreenTest {
  private static final String RECIPE =
      """
      recipe = 1
      name = "sks-cat"
      family = "sd15"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "runwayml/stable-diffusion-v1-5"
      output_dir = "output"
      network_dim = 32  # enough for a face
      network_alpha = 16
      learning_rate = 1e-4
      optimizer_type = "AdamW"
      max_train_epochs = 10
      mixed_precision = "fp16"
      gradient_checkpointing = true
      save_every_n_epochs = 1

      [[datasets]]
      resolution = 512
      batch_size = 2
      enable_bucket = true

      [[datasets.subsets]]
      image_dir = "pics"
      num_repeats = 10
      caption_extension = ".txt"

      [check]
      allow = ["cut-off-image"]  # they are headers
      """;

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");
  private App app = App.of(new Blank());
  private World world = world();

  private World world() {
    return new World(
        folder,
        folder,
        Surroundings.system(),
        preparing(),
        new NoTrainings(),
        new Drafts(folder.resolve("state")));
  }

  private Preparing preparing() {
    return new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty());
  }

  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < 12; i++) {
      Pictures.png(folder.resolve("pics/%02d.png".formatted(i)), 512, 512 + 64 * (i % 3));
      Files.writeString(folder.resolve("pics/%02d.txt".formatted(i)), "photo of sks cat");
    }
    file = folder.resolve("sks-cat.toml");
    Files.writeString(file, RECIPE);
    world = world();
    open();
  }

  private void open() {
    Screen screen = SetUpScreen.of(EditedRecipe.open(file), "RTX 3060 12GB");
    app = App.of(screen);
    for (Effect effect : screen.opening()) {
      perform(effect);
    }
  }

  /** Does it at once, and what follows from it. */
  private void perform(Effect effect) {
    Deque<Msg> told = new ArrayDeque<>();
    try {
      effect.perform(world, told::add);
    } catch (dev.lorabake.UserError e) {
      told.add(new Msg.Failed(String.valueOf(e.getMessage()), e.help()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    while (!told.isEmpty()) {
      take(app.update(told.removeFirst()));
    }
  }

  private void take(App.Step step) {
    app = step.app();
    step.effects().forEach(this::perform);
  }

  private SetUpScreenTest press(Key... keys) {
    for (Key key : keys) {
      take(app.press(key));
    }
    return this;
  }

  private SetUpScreenTest type(String text) {
    text.chars().forEach(c -> press(Key.of((char) c)));
    return this;
  }

  private SetUpScreen screen() {
    return (SetUpScreen) app.screens().getLast();
  }

  private SetUpScreenTest find(String setting) {
    return press(Key.of('/')).type(setting).press(Key.of(Key.Name.ENTER));
  }

  private SetUpScreenTest set(String setting, String value) {
    return find(setting)
        .press(Key.of(Key.Name.ENTER), Key.ctrl('u'))
        .type(value)
        .press(Key.of(Key.Name.ENTER));
  }

  @Test
  void looksAsItIsKept() throws IOException {
    for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
      Golden.compare("set-up", screen(), size[0], size[1]);
    }
  }

  @Test
  void aMistakeIsSeenAsSoonAsItIsTypedAndMendedByOneKey() throws IOException {
    set("network_alpha", "64");
    assertEquals("alpha-exceeds-rank", screen().findings().getFirst().rule());
    assertEquals("sks-cat.toml*", screen().title());
    for (int[] size : new int[][] {{80, 24}, {120, 40}}) {
      Golden.compare("set-up-mistake", screen(), size[0], size[1]);
    }
    press(Key.of('F'));
    assertTrue(screen().work().now().text().contains("network_alpha = 32"));
    assertTrue(
        screen().findings().stream().noneMatch(one -> one.rule().equals("alpha-exceeds-rank")));
  }

  @Test
  void undoAndRedoGoThroughEveryChange() {
    String before = screen().work().now().text();
    set("network_dim", "8").set("network_alpha", "4");
    String after = screen().work().now().text();
    press(Key.of('u'), Key.of('u'));
    assertEquals(before, screen().work().now().text());
    assertTrue(screen().work().isSaved());
    press(Key.ctrl('r'), Key.ctrl('r'));
    assertEquals(after, screen().work().now().text());
  }

  @Test
  void savingChangesTheLineAndNothingElse() throws IOException {
    set("network_dim", "8").press(Key.ctrl('s'));
    assertEquals(RECIPE.replace("network_dim = 32", "network_dim = 8"), Files.readString(file));
    assertEquals("sks-cat.toml", screen().title());
  }

  @Test
  void leavingAsksBeforeWhatWasTypedIsLost() throws IOException {
    set("network_dim", "8").press(Key.of(Key.Name.ESCAPE));
    assertFalse(app.isOver());
    press(Key.of(Key.Name.ESCAPE));
    assertFalse(app.isOver());
    press(Key.of('q'), Key.of('D'));
    assertTrue(app.isOver());
    assertEquals(RECIPE, Files.readString(file));
  }

  @Test
  void aFileThatSomebodyElseChangedIsNotOverwritten() throws IOException {
    set("network_dim", "8");
    Files.writeString(file, RECIPE + "# theirs\n");
    Deque<Msg> told = new ArrayDeque<>();
    SaveRecipe save = new SaveRecipe(screen().work().now());
    save.perform(world, told::add);
    assertInstanceOf(SaveRecipe.Overtaken.class, told.getFirst());
    assertTrue(Files.readString(file).endsWith("# theirs\n"));
  }

  @Test
  void itIsStartedOnlyAsItLiesOnTheDiskAndOnlyWithoutErrors() {
    set("network_alpha", "64").press(Key.of('T'));
    assertTrue(String.valueOf(app.notice()).contains("mend what is marked"));
    press(Key.of('F'), Key.of('T'));
    assertTrue(String.valueOf(app.notice()).contains("save it first"));
    press(Key.ctrl('s'), Key.of('T'));
    assertTrue(String.valueOf(app.notice()).contains("nothing is started here"));
  }

  @Test
  void switchesChoicesAndListsAreSetByTheirKind() {
    find("gradient_checkpointing").press(Key.of(' '));
    assertTrue(screen().work().now().text().contains("gradient_checkpointing = false"));
    find("optimizer_type").press(Key.of(Key.Name.ENTER));
    assertTrue(screen().input() instanceof Input.Choosing);
    press(Key.of(Key.Name.DOWN), Key.of(Key.Name.ENTER));
    assertFalse(screen().work().now().text().contains("optimizer_type = \"AdamW\"\n"));
    set("network_args", "conv_dim=8 conv_alpha=4");
    assertTrue(
        screen().work().now().text().contains("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]"));
  }

  @Test
  void anItemOfAListKeepsItsBlanks() {
    set("network_args", "\"exclude=a b\" conv_dim=8");
    String text = screen().work().now().text();
    assertTrue(text.contains("network_args = [\"exclude=a b\", \"conv_dim=8\"]"), text);
    find("network_args").press(Key.of(Key.Name.ENTER), Key.of('x'), Key.of(Key.Name.ENTER));
    text = screen().work().now().text();
    assertTrue(text.contains("network_args = [\"exclude=a b\", \"conv_dim=8x\"]"), text);
  }

  @Test
  void whatIsShownOfAListIsReadAsTheSameList() {
    Field field = Field.train("network_args");
    for (List<String> items :
        List.of(
            List.of("a", "b c"),
            List.of("\"", "\\", ""),
            List.of("x='y z'"),
            List.of("a\\\"b c"))) {
      String shown = TypedValue.shown(items);
      assertEquals(Optional.of(items), TypedValue.of(shown, field, Catalog.bundled()), shown);
    }
  }

  @Test
  void aPathIsCompletedByTabWhileItIsTyped() throws IOException {
    find("image_dir").press(Key.of(Key.Name.ENTER), Key.ctrl('u')).type("p");
    press(Key.of(Key.Name.TAB));
    assertEquals("pics/", ((Input.Typing) screen().input()).line().text());
    press(Key.of(Key.Name.TAB));
    Golden.compare("set-up-path", screen(), 80, 24);
    Golden.compare("set-up-path", screen(), 120, 40);
    press(Key.of(Key.Name.ENTER));
    assertTrue(screen().work().now().text().contains("image_dir = \"pics/\""));
  }

  @Test
  void aPathIsChosenFromTheDiskByOneKey() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(folder.resolve("models/vae.safetensors"), "x");
    Files.writeString(folder.resolve("models/vae.txt"), "x");
    find("vae").press(Key.ctrl('o'));
    assertEquals("choose a model: vae", app.screens().getLast().title());
    type("models/").press(Key.of(Key.Name.ENTER));
    assertTrue(screen().work().now().text().contains("vae = \"models/vae.safetensors\""));
    assertTrue(screen().input() instanceof Input.None);
    find("vae").press(Key.of(Key.Name.ENTER), Key.of(Key.Name.DOWN));
    press(Key.of(Key.Name.ESCAPE));
    assertTrue(screen().input() instanceof Input.Typing, "the line is as it was");
    press(Key.of(Key.Name.ESCAPE));
    find("network_dim").press(Key.ctrl('o'));
    assertTrue(String.valueOf(app.notice()).contains("no setting for a file"));
  }

  @Test
  void aFileThatIsChosenForAListIsOneMore() throws IOException {
    Files.writeString(folder.resolve("one two.safetensors"), "x");
    Files.writeString(folder.resolve("three.safetensors"), "x");
    find("base_weights").press(Key.ctrl('o'));
    type("one").press(Key.of(Key.Name.ENTER), Key.ctrl('o'));
    type("three").press(Key.of(Key.Name.ENTER), Key.of(Key.Name.ENTER));
    String text = screen().work().now().text();
    assertTrue(
        text.contains("base_weights = [\"one two.safetensors\", \"three.safetensors\"]"), text);
  }

  @Test
  void aSubsetAndADatasetAreAddedAndTakenOut() {
    String before = screen().work().now().text();
    find("image_dir").type("a");
    assertTrue(
        screen()
            .work()
            .now()
            .text()
            .contains(
                "\n\n[[datasets.subsets]]\nimage_dir = \"<dataset folder>\"\nnum_repeats = 1\n"));
    type("A");
    assertTrue(screen().work().now().text().contains("\n[[datasets]]\nresolution = 512\n"));
    assertEquals(2, datasets());
    type("u").press(Key.of('u'));
    assertEquals(before, screen().work().now().text());
    type("X");
    assertTrue(screen().work().now().text().contains("[[datasets]]\n"));
    assertFalse(screen().work().now().text().contains("[[datasets.subsets]]"));
  }

  private int datasets() {
    return java.util.Objects.requireNonNull(screen().work().prepared())
        .recipe()
        .datasets()
        .datasets()
        .size();
  }

  @Test
  void aControlImageIsAddedEditedAndTakenOut() throws IOException {
    String before = screen().work().now().text();
    find("sample_every_n_epochs").type("aa");
    find("prompt").press(Key.of(Key.Name.ENTER), Key.ctrl('u'));
    type("sks cat, 4 legs").press(Key.of(Key.Name.ENTER));
    set("seed", "7"); // the option's own
    String text = screen().work().now().text();
    assertTrue(text.contains("[[sample]]\nprompt = \"sks cat, 4 legs\"\n"), text);
    assertTrue(text.contains("[[sample]]\nprompt = \"sks-cat\"\n"), text);
    find("prompt").press(Key.of(Key.Name.DOWN), Key.of(Key.Name.ENTER));
    type("blurry").press(Key.of(Key.Name.ENTER));
    press(Key.of(Key.Name.DOWN), Key.of(Key.Name.ENTER), Key.ctrl('u'));
    type("768").press(Key.of(Key.Name.ENTER));
    text = screen().work().now().text();
    assertTrue(text.contains("width = 768"), text);
    assertTrue(text.contains("negative_prompt = \"blurry\""), text);
    Golden.compare("set-up-samples", screen(), 80, 24);
    Golden.compare("set-up-samples", screen(), 120, 40);
    type("X");
    find("prompt").type("X").type("uuuuuuuu");
    assertEquals(before, screen().work().now().text());
  }

  @Test
  void theCardIsChosenByAPartOfItsNameAndPlannedFor() throws IOException {
    type("g").type("4090");
    Golden.compare("set-up-card", screen(), 80, 24);
    Golden.compare("set-up-card", screen(), 120, 40);
    press(Key.of(Key.Name.ENTER));
    assertEquals("RTX 4090", screen().gpu());
    assertTrue(screen().status().endsWith("RTX 4090"), screen().status());
    type("g").press(Key.of(Key.Name.ENTER));
    assertEquals(null, screen().gpu());
    assertTrue(screen().work().isSaved());
  }

  @Test
  void whatDiffersFromTheSavedFileIsMarkedUntilItIsSaved() {
    Field rank = Field.train("network_dim");
    assertFalse(screen().isChanged(rank));
    set("network_dim", "8");
    assertTrue(screen().isChanged(rank));
    assertFalse(screen().isChanged(Field.train("network_alpha")));
    press(Key.ctrl('s'));
    assertFalse(screen().isChanged(rank));
    press(Key.of('u'));
    assertTrue(screen().isChanged(rank), "undone past what was saved");
  }

  @Test
  void theExplanationIsScrolledAndBeginsAnewWithEachSetting() {
    find("network_alpha").type("]]");
    assertEquals(10, screen().form().scroll());
    type("[");
    assertEquals(5, screen().form().scroll());
    press(Key.of(Key.Name.DOWN));
    assertEquals(0, screen().form().scroll());
  }

  @Test
  void savingAfterUndoWritesWhatWasUndone() throws IOException {
    set("network_dim", "8").press(Key.ctrl('s'), Key.of('u'));
    assertEquals("sks-cat.toml*", screen().title());
    press(Key.ctrl('s'));
    assertEquals(RECIPE, Files.readString(file));
    assertEquals("sks-cat.toml", screen().title());
  }

  @Test
  void aSettingIsTakenOutByDelete() {
    find("save_every_n_epochs").press(Key.of(Key.Name.DELETE));
    assertFalse(screen().work().now().text().contains("save_every_n_epochs"));
  }

  @Test
  void theFixOfASectionIsOneKeyToo() throws IOException {
    Files.writeString(file, RECIPE.replace("network_alpha = 16", "network_alpha = 64"));
    open();
    while (!screen().form().current().title().equals("Network")) {
      press(screen().form().pane() == Form.Pane.SECTIONS ? Key.of('j') : Key.of(Key.Name.TAB));
    }
    assertEquals("alpha-exceeds-rank", screen().concerned().orElseThrow().rule());
    press(Key.of('F'));
    assertTrue(
        screen().findings().stream().noneMatch(one -> one.rule().equals("alpha-exceeds-rank")));
    assertEquals(Optional.empty(), screen().concerned());
  }

  @Test
  void aFindingLeadsToTheSettingOfItsOwnSubset() throws IOException {
    Files.writeString(
        file,
        RECIPE.replace(
            "\n[check]",
            """

            [[datasets.subsets]]
            image_dir = "gone"
            num_repeats = 1

            [check]\
            """));
    open();
    press(Key.of(Key.Name.TAB));
    assertEquals("gone: there is no such folder", screen().findings().getFirst().message());
    press(Key.of(Key.Name.ENTER));
    Field field = screen().focused().orElseThrow();
    assertEquals("datasets[0].subsets[1].image_dir", field.name());
    Finding missing = screen().concerned().orElseThrow();
    assertEquals("missing-folder", missing.rule());
    assertFalse(screen().isAbout(missing, new Field("datasets[0].subsets[0]", "image_dir")));
    assertFalse(screen().isAbout(missing, Field.train("train_data_dir")));
  }

  @Test
  void whatWasMendedMeanwhileIsSeenOnReturn() throws IOException {
    Path caption = folder.resolve("pics/03.txt");
    Files.delete(caption);
    open();
    assertTrue(screen().findings().stream().anyMatch(one -> one.rule().equals("missing-caption")));
    type("d");
    Files.writeString(caption, "photo of sks cat");
    type("q");
    assertTrue(screen().findings().stream().noneMatch(one -> one.rule().equals("missing-caption")));
  }

  @Test
  void everySettingOfTheScriptCanBeFound() {
    for (var option : Catalog.bundled().options()) {
      if (option.isIn("train_network.py") && !option.note().secret()) {
        find(option.name());
        assertEquals(option.name(), screen().focused().orElseThrow().key());
      }
    }
  }

  @Test
  void aPersonSetsUpARecipeOnATerminal() throws Exception {
    try (UiDriver person =
        new UiDriver(world, SetUpScreen.of(EditedRecipe.open(file), "RTX 3060 12GB"), 100, 30)) {
      person.see("steps").type("/network_alpha").see("network_alpha").press(KeyType.Enter);
      person.see("Strength as alpha").press(KeyType.Enter).ctrl('u').type("64");
      person.press(KeyType.Enter).see("network_alpha 64 is above network_dim 32");
      person.type("F").seeNoMore("is above").ctrl('s').seeNoMore("sks-cat.toml*");
      person.resize(60, 20).see("sks-cat.toml").type("q");
      person.awaitEnd();
    }
    assertTrue(Files.readString(file).contains("network_alpha = 32"));
  }
}
