package dev.lorabake.tui.picker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.World;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A path chosen from the disk, and how it is written. */
class PickerScreenTest {
  private static final Key.Name ENTER = Key.Name.ENTER;
  private static final Sought MODEL = sought("pretrained_model_name_or_path");
  private static final Sought IMAGES = sought("train_data_dir");

  @TempDir Path folder = Path.of("");
  private Desk desk = new Desk(world(), new Asking(null));

  private static Sought sought(String option) {
    return Sought.of(Catalog.bundled().option(option).orElseThrow()).orElseThrow();
  }

  private World world() {
    return new World(
        folder,
        folder,
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings(),
        new Drafts(folder.resolve("state")));
  }

  /** The screen below, which asks for a path. */
  private record Asking(@Nullable String told) implements Screen {
    @Override
    public String title() {
      return "asking";
    }

    @Override
    public Next update(Msg msg) {
      return switch (msg) {
        case Picked picked -> Next.stay(new Asking(picked.text()));
        default -> Next.stay(this);
      };
    }

    @Override
    public void paint(Canvas canvas, Area area) {}

    @Override
    public List<Offer> offers() {
      return List.of();
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    for (String name :
        List.of(
            "work/models/anime.safetensors",
            "work/models/Base.ckpt",
            "work/models/notes.txt",
            "work/models/.hidden.safetensors",
            "work/models/whole/model_index.json",
            "work/models/old/older.safetensors",
            "work/cats/a.png",
            "work/cats/b.JPG",
            "work/cats/b.txt",
            "work/many/10_sks cat/a.png",
            "work/many/10_sks cat/b.png",
            "work/many/2_cat/c.webp",
            "elsewhere/x.safetensors")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }

  private Path base() {
    return folder.resolve("work");
  }

  private Desk choose(Sought sought, String now, String... others) {
    PickerScreen picker = PickerScreen.of("it", sought, base(), now, List.of(others));
    desk = new Desk(world(), new Opening(picker));
    desk.press(Key.Name.INSERT);
    return desk;
  }

  /** Opens the picker at the first key. */
  private record Opening(PickerScreen picker) implements Screen {
    @Override
    public String title() {
      return "opening";
    }

    @Override
    public Next update(Msg msg) {
      return msg instanceof Msg.Typed ? Next.open(new Asking(null), picker) : Next.stay(this);
    }

    @Override
    public void paint(Canvas canvas, Area area) {}

    @Override
    public List<Offer> offers() {
      return List.of();
    }
  }

  private PickerScreen picker() {
    return assertInstanceOf(PickerScreen.class, desk.screen());
  }

  private List<String> names() {
    return picker().rows().stream()
        .map(row ->
            switch (row) {
              case Row.Up _ -> "..";
              case Row.Here _ -> ".";
              case Row.Child(Item item) -> item.name();
            })
        .toList();
  }

  private String under() {
    return names().get(picker().index());
  }

  private @Nullable String told() {
    return assertInstanceOf(Asking.class, desk.screen()).told();
  }

  @Test
  void foldersComeFirstThenTheFilesThatFitAndTheOthersWhenAskedFor() {
    choose(MODEL, "models/anime.safetensors");
    assertEquals(List.of("..", "old", "whole", "anime.safetensors", "Base.ckpt"), names());
    assertEquals("anime.safetensors", under());
    assertEquals(1, picker().otherFiles());
    desk.press(Key.Name.TAB);
    assertEquals("notes.txt", names().getLast());
    assertEquals("anime.safetensors", under(), "the cursor stays");
    desk.press(Key.Name.TAB);
    assertEquals("Base.ckpt", names().getLast());
  }

  @Test
  void enterTakesAFileAndWritesItAsThePathsBesideItAre() {
    choose(MODEL, "models/Base.ckpt").press(Key.Name.UP, ENTER);
    assertEquals("models/anime.safetensors", told());
    choose(MODEL, base().resolve("models/Base.ckpt").toString()).press(ENTER);
    assertEquals(base().resolve("models/Base.ckpt").toString(), told());
    choose(MODEL, "", "/a", "/b", "c").type("models/").press(Key.Name.END, ENTER);
    assertEquals(base().resolve("models/Base.ckpt").toString(), told());
  }

  @Test
  void whatLiesElsewhereIsWrittenWholeUnlessTheRecipeGoesUpItself() {
    choose(MODEL, "", "output").press(Key.Name.LEFT).type("else/x").press(ENTER);
    assertEquals(folder.resolve("elsewhere/x.safetensors").toString(), told());
    choose(MODEL, "", "../output").press(Key.Name.LEFT).type("else/x").press(ENTER);
    assertEquals("../elsewhere/x.safetensors", told());
  }

  @Test
  void whatIsBelowHomeIsWrittenWithATildeWhereTheRecipeDoesSo() {
    Path home = Path.of(System.getProperty("user.home"));
    assertEquals(
        "~/models/x.safetensors",
        PathStyle.of("~/y", List.of()).write(home.resolve("models/x.safetensors"), base()));
    assertEquals("~/a b", PathStyle.of("", List.of("~/y")).write(home.resolve("a b"), base()));
  }

  @Test
  void escapeLeavesThePathAsItWas() {
    choose(MODEL, "models/Base.ckpt").type("any").press(Key.Name.ESCAPE);
    assertNull(told());
  }

  @Test
  void typedLettersShowOnlyNamesThatHaveThem() {
    choose(MODEL, "models/Base.ckpt").type("A");
    assertEquals(List.of("anime.safetensors", "Base.ckpt"), names());
    desk.type("ni");
    assertEquals(List.of("anime.safetensors"), names());
    desk.type("zz").press(ENTER);
    assertEquals("nothing is under the cursor", picker().problem());
    desk.press(Key.Name.BACKSPACE, Key.Name.BACKSPACE).press(ENTER);
    assertEquals("models/anime.safetensors", told());
  }

  @Test
  void hiddenNamesAreShownForADot() {
    choose(MODEL, "models/Base.ckpt").type(".h");
    assertEquals(List.of(".hidden.safetensors"), names());
  }

  @Test
  void foldersAreGoneIntoAndOutOf() {
    choose(MODEL, "models/Base.ckpt").press(Key.Name.UP, Key.Name.UP, Key.Name.UP);
    assertEquals("old", under());
    desk.press(ENTER);
    assertEquals(List.of("..", "older.safetensors"), names());
    desk.press(Key.Name.LEFT);
    assertEquals("old", under());
    desk.press(Key.Name.BACKSPACE);
    assertEquals("models", under(), "backspace goes up where nothing is typed");
    desk.type("~");
    assertEquals(
        Path.of(System.getProperty("user.home")),
        Objects.requireNonNull(picker().listed()).folder());
    desk.type("/");
    assertEquals(folder.getRoot(), Objects.requireNonNull(picker().listed()).folder());
    assertTrue(names().stream().noneMatch(".."::equals));
  }

  @Test
  void aFolderIsTakenWhereOneIsNeededAndFilesAreNot() {
    choose(IMAGES, "cats");
    assertEquals("cats", under());
    desk.press(ENTER);
    assertEquals("cats", told());
    choose(IMAGES, "cats").press(Key.Name.RIGHT);
    assertEquals(".", under());
    desk.press(Key.Name.TAB, Key.Name.END, ENTER);
    assertEquals("b.txt", under());
    desk.press(Key.Name.HOME, Key.Name.DOWN, ENTER);
    assertEquals("cats", told());
    choose(IMAGES, "").press(ENTER);
    assertEquals(".", told());
  }

  @Test
  void aFolderWithAWholeModelIsTakenForAModelAndAnyOtherIsGoneInto() {
    choose(MODEL, "models/Base.ckpt").type("whole").press(ENTER);
    assertEquals("models/whole", told());
    choose(sought("vae"), "").type("models").press(ENTER);
    assertEquals("models", Objects.requireNonNull(picker().listed()).folder().getFileName() + "");
  }

  @Test
  void imagesAreCountedInFoldersAndInThoseOfRepeats() {
    choose(IMAGES, "");
    assertEquals("2 images", Objects.requireNonNull(picker().counts().get("cats")).shown());
    assertEquals(
        "3 images in 2 folders", Objects.requireNonNull(picker().counts().get("many")).shown());
    assertEquals("no image", Objects.requireNonNull(picker().counts().get("models")).shown());
  }

  @Test
  void whatIsNotThereBeginsAtTheNearestFolderAbove() {
    for (String typed : List.of("models/nothing/here.ckpt", "models/gone.ckpt", "models/")) {
      choose(MODEL, typed);
      assertEquals(base().resolve("models"), Objects.requireNonNull(picker().listed()).folder());
    }
    for (String typed : List.of("<base model file>", "", "runwayml/stable", "a\0b")) {
      choose(MODEL, typed);
      assertEquals(base(), Objects.requireNonNull(picker().listed()).folder());
    }
  }

  static boolean mayNotDoAnything() {
    return !System.getProperty("user.name").equals("root");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "rights are of another kind there")
  @EnabledIf(value = "mayNotDoAnything", disabledReason = "root may look into every folder")
  void aFolderThatMayNotBeReadIsToldAndLeftAgain() throws IOException {
    Path closed = Files.createDirectory(base().resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    choose(MODEL, "").type("closed").press(ENTER);
    assertTrue(painted(80, 24).contains("you may not look into it"), painted(80, 24));
    desk.press(Key.Name.LEFT);
    assertEquals("closed", under());
  }

  @Test
  void whyAFolderCannotBeListedIsTold() {
    PickerScreen begun = PickerScreen.of("it", MODEL, base(), "", List.of());
    ListFolder.Listed failed =
        new ListFolder.Listed(begun.looking(), base(), null, List.of(), false, "it is locked");
    PickerScreen told = (PickerScreen) stay(begun.update(failed));
    assertEquals(List.of(new Row.Up()), told.rows(), "the way out is there");
    Canvas canvas = new Canvas(80, 24, Glyphs.UNICODE);
    App.of(told).paint(canvas);
    assertTrue(canvas.text().contains("it is locked"), canvas.text());
  }

  @Test
  void aFolderThatWasRemovedMeanwhileLeadsToTheOneAbove() throws IOException {
    choose(MODEL, "models/Base.ckpt").press(Key.Name.LEFT);
    Files.delete(base().resolve("cats/a.png"));
    Files.delete(base().resolve("cats/b.JPG"));
    Files.delete(base().resolve("cats/b.txt"));
    Files.delete(base().resolve("cats"));
    desk.press(Key.Name.UP, Key.Name.UP, Key.Name.RIGHT);
    assertEquals(base(), Objects.requireNonNull(picker().listed()).folder());
    assertTrue(!names().contains("cats"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
  void aBrokenLinkIsShownAmongTheOthersAndNotTaken() throws IOException {
    Files.createSymbolicLink(base().resolve("models/gone.ckpt"), Path.of("nowhere"));
    choose(MODEL, "models/Base.ckpt").press(Key.Name.TAB).type("gone").press(ENTER);
    assertTrue(painted(80, 24).contains("neither a file nor a folder"), painted(80, 24));
  }

  @Test
  void aListThatComesLateForAnotherFolderIsPassedBy() {
    choose(MODEL, "models/Base.ckpt");
    PickerScreen before = picker();
    ListFolder.Listed late =
        new ListFolder.Listed(new ListFolder(folder, true), folder, null, List.of(), false, null);
    assertEquals(Next.stay(before), before.update(late));
  }

  @Test
  void aPathThatIsTypedFasterThanTheDiskIsReadIsFollowed() {
    PickerScreen picker = PickerScreen.of("it", MODEL, base(), "", List.of());
    desk = new Desk(world(), picker, ListFolder.class::isInstance);
    desk.letGo();
    desk.type("models/old/olde").press(ENTER);
    assertEquals("it is being looked at", picker().problem(), "nothing of another folder is taken");
    desk.letGo();
    assertEquals(List.of("older.safetensors"), names());
  }

  @Test
  void theKindOfAnOptionTellsWhichFilesFit() {
    assertTrue(sought("dataset_config").endings().contains(".toml"));
    assertTrue(sought("network_weights").endings().contains(".safetensors"));
    assertEquals(Sought.Kind.FOLDER, sought("output_dir").kind());
    assertEquals(Sought.Kind.FOLDER, sought("resume").kind());
    assertEquals(
        Sought.Kind.IMAGES,
        Sought.of(Catalog.bundled().datasetKey("image_dir").orElseThrow()).orElseThrow().kind());
    assertEquals(
        List.of(".json"),
        Sought.of(Catalog.bundled().datasetKey("metadata_file").orElseThrow())
            .orElseThrow()
            .endings());
    assertTrue(Sought.of(Catalog.bundled().option("network_dim").orElseThrow()).isEmpty());
  }

  @Test
  void aClickMovesTheCursorAndASecondOneTakes() {
    choose(MODEL, "models/Base.ckpt");
    Canvas canvas = canvas(80, 24);
    Object spot = spotOf(canvas, "anime.safetensors");
    PickerScreen there = assertInstanceOf(PickerScreen.class, stay(picker().update((Msg) spot)));
    assertEquals(3, there.index());
    assertInstanceOf(Next.Move.Close.class, there.update((Msg) spot).move());
  }

  private static Screen stay(Next next) {
    return assertInstanceOf(Next.Move.Stay.class, next.move()).screen();
  }

  private Canvas canvas(int width, int height) {
    Canvas canvas = new Canvas(width, height, Glyphs.UNICODE);
    App.of(desk.screen()).paint(canvas);
    return canvas;
  }

  private String painted(int width, int height) {
    return canvas(width, height).text();
  }

  private static Object spotOf(Canvas canvas, String text) {
    List<String> lines = canvas.text().lines().toList();
    int row =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(text))
            .min()
            .orElseThrow();
    return canvas.at(lines.get(row).indexOf(text), row).orElseThrow();
  }

  private static Screen seen(Sought sought, List<Item> items, @Nullable String select) {
    Path base = Path.of("/data/loras");
    PickerScreen begun = PickerScreen.of("model", sought, base, "", List.of());
    return stay(
        begun.update(
            new ListFolder.Listed(
                begun.looking(), base, select, items, items.size() >= 10_000, null)));
  }

  private static Item folder(String name) {
    return new Item(name, Item.Type.FOLDER, 0, LocalDateTime.of(2026, 11, 2, 9, 30), false);
  }

  private static Item file(String name, long size) {
    return new Item(name, Item.Type.FILE, size, LocalDateTime.of(2026, 3, 14, 15, 9), false);
  }

  @Test
  void looksAsItIsKept() throws IOException {
    Screen models =
        seen(
            MODEL,
            List.of(
                folder("checkpoints"),
                new Item(
                    "diffusers-sd15",
                    Item.Type.FOLDER,
                    0,
                    LocalDateTime.of(2025, 1, 31, 23, 59),
                    true),
                file("a name that is far too long for its column, v1.5-pruned.safetensors", 0),
                file("bad\u001b[31mname\u202egnp.safetensors", 999),
                file("日本語のモデル.safetensors", 6_938_040_682L),
                file("v1-5-pruned-emaonly.safetensors", 4_265_146_304L),
                file("read me.txt", 1200)),
            "v1-5-pruned-emaonly.safetensors");
    PickerScreen pictures =
        (PickerScreen)
            seen(IMAGES, List.of(folder("10_sks cat"), folder("cats"), folder("models")), null);
    Screen counted =
        stay(
            pictures.update(
                new CountImages.Counted(
                    Path.of("/data/loras"),
                    Map.of(
                        "cats",
                        new ImageCount(24, 2, false),
                        "models",
                        ImageCount.NONE,
                        "10_sks cat",
                        new ImageCount(20_000, 0, true)))));
    for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
      Golden.compare("picker", models, size[0], size[1]);
      Golden.compare("picker-images", counted, size[0], size[1]);
    }
  }

  @Test
  void tenThousandFilesAreListedAndLookedThrough() throws IOException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      items.add(file("%05d.safetensors".formatted(i), i));
    }
    PickerScreen picker = (PickerScreen) seen(MODEL, items, null);
    assertEquals(10_001, picker.rows().size());
    picker = (PickerScreen) stay(picker.update(new Msg.Typed(Key.of('9'))));
    picker = (PickerScreen) stay(picker.update(new Msg.Typed(Key.of('9'))));
    picker = (PickerScreen) stay(picker.update(new Msg.Typed(Key.of('9'))));
    assertEquals(19, picker.rows().size());
    Canvas canvas = new Canvas(80, 24, Glyphs.UNICODE);
    App.of(picker).paint(canvas);
    assertTrue(canvas.text().contains("09995.safetensors"), canvas.text());
  }
}
