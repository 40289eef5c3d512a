package dev.lorabake.tui.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Home;
import dev.lorabake.train.NewRecipe;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Templates;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.World;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of setting as somebody edits it: what is told while typing, and where the cursor is.
 */
class FieldsTest {
  private static final Key ENTER = Key.of(Key.Name.ENTER);
  private static final String RECIPE =
      """
      recipe = 1
      name = "sks-cat"
      family = "sd15"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "runwayml/stable-diffusion-v1-5"
      output_dir = "output"
      network_dim = 32
      network_alpha = 16
      learning_rate = 1e-4
      lr_warmup_steps = 100
      max_train_epochs = 10
      keep_tokens = 2
      mixed_precision = "fp16"

      [[datasets]]
      resolution = 512
      batch_size = 2

      [[datasets.subsets]]
      image_dir = "pics"
      num_repeats = 10

      [[sample]]
      prompt = "sks cat"
      """;

  @TempDir Path folder = Path.of("");
  private Desk desk = new Desk(world(), new Blank());

  private World world() {
    return new World(
        folder,
        folder,
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings(),
        new Drafts(folder.resolve("state")));
  }

  @BeforeEach
  void open() throws IOException {
    Pictures.png(folder.resolve("pics/a.png"), 512, 512);
    Files.writeString(folder.resolve("pics/a.txt"), "photo of sks cat");
    Path file = folder.resolve("sks-cat.toml");
    Files.writeString(file, RECIPE);
    desk = new Desk(world(), SetUpScreen.of(EditedRecipe.open(file), "RTX 3060 12GB"));
  }

  private SetUpScreen screen() {
    return assertInstanceOf(SetUpScreen.class, desk.screen());
  }

  private Desk find(String setting) {
    return desk.press(Key.of('/')).type(setting).press(ENTER);
  }

  private String text() {
    return screen().work().now().text();
  }

  private List<String> rules() {
    return screen().findings().stream().map(Finding::rule).toList();
  }

  private String under() {
    return screen().focused().orElseThrow().key();
  }

  private String painted() {
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    App.of(desk.screen()).paint(canvas);
    return canvas.text();
  }

  @Test
  void whatIsTypedIsCheckedBeforeItIsTaken() {
    find("network_alpha").press(ENTER, Key.ctrl('u')).type("64");
    assertTrue(rules().contains("alpha-exceeds-rank"), rules().toString());
    assertEquals(RECIPE, text(), "nothing of it is kept yet");
    assertTrue(screen().work().isSaved());
    desk.press(Key.of(Key.Name.BACKSPACE));
    assertFalse(rules().contains("alpha-exceeds-rank"), rules().toString());
    desk.type("4").press(Key.of(Key.Name.ESCAPE));
    assertFalse(rules().contains("alpha-exceeds-rank"), "as it was, after leaving it");
    assertEquals(RECIPE, text());
    assertFalse(screen().work().history().canUndo());
  }

  @Test
  void whatIsTypedIsOneChangeHoweverManyKeysItTook() {
    find("network_alpha").press(ENTER, Key.ctrl('u')).type("24").press(ENTER);
    assertTrue(text().contains("network_alpha = 24"), text());
    desk.type("u");
    assertEquals(RECIPE, text());
    assertFalse(screen().work().history().canUndo());
  }

  @Test
  void aValueThatIsTypedAsItWasChangesNothing() {
    find("learning_rate").press(ENTER).type("x").press(Key.of(Key.Name.BACKSPACE), ENTER);
    assertTrue(screen().work().isSaved());
    assertFalse(screen().work().history().canUndo());
  }

  @Test
  void stepsAndMemoryFollowWhatIsTyped() {
    long before = Objects.requireNonNull(screen().work().prepared()).plan().totalSteps();
    find("max_train_epochs").press(ENTER).type("0");
    assertEquals(
        10 * before, Objects.requireNonNull(screen().work().prepared()).plan().totalSteps());
  }

  @Test
  void theCursorStaysOnASettingThatMovesUpBecauseItIsSet() {
    find("min_timestep").press(ENTER).type("100").press(ENTER);
    assertEquals("min_timestep", under());
    desk.type("u");
    assertEquals("min_timestep", under());
  }

  @Test
  void numbersAreCountedUpAndDown() {
    find("network_dim").type("+++");
    assertTrue(text().contains("network_dim = 35"), text());
    desk.type("-");
    assertTrue(text().contains("network_dim = 34"), text());
    find("learning_rate").type("-");
    assertTrue(text().contains("learning_rate = 9e-5"), text());
    find("lr_warmup_steps").type("-");
    assertTrue(text().contains("lr_warmup_steps = 99"), text());
    find("network_dim").press(ENTER).press(Key.of(Key.Name.UP), ENTER);
    assertTrue(text().contains("network_dim = 35"), text());
    find("optimizer_type").type("+");
    assertTrue(String.valueOf(desk.app().notice()).contains("no number"));
  }

