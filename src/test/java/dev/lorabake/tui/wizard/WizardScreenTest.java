package dev.lorabake.tui.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.SampleProject;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.setup.SetUpScreen;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a recipe by a few questions. */
class WizardScreenTest {
  private static final Key.Name ENTER = Key.Name.ENTER;

  @TempDir Path folder = Path.of("");
  private final List<String> started = new ArrayList<>();
  private String missing = "";
  private Desk desk = new Desk(world(), HomeScreen.start());

  private World world() {
    return new World(
        folder,
        folder,
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings() {
          @Override
          public String missing() {
            return missing;
          }

          @Override
          public RunDirectory start(Path file, @Nullable String gpu, boolean rehearse) {
            started.add(file.getFileName() + " rehearse=" + rehearse);
            return super.start(file, gpu, rehearse);
          }
        },
        new Drafts(folder.resolve("state")));
  }

  @BeforeEach
  void prepare() throws IOException {
    for (int i = 0; i < 12; i++) {
      Path file = folder.resolve("pics/%02d.png".formatted(i));
      Files.createDirectories(file.getParent());
      BufferedImage picture =
          new BufferedImage(512, 512 + 64 * (i % 3), BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", file.toFile());
      if (i > 1) {
        Files.writeString(folder.resolve("pics/%02d.txt".formatted(i)), "photo of sks cat");
      }
    }
    Files.createDirectories(folder.resolve("models"));
    Files.write(folder.resolve("models/base.safetensors"), SampleProject.standInModel());
    desk = new Desk(world(), WizardScreen.start(folder));
  }

  private WizardScreen wizard() {
    return assertInstanceOf(WizardScreen.class, desk.screen());
  }

  private void golden(String name) throws IOException {
    for (int[] size : new int[][] {{80, 24}, {120, 40}}) {
      Golden.compare(name, desk.screen(), size[0], size[1]);
    }
  }

  /** Up to the question for the images. */
  private Desk withModel() {
    return desk.press(ENTER, ENTER).type("models/base.safetensors").press(ENTER);
  }

  /** Up to the review. */
  private Desk reviewed() {
    return withModel().type("pics").press(ENTER, ENTER, ENTER).type("3060").press(ENTER);
  }

  @Test
  void eachQuestionLooksAsItIsKept() throws IOException {
    golden("wizard-base");
    desk.press(ENTER);
    golden("wizard-purpose");
    desk.press(ENTER).type("mod").press(Key.Name.TAB);
    golden("wizard-file");
    desk.type("base.safetensors").press(ENTER).type("pics").press(ENTER);
    golden("wizard-images");
    desk.press(ENTER, ENTER);
    golden("wizard-card");
    Golden.compare("wizard-card", desk.screen(), 40, 10);
  }

  @Test
  void theReviewShowsWhatTheRecipeWillBeAndWritesNothing() throws IOException {
    reviewed();
    assertNotNull(wizard().reviewed());
    golden("wizard-review");
    assertFalse(Files.exists(folder.resolve("pics.toml")));
  }

  @Test
  void theRecipeIsWrittenAndOpenedForSettingItUp() throws IOException {
    reviewed().press(ENTER);
    SetUpScreen opened = assertInstanceOf(SetUpScreen.class, desk.screen());
    assertEquals("pics.toml", opened.title());
    String text = Files.readString(folder.resolve("pics.toml"));
    assertTrue(text.contains("name = \"pics\""), text);
    assertTrue(text.contains("pretrained_model_name_or_path = \"models/base.safetensors\""), text);
    assertTrue(text.contains("image_dir = \"" + folder.resolve("pics") + "\""), text);
    assertEquals(1, desk.app().screens().size(), "the wizard makes place for it");
  }

  @Test
  void aFileThatIsThereIsNeverOverwritten() throws IOException {
    Files.writeString(folder.resolve("pics.toml"), "mine");
    reviewed();
    assertTrue(String.valueOf(wizard().problem()).contains("is there already"));
    desk.press(ENTER);
    assertEquals("mine", Files.readString(folder.resolve("pics.toml")));
    desk.press(Key.Name.ESCAPE, Key.Name.ESCAPE).type("-2").press(ENTER, ENTER, ENTER);
    assertInstanceOf(SetUpScreen.class, desk.screen());
    assertTrue(Files.exists(folder.resolve("pics-2.toml")));
  }

  @Test
  void aFileThatCameSinceTheReviewIsNotOverwrittenEither() throws IOException {
    reviewed();
    Files.writeString(folder.resolve("pics.toml"), "mine");
    desk.press(ENTER);
    assertTrue(String.valueOf(wizard().problem()).contains("is there already"));
    assertEquals("mine", Files.readString(folder.resolve("pics.toml")));
  }

  @Test
  void aFileAndAFolderAreChosenFromTheDisk() {
    desk.press(ENTER, ENTER).press(Key.ctrl('o'));
    assertEquals("choose a model: Where is the base model file?", desk.screen().title());
    desk.type("models/").press(ENTER);
    assertEquals("models/base.safetensors", wizard().entry().text());
    desk.press(ENTER).press(Key.ctrl('o'));
    assertEquals(
        "choose a folder of images: Which folder holds your images?", desk.screen().title());
    desk.type("pics").press(ENTER);
    assertEquals("pics", wizard().entry().text());
    assertEquals(12, java.util.Objects.requireNonNull(wizard().looked()).images());
    desk.press(ENTER);
    assertInstanceOf(Question.Name.class, wizard().question());
  }

  @Test
  void tabCompletesAPathAsFarAsThereIsOneWay() throws IOException {
    Files.write(folder.resolve("models/base-2.safetensors"), SampleProject.standInModel());
    desk.press(ENTER, ENTER).type("m").press(Key.Name.TAB);
    assertEquals("models/", wizard().entry().text());
    desk.press(Key.Name.TAB);
    assertEquals("models/base", wizard().entry().text());
    assertEquals(2, wizard().entry().offered().size());
    desk.type(".").press(Key.Name.TAB);
    assertEquals("models/base.safetensors", wizard().entry().text());
  }

  @Test
  void aFolderWithoutImagesIsToldAndNotTaken() {
    withModel().type("models").press(ENTER, ENTER, ENTER);
    assertInstanceOf(Question.Images.class, wizard().question());
    desk.press(Key.ctrl('u')).type("nowhere").press(ENTER);
    assertTrue(String.valueOf(wizard().problem()).contains("there is no folder"));
    desk.press(Key.ctrl('u')).type("pics/00.png").press(ENTER);
    assertTrue(String.valueOf(wizard().problem()).contains("is a file; name the folder"));
  }

  @Test
  void whatIsLeftOpenStaysOpenInTheRecipe() {
    desk.press(ENTER, ENTER, Key.Name.DOWN, ENTER, Key.Name.DOWN, ENTER, ENTER, ENTER);
    ReviewRecipe.Reviewed reviewed = wizard().reviewed();
    assertNotNull(reviewed);
    assertTrue(reviewed.text().contains("\"<dataset folder>\""), reviewed.text());
    assertFalse(reviewed.prepared().verdict().isReady());
  }

  @Test
  void aModelAndImagesThatLieThereNeedNotBeTyped() {
    desk.press(ENTER, ENTER);
    assertEquals("models/base.safetensors", wizard().suggestions().getFirst().path());
    desk.press(ENTER);
    assertEquals(List.of(new Suggestion("pics", "12 images")), wizard().suggestions());
    desk.press(ENTER).press(ENTER);
    assertInstanceOf(Question.Name.class, wizard().question());
    assertEquals("pics", wizard().answers().images());
    assertEquals("models/base.safetensors", wizard().answers().files().get("<base model file>"));
  }

  @Test
  void whatIsTypedIsLookedAtBeforeItIsTaken() throws IOException {
    Files.writeString(folder.resolve("models/page.safetensors"), "<html>sign in</html>");
    desk.press(ENTER, ENTER);
    doubted("models/nope.safetensors", "there is no file");
    doubted("models", "is a folder: name the file in it");
    doubted("models/page.safetensors", "is a web page");
    Files.writeString(folder.resolve("notes.txt"), "some words, and no tensors at all");
    doubted("notes.txt", "safetensors");
    desk.press(Key.ctrl('u')).type("models/page.safetensors").press(ENTER);
    desk.press(ENTER);
    assertInstanceOf(Question.Images.class, wizard().question(), "it is taken when that was told");
    assertEquals("models/page.safetensors", wizard().answers().files().get("<base model file>"));
  }

  private void doubted(String typed, String why) {
    desk.press(Key.ctrl('u')).type(typed).press(ENTER);
    assertInstanceOf(Question.File.class, wizard().question());
    String problem = String.valueOf(wizard().problem());
    assertTrue(problem.contains(why) && problem.contains("Enter takes it"), problem);
  }

  @Test
  void aModelOfAnotherFamilyIsToldAndNotProposed() {
    desk.press(Key.Name.DOWN, Key.Name.DOWN).press(ENTER, ENTER);
    assertEquals(List.of(), wizard().suggestions());
    doubted("models/base.safetensors", "this file is Stable Diffusion 1.x");
  }

  @Test
  void aNameThatIsAPathIsNotTaken() {
    withModel().type("pics").press(ENTER, ENTER).type("/x").press(ENTER);
    assertInstanceOf(Question.Name.class, wizard().question());
    assertTrue(String.valueOf(wizard().problem()).contains("is no path"));
  }

  @Test
  void aNameOnHuggingFaceIsTakenWhereUpstreamFetchesIt() {
    desk.press(ENTER, ENTER).type("owner/model").press(ENTER);
    assertInstanceOf(Question.Images.class, wizard().question());
    desk = new Desk(world(), WizardScreen.start(folder));
    for (int i = 0; i < 4; i++) {
      desk.press(Key.Name.DOWN);
    }
    desk.press(ENTER, ENTER);
    doubted("owner/model", "there is no file");
  }

  @Test
  void whoHasNoModelIsToldWhereToGetOne() throws IOException {
    Files.delete(folder.resolve("models/base.safetensors"));
    desk = new Desk(world(), WizardScreen.start(folder)).press(ENTER, ENTER);
    golden("wizard-no-model");
    Golden.compare("wizard-no-model", desk.screen(), 40, 10);
  }

  @Test
  void aFolderWhoseImagesLieBelowNamesThatFolder() throws IOException {
    Files.createDirectories(folder.resolve("all"));
    Files.move(folder.resolve("pics"), folder.resolve("all/pics"));
    desk = new Desk(world(), WizardScreen.start(folder));
    withModel().type("all").press(ENTER);
    Canvas canvas = new Canvas(80, 24, Glyphs.UNICODE);
    App.of(desk.screen()).paint(canvas);
    assertTrue(canvas.text().contains("all/pics has 12."), canvas.text());
  }

  @Test
  void theReviewStartsWhatItWrites() {
    desk = new Desk(world(), WizardScreen.start(folder), effect -> effect instanceof WriteRecipe);
    reviewed().type("T");
    desk.letGo();
    assertTrue(Files.exists(folder.resolve("pics.toml")));
    assertInstanceOf(SetUpScreen.class, desk.screen(), "its screen shows the run, or why not");
    assertEquals(List.of("pics.toml rehearse=false"), started);
  }

  @Test
  void whatIsNotReadyIsNotStarted() {
    desk.press(ENTER, ENTER, Key.Name.DOWN, ENTER, Key.Name.DOWN, ENTER, ENTER, ENTER);
    desk.type("R");
    assertInstanceOf(WizardScreen.class, desk.screen());
    assertTrue(
        String.valueOf(desk.app().notice()).contains("has to be mended first"),
        String.valueOf(desk.app().notice()));
    assertEquals(List.of(), started);
  }

  @Test
  void whereNothingCanBeTrainedTheReviewSaysWhyAndRehearses() {
    missing = "sd-scripts is not set up.";
    desk = new Desk(world(), WizardScreen.start(folder));
    reviewed().type("T");
    assertTrue(String.valueOf(desk.app().notice()).contains("not set up"));
    desk.type("R");
    assertEquals(List.of("pics.toml rehearse=true"), started);
  }

  @Test
  void escapeGoesBackWithTheAnswersKept() {
    reviewed();
    desk.press(Key.Name.ESCAPE, Key.Name.ESCAPE);
    assertEquals("pics", wizard().entry().text());
    desk.press(Key.Name.ESCAPE, Key.Name.ESCAPE);
    assertEquals("models/base.safetensors", wizard().entry().text());
    desk.press(Key.Name.ESCAPE, Key.Name.ESCAPE, Key.Name.ESCAPE);
    assertTrue(desk.app().isOver());
  }

  @Test
  void everyFamilyCanBeStartedFromAllOfItsTemplates() {
    int families = wizard().choices().size();
    for (int family = 0; family < families; family++) {
      desk = new Desk(world(), WizardScreen.start(folder));
      for (int i = 0; i < family; i++) {
        desk.press(Key.Name.DOWN);
      }
      desk.press(ENTER);
      int purposes = wizard().choices().size();
      for (int purpose = 0; purpose < purposes; purpose++) {
        while (wizard().entry().cursor() < purpose) {
          desk.press(Key.Name.DOWN);
        }
        desk.press(ENTER);
        while (!(wizard().question() instanceof Question.Review)) {
          desk.press(ENTER);
        }
        assertNotNull(wizard().reviewed(), wizard().answers().toString());
        while (!(wizard().question() instanceof Question.Purpose)) {
          desk.press(Key.Name.ESCAPE);
        }
      }
    }
  }

  @Test
  void nOpensItFromHome() {
    Screen home = HomeScreen.start();
    desk = new Desk(world(), home).type("n");
    assertInstanceOf(WizardScreen.class, desk.screen());
  }
}
