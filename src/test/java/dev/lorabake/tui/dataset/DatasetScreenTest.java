package dev.lorabake.tui.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Progress;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LoadPictures;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.OpenFolder;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images of a recipe, some of them broken. */
class DatasetScreenTest {
  private static final String RECIPE =
      """
      recipe = 1
      name = "sks-cat"
      family = "sd15"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "runwayml/stable-diffusion-v1-5"
      output_dir = "output"
      max_train_epochs = 2

      [[datasets]]
      resolution = 512
      batch_size = 2
      enable_bucket = true

      [[datasets.subsets]]
      image_dir = "cats"
      num_repeats = 10
      caption_extension = ".txt"

      [[datasets.subsets]]
      image_dir = "more"
      num_repeats = 2
      caption_extension = ".txt"
      """;

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");
  private App app = App.of(DatasetScreen.of(Path.of("none.toml"), SettingsText.ON_DISK));

  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < 9; i++) {
      picture("cats/cat-%02d".formatted(i), 512, 512 + 128 * (i % 3));
      caption("cats/cat-%02d".formatted(i), "photo of sks cat" + (i == 4 ? " on a red sofa" : ""));
    }
    picture("cats/bare", 640, 512);
    picture("more/blank", 700, 500);
    caption("more/blank", "\n");
    Files.writeString(folder.resolve("more/torn.png"), "this is no picture");
    file = folder.resolve("sks-cat.toml");
    Files.writeString(file, RECIPE);
    open();
  }

  private void picture(String name, int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(0, 0, width, height);
    graphics.dispose();
    Path target = folder.resolve(name + ".png");
    Files.createDirectories(target.getParent());
    ImageIO.write(picture, "png", target.toFile());
  }

  private void caption(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".txt"), text);
  }

  private World world() {
    return new World(
        folder,
        folder.resolve("runs"),
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings(),
        new Drafts(folder.resolve("state")));
  }

  private void open() {
    DatasetScreen screen = DatasetScreen.of(file, SettingsText.ON_DISK);
    app = App.of(screen);
    screen.opening().forEach(this::perform);
  }

  private void perform(Effect effect) {
    Desk.told(effect, world()).forEach(msg -> take(app.update(msg)));
  }

  private void take(App.Step step) {
    app = step.app();
    step.effects().forEach(this::perform);
  }

  private DatasetScreenTest press(Key... keys) {
    for (Key key : keys) {
      take(app.press(key));
    }
    return this;
  }

  private DatasetScreenTest type(String text) {
    text.chars().forEach(c -> press(Key.of((char) c)));
    return this;
  }

  private DatasetScreen screen() {
    return (DatasetScreen) app.screens().getLast();
  }

  private void golden(String name) throws IOException {
    for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
      Golden.compare(name, screen(), size[0], size[1]);
    }
  }

  @Test
  void showsSubsetsAndTheImagesOfOne() throws IOException {
    golden("dataset");
  }

  @Test
  void bucketsAreBars() throws IOException {
    press(Key.of(Key.Name.TAB));
    golden("dataset-buckets");
  }

  @Test
  void problemsNameTheFiles() throws IOException {
    press(Key.of(Key.Name.TAB), Key.of(Key.Name.TAB));
    golden("dataset-problems");
  }

  @Test
  void captionsAreSearchedWhileTyping() {
    type("/red");
    assertEquals(1, screen().images().size());
    assertTrue(screen().focused().orElseThrow().path().endsWith("cat-04.png"));
    press(Key.of(Key.Name.ENTER));
    assertFalse(screen().isTyping());
    assertEquals("/red", screen().status());
    press(Key.of(Key.Name.ESCAPE));
    assertEquals(10, screen().images().size());
  }

  @Test
  void thePictureUnderTheCursorIsRead() {
    press(Key.of(Key.Name.DOWN));
    Path second = Path.of(screen().focused().orElseThrow().path());
    assertTrue(screen().pictures().getOrDefault(second, Optional.empty()).isPresent());
    press(Key.of(Key.Name.ENTER));
    assertTrue(screen().browsing().enlarged());
    press(Key.of(Key.Name.ESCAPE));
    assertFalse(screen().browsing().enlarged());
  }

  @Test
  void aPictureThatCannotBeShownIsSaidToBeSo() throws IOException {
    Path torn = folder.resolve("more/torn.png");
    Deque<Msg> told = new ArrayDeque<>();
    new LoadPictures(List.of(torn)).perform(world(), told::add);
    take(app.update(told.getFirst()));
    assertEquals(Optional.empty(), screen().pictures().get(torn));
  }

  @Test
  void theCursorStaysAmongWhatThereIs() {
    press(Key.of(Key.Name.UP), Key.of(Key.Name.PAGE_DOWN), Key.of(Key.Name.PAGE_DOWN));
    assertEquals(9, screen().browsing().row());
    press(Key.of(Key.Name.RIGHT), Key.of(Key.Name.RIGHT));
    assertEquals(1, screen().browsing().subset());
    assertEquals(0, screen().browsing().row());
    assertEquals(1, screen().images().size());
  }

  @Test
  void aRecipeThatCannotBeReadIsTold() throws IOException {
    Files.writeString(file, "recipe = ");
    press(Key.of('r'));
    assertTrue(String.valueOf(screen().unreadable()).contains("sks-cat.toml"));
    assertEquals("nothing was read", screen().offers().getFirst().disabled());
  }

  @Test
  void aPersonFindsWhatIsBrokenInADataset() throws Exception {
    try (UiDriver person = new UiDriver(world(), HomeScreen.start(), 100, 30)) {
      person.see("sks-cat.toml").type("d").see("[10 images]").see("no caption");
      person.press(KeyType.Tab).see("384×640").press(KeyType.Tab).see("torn.png");
      person
          .resize(80, 24)
          .see("torn.png")
          .press(KeyType.Tab)
          .type("/sofa")
          .see("[1 of 11 images]");
      person.press(KeyType.Enter).press(KeyType.Enter).see("▀").press(KeyType.Escape);
      person.press(KeyType.Escape).see("[10 images]").type("q").see("home").type("q");
      person.awaitEnd();
    }
  }

  @Test
  void theSearchGoesThroughAllSubsetsAndTellsHowManyEachHas() throws IOException {
    caption("more/blank", "a red house");
    press(Key.of('r'));
    type("/RED");
    assertEquals(2, screen().images().size());
    golden("dataset-found");
    press(Key.of(Key.Name.ENTER), Key.of(Key.Name.RIGHT));
    assertEquals(1, screen().browsing().subset());
    assertTrue(screen().focused().orElseThrow().path().endsWith("blank.png"));
    press(Key.of(Key.Name.RIGHT));
    assertEquals(1, screen().browsing().row());
    press(Key.of(Key.Name.LEFT));
    assertEquals(0, screen().browsing().subset());
    press(Key.of(Key.Name.DOWN));
    assertEquals(1, screen().browsing().subset());
  }

  @Test
  void imagesWithoutACaptionAreFoundToo() {
    type("/no caption");
    assertEquals(1, screen().images().size());
    press(Key.of(Key.Name.ESCAPE));
    type("/nobody has this");
    assertEquals(List.of(), screen().images());
    assertEquals(Optional.empty(), screen().focusedFile());
  }

  @Test
  void everyFileOfAProblemIsNamed() throws IOException {
    for (int i = 0; i < 7; i++) {
      Files.delete(folder.resolve("cats/cat-%02d.txt".formatted(i)));
    }
    press(Key.of('r'), Key.of(Key.Name.TAB), Key.of(Key.Name.TAB));
    assertEquals("missing-caption", screen().notes().getFirst().note().rule());
    assertEquals(5, screen().notes().getFirst().note().files().size());
    press(Key.of(Key.Name.ENTER));
    golden("dataset-files");
    press(Key.of(Key.Name.END));
    assertEquals(7, screen().browsing().row());
    Path last = folder.resolve("cats/cat-06.png");
    assertEquals(Optional.of(last), screen().focusedFile());
    assertTrue(screen().pictures().getOrDefault(last, Optional.empty()).isPresent());
    press(Key.of(Key.Name.ESCAPE));
    assertEquals(Browsing.View.PROBLEMS, screen().browsing().view());
  }

  @Test
  void theFolderOfAFileIsOpened() {
    Path image = folder.resolve("cats/bare.png");
    assertEquals(
        List.of(new OpenFolder(image, folder.resolve("cats"))), app.press(Key.of('o')).effects());
    take(app.update(new OpenFolder.Lies(image.toString())));
    assertEquals(image.toString(), screen().said());
    press(Key.of(Key.Name.TAB));
    assertEquals(List.of(new OpenFolder(folder.resolve("cats"))), app.press(Key.of('o')).effects());
  }

  @Test
  void picturesThatLookTheSameAreNamedOnceTheyAreCompared() throws IOException {
    press(Key.of('D'));
    String told = screen().notes().toString();
    assertTrue(told.contains("near-duplicates"), told);
    assertTrue(screen().said().contains("look the same"), screen().said());
    assertTrue(String.valueOf(app.press(Key.of('D')).app().notice()).contains("they are compared"));
  }

  @Test
  void bucketsOfTwoDatasetsStandApart() throws IOException {
    Files.writeString(
        file,
        RECIPE
            + """

            [[datasets]]
            resolution = 768
            batch_size = 4
            enable_bucket = true

            [[datasets.subsets]]
            image_dir = "cats"
            caption_extension = ".txt"

            [[datasets.subsets]]
            image_dir = "gone"
            """);
    press(Key.of('r'), Key.of(Key.Name.TAB));
    golden("dataset-buckets-of-two");
  }

  @Test
  void howFarTheLookIsIsTold() {
    app = App.of(DatasetScreen.of(file, SettingsText.ON_DISK));
    new Progressing(file, msg -> take(app.update(msg)))
        .done(Progress.Work.READING_IMAGES, 300, 10_000);
    assertEquals("reading images: 300 of 10,000", screen().said());
    new Progressing(file, _ -> fail("too often")).done(Progress.Work.READING_IMAGES, 301, 10_000);
  }

  /** Else somebody who holds a key down waits for all that was gone past. */
  @Test
  void onePictureIsReadAtATimeAndThenTheOneUnderTheCursor() {
    List<Effect> effects = new ArrayList<>();
    for (int key = 0; key < 5; key++) {
      App.Step step = app.press(Key.of(Key.Name.DOWN));
      app = step.app();
      effects.addAll(step.effects());
    }
    Path first = folder.resolve("cats/cat-00.png");
    assertEquals(List.of(new LoadPictures(List.of(first))), effects);
    List<Msg> told = new ArrayList<>();
    new LoadPictures(List.of(first)).perform(world(), told::add);
    App.Step read = app.update(told.getFirst());
    Path now = folder.resolve("cats/cat-04.png");
    assertEquals(List.of(new LoadPictures(List.of(now))), read.effects());
  }
}