  @Test
  void aStepIsOneInTheFirstDigitAndStaysInBounds() {
    assertEquals(Optional.of(1e-3), Stepping.next(9e-4, false, 1, null, null));
    assertEquals(Optional.of(9e-4), Stepping.next(1e-3, false, -1, null, null));
    assertEquals(Optional.of(0.25), Stepping.next(0.15, false, 1, null, null));
    assertEquals(Optional.of(0.1), Stepping.next(0.0, false, 1, 0.0, 1.0));
    assertEquals(Optional.empty(), Stepping.next(1.0, false, 1, 0.0, 1.0));
    assertEquals(Optional.empty(), Stepping.next(0L, true, -1, 0.0, null));
    assertEquals(Optional.of(2L), Stepping.next(1L, true, 1, 0.0, null));
    assertEquals(Optional.of(-0.1), Stepping.next(-0.2, false, 1, null, null));
  }

  @Test
  void settingsAreFoundByWordsOfTheirNameAndOfWhatTheyAreFor() {
    find("learning rate");
    assertEquals("learning_rate", under());
    find("--network-dim");
    assertEquals("network_dim", under());
    find("trigger word");
    assertEquals("caption_prefix", under());
  }

  @Test
  void everyKeyOfADatasetAndOfAControlImageIsReached() {
    find("is_reg");
    assertEquals("datasets[0].subsets[0]", screen().focused().orElseThrow().table());
    desk.press(Key.of(' '));
    assertTrue(text().contains("is_reg = true"), text());
    find("sample_steps").press(ENTER).type("20").press(ENTER);
    assertTrue(text().contains("sample_steps = 20"), text());
    desk.type("m");
    assertFalse(screen().form().more());
    assertEquals("sample_steps", under(), "it is set, and stays");
  }

  @Test
  void whatHoldsForADatasetIsToldWhereItSaysNothing() {
    Recipe recipe = Objects.requireNonNull(screen().work().prepared()).recipe();
    Field subset = new Field("datasets[0].subsets[0]", "keep_tokens");
    assertEquals(Optional.of(2L), subset.otherwise(recipe), "what [train] says");
  }

  @Test
  void everySettingSaysWhatItIsFor() {
    Recipe recipe = Objects.requireNonNull(screen().work().prepared()).recipe();
    for (Section section : Section.ALL) {
      for (Field field : section.fields(recipe, true)) {
        assertFalse(Meaning.of(field, recipe.catalog()).isEmpty(), field.name());
      }
    }
  }

  @Test
  void aLongValueIsShownWholeBesideItsField() {
    String args = "conv_dim=8 conv_alpha=4 rank_dropout=0.25 module_dropout=0.125";
    find("network_args").press(ENTER).type(args).press(ENTER);
    assertTrue(painted().contains("module_dropout=0.125"), painted());
  }

  @Test
  void discardingHasAKeyOfItsOwn() {
    find("network_dim").type("+").press(Key.of(Key.Name.ESCAPE));
    assertInstanceOf(Input.Leaving.class, screen().input());
    desk.type("d");
    assertInstanceOf(Input.Leaving.class, screen().input(), "d is for the dataset");
    SetUpScreen before = screen();
    desk.type("a");
    assertSame(before, screen());
    desk.type("D");
    assertTrue(desk.app().isOver());
  }

  @Test
  void aPastedTextIsTypedAndNothingElse() {
    App pasted = find("prompt").press(ENTER).app().paste(" 🐈 Käfig,\n日本\nT").app();
    SetUpScreen typing = assertInstanceOf(SetUpScreen.class, pasted.screens().getLast());
    assertEquals(
        "sks cat🐈 Käfig, 日本 T",
        assertInstanceOf(Input.Typing.class, typing.input()).line().text());
    App refused = desk.press(Key.of(Key.Name.ESCAPE)).app().paste("T\nX").app();
    assertSame(desk.screen(), refused.screens().getLast());
    assertTrue(String.valueOf(refused.notice()).contains("nothing is typed now"));
  }

  @Test
  void whatDiffersFromTheTemplateIsMarkedAndToldBesideIt() throws IOException {
    Templates.Template template = new Templates(Home.find()).find("sd15-character");
    Path file = folder.resolve("mine.toml");
    String made =
        NewRecipe.fromTemplate(Catalog.bundled(), folder, template.text())
            .name("mine")
            .fill("<base model file>", "model.safetensors")
            .dataset(folder.resolve("pics"))
            .text();
    Files.writeString(file, made);
    desk = new Desk(world(), SetUpScreen.of(EditedRecipe.open(file), "RTX 3060 12GB"));
    Recipe recipe = Objects.requireNonNull(screen().work().prepared()).recipe();
    for (Section section : Section.ALL) {
      for (Field field : section.fields(recipe)) {
        assertFalse(screen().isOwnChoice(field), field.name());
      }
    }
    find("network_dim").type("+").press(Key.ctrl('s'));
    assertTrue(screen().work().isSaved());
    assertTrue(screen().isOwnChoice(Field.train("network_dim")));
    assertTrue(painted().contains("◦network_dim"), painted());
    assertTrue(painted().contains("sd15-character says: 16"), painted());
  }

