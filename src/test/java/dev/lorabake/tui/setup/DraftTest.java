package dev.lorabake.tui.setup;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was not saved outlives a crash. */
class DraftTest {
  private static final String RECIPE =
      """
      recipe = 1
      name = "cat"
      family = "sd15"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "runwayml/stable-diffusion-v1-5"
      output_dir = "output"
      network_dim = 32
      network_alpha = 16
      dataset_config = "data.toml"
      max_train_epochs = 1
      """;

  private static final String DATA =
      """
      [[datasets]]
      batch_size = 2
      [[datasets.subsets]]
      image_dir = "pics"
      """;

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");
  private final List<Drafts> open = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("cat.toml"), RECIPE);
    Files.writeString(folder.resolve("data.toml"), DATA);
  }

  private Path state() {
    return folder.resolve("state/drafts");
  }

  private World world(Drafts drafts) {
    return new World(
        folder,
        folder,
        Surroundings.system(),
        new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
        new NoTrainings(),
        drafts);
  }

  private Desk open() {
    return open(effect -> false);
  }

  private Desk open(Predicate<Effect> held) {
    return openOf(new Drafts(state()), held);
  }

  /** What the system does when a program ends, however that was. */
  private void end() throws IOException {
    for (Drafts drafts : open) {
      drafts.leave(file);
    }
    open.clear();
  }

  private Desk openOf(Drafts drafts, Predicate<Effect> held) {
    open.add(drafts);
    return new Desk(world(drafts), SetUpScreen.of(EditedRecipe.open(file), "RTX 3060 12GB"), held);
  }

  private static Desk set(Desk desk, String setting, String value) {
    return desk.type("/" + setting)
        .press(Key.Name.ENTER, Key.Name.ENTER)
        .press(Key.ctrl('u'))
        .type(value)
        .press(Key.Name.ENTER);
  }

  private static SetUpScreen screen(Desk desk) {
    return assertInstanceOf(SetUpScreen.class, desk.screen());
  }

  private List<Path> kept() throws IOException {
    if (!Files.isDirectory(state())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(state())) {
      return files.filter(one -> !one.toString().endsWith(".lock")).toList();
    }
  }

  /** What a crash leaves: a draft, and a file as it was. */
  private void crashAfter(String setting, String value) throws IOException {
    set(open(), setting, value);
    assertEquals(1, kept().size());
    assertEquals(RECIPE, Files.readString(file));
    end();
  }

  @Test
  void whatWasNotSavedIsOfferedAndTaken() throws IOException {
    crashAfter("network_dim", "8");
    Desk desk = open();
    assertInstanceOf(Input.Drafted.class, screen(desk).input());
    desk.type("t");
    assertTrue(screen(desk).work().now().text().contains("network_dim = 8"));
    desk.press(Key.ctrl('s'));
    assertEquals(RECIPE.replace("network_dim = 32", "network_dim = 8"), Files.readString(file));
    assertEquals(List.of(), kept());
  }

  @Test
  void aTakenDraftIsUndoneAsAnyChange() throws IOException {
    crashAfter("network_dim", "8");
    Desk desk = open().type("tu");
    assertEquals(RECIPE, screen(desk).work().now().text());
    assertEquals(List.of(), kept());
  }

  @Test
  void aDraftIsThrownAwayWhenItIsAskedFor() throws IOException {
    crashAfter("network_dim", "8");
    Desk desk = open().type("D");
    assertInstanceOf(Input.None.class, screen(desk).input());
    assertEquals(List.of(), kept());
    assertEquals(RECIPE, screen(desk).work().now().text());
  }

  @Test
  void escapeLeavesItForLater() throws IOException {
    crashAfter("network_dim", "8");
    assertTrue(open().press(Key.Name.ESCAPE).app().isOver());
    assertInstanceOf(Input.Drafted.class, screen(open()).input());
  }

  @Test
  void everyFileThatWasChangedIsInTheDraft() throws IOException {
    set(open(), "batch_size", "4");
    end();
    assertEquals(DATA, Files.readString(folder.resolve("data.toml")));
    open().type("t").press(Key.ctrl('s'));
    assertEquals(
        DATA.replace("batch_size = 2", "batch_size = 4"),
        Files.readString(folder.resolve("data.toml")));
    assertEquals(RECIPE, Files.readString(file));
  }

  @Test
  void leavingWithOrWithoutSavingLeavesNoDraft() throws IOException {
    Desk desk = set(open(), "network_dim", "8").press(Key.Name.ESCAPE).type("D");
    assertTrue(desk.app().isOver());
    assertEquals(List.of(), kept());
    desk = set(open(), "network_dim", "8").press(Key.Name.ESCAPE).press(Key.ctrl('s'));
    assertTrue(desk.app().isOver());
    assertEquals(List.of(), kept());
    assertTrue(Files.readString(file).contains("network_dim = 8"));
  }

  @Test
  void theLastOfManyChangesIsKeptHoweverLongTheFirstTakes() throws IOException {
    Desk desk = open(effect -> effect instanceof KeepDraft);
    set(set(set(desk, "network_dim", "8"), "network_dim", "9"), "network_dim", "10");
    desk.letGo();
    desk.letGo();
    assertTrue(Files.readString(kept().getFirst()).contains("network_dim = 10"));
  }

  @Test
  void aDraftThatIsStillBeingWrittenIsGoneBeforeTheScreenIs() throws IOException {
    Desk desk = open(effect -> effect instanceof KeepDraft);
    set(desk, "network_dim", "8").press(Key.Name.ESCAPE).type("D");
    assertFalse(desk.app().isOver());
    desk.letGo();
    assertFalse(desk.app().isOver());
    desk.letGo();
    assertTrue(desk.app().isOver());
    assertEquals(List.of(), kept());
  }

  @Test
  void nothingOverwritesADraftBeforeItWasLookedAt() throws IOException {
    crashAfter("network_dim", "8");
    Desk desk = open(effect -> effect instanceof LookForDraft);
    set(desk, "network_alpha", "4");
    assertTrue(Files.readString(kept().getFirst()).contains("network_dim = 8"));
    desk.letGo();
    assertInstanceOf(Input.Drafted.class, screen(desk).input());
  }

  @Test
  void aFileThatSomebodyChangedSinceIsTold() throws IOException {
    crashAfter("network_dim", "8");
    Files.writeString(file, RECIPE + "# theirs\n");
    Input.Drafted drafted = assertInstanceOf(Input.Drafted.class, screen(open()).input());
    assertTrue(drafted.found().draft().overtaken());
  }

  @Test
  void twoThatEditTheSameRecipeKeepADraftEach() throws IOException {
    Desk first = set(open(), "network_dim", "8");
    Desk second = open();
    assertTrue(String.valueOf(screen(second).notice()).contains("another lorabake"));
    assertInstanceOf(Input.None.class, screen(second).input(), "what the first holds is its own");
    set(second, "network_alpha", "4");
    assertEquals(2, kept().size());
    first.press(Key.Name.ESCAPE).type("D");
    assertEquals(1, kept().size());
    assertTrue(Files.readString(kept().getFirst()).contains("network_alpha = 4"));
  }

  @Test
  void bothDraftsOfTwoThatCrashedAreOfferedOneAfterTheOther() throws IOException {
    set(open(), "network_dim", "8");
    set(open(), "network_alpha", "4");
    end();
    Desk desk = open().type("t");
    assertTrue(screen(desk).work().now().text().contains("network_dim = 8"));
    desk.press(Key.ctrl('s')).press(Key.Name.ESCAPE);
    desk = open().type("t");
    assertTrue(screen(desk).work().now().text().contains("network_alpha = 4"));
  }

  @Test
  void whoLeavesMakesRoomForAnother() throws IOException {
    open().press(Key.Name.ESCAPE);
    assertNull(screen(open()).notice());
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsNotOverwrittenUnasked() throws IOException {
    Desk desk = set(open(), "network_dim", "8");
    String theirs = RECIPE.replace("max_train_epochs = 1", "max_train_epochs = 5");
    Files.writeString(file, theirs);
    desk.press(Key.ctrl('s'));
    assertEquals(theirs, Files.readString(file));
    assertTrue(String.valueOf(screen(desk).notice()).contains("not saved"), screen(desk).notice());
    desk.type("u");
    assertEquals(theirs, screen(desk).work().now().text());
    assertTrue(screen(desk).work().isSaved());
    desk.press(Key.ctrl('r')).press(Key.ctrl('s'));
    assertEquals(RECIPE.replace("network_dim = 32", "network_dim = 8"), Files.readString(file));
    assertEquals(List.of(), kept());
  }

  @Test
  void aRecipeThatWasDeletedMeanwhileIsWrittenAgainBySaving() throws IOException {
    Desk desk = set(open(), "network_dim", "8");
    Files.delete(file);
    desk.press(Key.ctrl('s'));
    assertEquals(RECIPE.replace("network_dim = 32", "network_dim = 8"), Files.readString(file));
  }

  @Test
  void nothingIsTrainedThatTheScreenDoesNotShow() throws IOException {
    Desk desk = open();
    Files.writeString(file, RECIPE.replace("max_train_epochs = 1", "max_train_epochs = 5"));
    EditedRecipe shown = screen(desk).work().now();
    UserError refused =
        assertThrows(
            UserError.class,
            () ->
                new StartTraining(shown, null, true)
                    .perform(world(new Drafts(state())), msg -> {}));
    assertTrue(String.valueOf(refused.getMessage()).contains("changed on the disk"));
  }

  @Test
  void aDraftWhoseDatasetIsGoneStaysWhereItIs() throws IOException {
    set(open(), "batch_size", "4");
    end();
    Files.delete(folder.resolve("data.toml"));
    Desk desk = open();
    assertTrue(String.valueOf(screen(desk).notice()).contains("data.toml"), screen(desk).notice());
    Files.writeString(folder.resolve("data.toml"), DATA);
    end();
    assertInstanceOf(Input.Drafted.class, screen(open()).input());
  }

  @Test
  void lineEndsCommentsAndAByteOrderMarkStayAsTheyWere() throws IOException {
    String windows =
        "\uFEFF# mine\n" + RECIPE.replace("network_dim = 32", "network_dim = 32 # why");
    windows = windows.replace("\n", "\r\n");
    Files.writeString(file, windows);
    set(open(), "network_dim", "8");
    end();
    open().type("t").press(Key.ctrl('s'));
    assertEquals(windows.replace("= 32 #", "= 8 #"), Files.readString(file));
  }

  @Test
  void aDraftThatCannotBeReadIsSetAside() throws IOException {
    crashAfter("network_dim", "8");
    Files.writeString(kept().getFirst(), "{");
    SetUpScreen screen = screen(open());
    assertTrue(String.valueOf(screen.notice()).contains("cannot be read"), screen.notice());
    assertTrue(kept().getFirst().toString().endsWith(".unreadable"));
    set(open(), "network_dim", "9");
    end();
    Path second =
        kept().stream().filter(one -> one.toString().endsWith(".json")).findFirst().orElseThrow();
    Files.writeString(second, "{");
    open();
    assertEquals(2, kept().size(), "neither takes the other's name");
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() throws IOException {
    Files.writeString(folder.resolve("state"), "a file");
    SetUpScreen screen = screen(set(open(), "network_dim", "8"));
    assertTrue(String.valueOf(screen.notice()).contains("cannot be kept safe"), screen.notice());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such modes")
  void aDraftIsForItsOwnerAlone() throws IOException {
    crashAfter("network_dim", "8");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().getFirst())));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state())));
  }

  @Test
  void aCheckForTheCardBeforeDoesNotCount() {
    Desk desk = open(effect -> effect instanceof CheckRecipe check && check.gpu() != null);
    desk.letGo();
    set(desk, "network_dim", "8"); // its check for the first card takes its time
    desk.type("g").press(Key.Name.ENTER);
    desk.letGo();
    assertEquals(Optional.empty(), requireNonNull(screen(desk).work().prepared()).machine().gpu());
  }

  @Test
  void theQuestionLooksAsItIsKept() throws IOException {
    SetUpScreen opened = screen(open());
    EditedRecipe changed = EditedRecipe.open(file);
    Drafts.Draft draft = new Drafts.Draft(Instant.EPOCH, changed, false);
    SetUpScreen asking =
        new SetUpScreen(
            opened.work(),
            opened.form(),
            new Input.Drafted(new LookForDraft.Found(draft, "26 Nov 12:03", false)),
            DraftState.holding(changed),
            null,
            null,
            null);
    for (int[] size : new int[][] {{80, 24}, {120, 40}}) {
      Golden.compare("set-up-draft", asking, size[0], size[1]);
    }
  }
}
