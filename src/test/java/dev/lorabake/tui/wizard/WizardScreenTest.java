package dev.lorabake.tui.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.SampleProject;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.setup.SetUpScreen;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a recipe by a few questions. */
class WizardScreenTest {
  private static final Key.Name ENTER = Key.Name.ENTER;

  @TempDir Path folder = Path.of("");
  private Desk desk = new Desk(world(), HomeScreen.start());

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
    desk.press(ENTER, ENTER).press(Key.Name.DOWN);
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
  }

  @Test
  void whatIsLeftOpenStaysOpenInTheRecipe() {
    desk.press(ENTER, ENTER, ENTER, ENTER, ENTER, ENTER);
    ReviewRecipe.Reviewed reviewed = wizard().reviewed();
    assertNotNull(reviewed);
    assertTrue(reviewed.text().contains("\"<dataset folder>\""), reviewed.text());
    assertFalse(reviewed.prepared().verdict().isReady());
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