  @Test
  void aRecipeOfNoTemplateHasNoSuchMarks() {
    assertNull(screen().template());
    assertFalse(screen().isOwnChoice(Field.train("network_dim")));
  }

  @Test
  void aChoiceIsReachedByItsFirstLetter() {
    find("optimizer_type").press(ENTER).type("p");
    Input.Choosing choosing = assertInstanceOf(Input.Choosing.class, screen().input());
    assertTrue(choosing.choices().get(choosing.index()).startsWith("P"), choosing.toString());
    desk.type("1");
    assertEquals(choosing, screen().input());
  }

  @Test
  void whatTheRecipeAddsToUpstreamHasItsKindsToo() {
    find("launcher").press(ENTER).type("p").press(ENTER);
    assertTrue(text().contains("launcher = \"python\""), text());
    find("extra_args").press(ENTER).type("--debug \"a b\"").press(ENTER);
    assertTrue(text().contains("extra_args = [\"--debug\", \"a b\"]"), text());
    find("gpu").press(ENTER);
    assertInstanceOf(Input.Choosing.class, screen().input());
    desk.press(Key.of(Key.Name.ESCAPE));
    find("price_per_hour").press(ENTER).type("0.4").press(ENTER);
    assertTrue(text().contains("price_per_hour = 0.4"), text());
  }

  @Test
  void theMouseChoosesFixesAndGoesToASetting() {
    find("network_alpha").press(ENTER, Key.ctrl('u')).type("64").press(ENTER);
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    App.of(screen()).paint(canvas);
    click(canvas, "✗ network_alpha 64");
    assertEquals(Form.Pane.FINDINGS, screen().form().pane());
    find("seed");
    click(canvas, "✗ network_alpha 64");
    click(canvas, "✗ network_alpha 64");
    assertEquals("network_alpha", under(), "a second click goes to the setting");
    click(canvas, "F set network_alpha");
    assertTrue(text().contains("network_alpha = 32"), text());
    find("optimizer_type").press(ENTER);
    canvas = new Canvas(100, 30, Glyphs.UNICODE);
    App.of(screen()).paint(canvas);
    click(canvas, "AdamW8bit");
    assertTrue(text().contains("optimizer_type = \"AdamW8bit\""), text());
  }

  private Desk click(Canvas canvas, String shown) {
    List<String> lines = canvas.text().lines().toList();
    int row = 0;
    while (!lines.get(row).contains(shown)) {
      row++;
    }
    Msg spot = (Msg) canvas.at(lines.get(row).indexOf(shown) + 1, row).orElseThrow();
    return desk.tell(spot);
  }

  @Test
  void theFooterAlwaysHasRoomForTheHelp() {
    for (int width = 30; width < 140; width += 7) {
      Canvas canvas = new Canvas(width, 24, Glyphs.UNICODE);
      App.of(screen()).paint(canvas);
      assertTrue(canvas.text().lines().toList().getLast().endsWith("? help"), canvas.text());
    }
  }

  @Test
  void aSmallTerminalShowsThePartThatKeysGoTo() throws IOException {
    find("network_alpha").press(ENTER, Key.ctrl('u')).type("64").press(ENTER);
    Golden.compare("set-up-small-fields", screen(), 40, 10);
    desk.press(Key.of(Key.Name.TAB));
    Canvas canvas = new Canvas(40, 10, Glyphs.UNICODE);
    App.of(screen()).paint(canvas);
    List<String> lines = canvas.text().lines().toList();
    assertEquals("│ ✗ network_al…  F set network_alpha … │", lines.get(1));
    assertTrue(lines.stream().filter(line -> line.contains(" F ")).count() > 2, canvas.text());
    desk.press(Key.of(Key.Name.TAB));
    Golden.compare("set-up-small-sections", screen(), 40, 10);
  }

  @Test
  void everySizeShowsTheSettingUnderTheCursor() {
    find("save_every_n_epochs");
    for (int width = 30; width < 130; width += 9) {
      for (int height = 7; height < 40; height += 3) {
        Canvas canvas = new Canvas(width, height, Glyphs.UNICODE);
        App.of(screen()).paint(canvas);
        assertTrue(canvas.text().contains("save_ev"), canvas.text());
      }
    }
  }
}
