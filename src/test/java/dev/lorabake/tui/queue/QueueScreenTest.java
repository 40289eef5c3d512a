package dev.lorabake.tui.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.dataset.Pictures;
import dev.lorabake.run.Policy;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.queue.Adding;
import dev.lorabake.train.queue.Asked;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.EntryLook;
import dev.lorabake.train.queue.Grid;
import dev.lorabake.train.queue.Queue;
import dev.lorabake.train.queue.QueueFolder;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.World;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of recipes that nobody works off. */
class QueueScreenTest {
  @TempDir Path folder = Path.of("");
  private App app = App.of(QueueScreen.of(null));

  @BeforeEach
  void write() throws IOException, InterruptedException {
    for (int i = 0; i < 4; i++) {
      Pictures.png(folder.resolve("pics/%02d.png".formatted(i)), 512, 512);
      Files.writeString(folder.resolve("pics/%02d.txt".formatted(i)), "photo of sks cat");
    }
    for (String name : List.of("first", "second", "third")) {
      recipe(name);
    }
    Files.setLastModifiedTime( // the home screen has the latest first
        folder.resolve("third.toml"), FileTime.from(Instant.now().plusSeconds(60)));
    enqueue(folder.resolve("first.toml"));
    enqueue(folder.resolve("second.toml"));
    open(folder.resolve("third.toml"));
  }

  private void recipe(String name) throws IOException {
    Files.writeString(
        folder.resolve(name + ".toml"),
        """
        recipe = 1
        name = "%s"
        family = "sd15"
        network = "lora"

        [train]
        pretrained_model_name_or_path = "runwayml/stable-diffusion-v1-5"
        output_dir = "output"
        max_train_epochs = 2

        [[datasets]]
        resolution = 512

        [[datasets.subsets]]
        image_dir = "pics"
        caption_extension = ".txt"

        [check]
        allow = ["cut-off-image"]  # they are headers
        """
            .formatted(name));
  }

  private Preparing preparing() {
    return new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty());
  }

  /** As the command does it, without a look at the machine. */
  private void enqueue(Path file) throws IOException, InterruptedException {
    Adding adding =
        new Adding(
            new QueueFolder(folder.resolve("runs")),
            Catalog.bundled(),
            preparing(),
            Surroundings.system());
    adding.add(
        adding.check(
            new Adding.Wish(
                List.of(new Request(file, List.of(), null, "RTX 3060 12GB")),
                Grid.of(List.of(), Catalog.bundled()),
                null,
                false,
                null,
                null,
                false,
                null)));
  }

  private World world() {
    return new World(
        folder,
        folder.resolve("runs"),
        Surroundings.system(),
        preparing(),
        new NoTrainings() {
          @Override
          public void enqueue(Path file) {
            try {
              QueueScreenTest.this.enqueue(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        },
        new Drafts(folder.resolve("state")));
  }

  private void open(@Nullable Path recipe) {
    QueueScreen screen = QueueScreen.of(recipe);
    app = App.of(screen);
    screen.opening().forEach(this::perform);
  }

  private void perform(Effect effect) {
    Deque<Msg> told = new ArrayDeque<>();
    try {
      effect.perform(world(), told::add);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    told.forEach(msg -> take(app.update(msg)));
  }

  private void take(App.Step step) {
    app = step.app();
    step.effects().forEach(this::perform);
  }

  private void press(char... keys) {
    for (char key : keys) {
      take(app.press(Key.of(key)));
    }
  }

  private QueueScreen screen() {
    return (QueueScreen) app.screens().getLast();
  }

  private List<String> labels() {
    return screen().entries().stream().map(look -> look.entry().asked().label()).toList();
  }

  private String refusal(char key) {
    App.Notice notice = app.press(Key.of(key)).app().notice();
    return notice == null ? "" : notice.text();
  }

  private void golden(String name) throws IOException {
    for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
      Golden.compare(name, screen(), size[0], size[1]);
    }
  }

  @Test
  void showsWhatWaits() throws IOException {
    golden("queue");
  }

  @Test
  void theChosenRecipeIsAddedAtTheEnd() {
    press('a');
    assertEquals(List.of("first", "second", "third"), labels());
  }

  @Test
  void anEntryIsMovedAndStaysUnderTheCursor() {
    assertEquals("it is the next one", refusal('K'));
    press('J');
    assertEquals(List.of("second", "first"), labels());
    assertEquals(1, screen().cursor());
    assertEquals("it is the last", refusal('J'));
    press('K');
    assertEquals(List.of("first", "second"), labels());
  }

  @Test
  void theQueueIsPausedAndGoesOn() throws IOException {
    press('p');
    assertEquals("paused, 2 of 2 entries wait", screen().status());
    press('p');
    assertEquals("2 of 2 entries wait", screen().status());
  }

  @Test
  void anEntryIsCalledOffAfterAQuestionAndPutBack() throws IOException {
    press('x', 'n');
    assertEquals("waiting", screen().entries().getFirst().state().id());
    press('x', 'y');
    assertEquals("cancelled", screen().entries().getFirst().state().id());
    assertEquals("it is cancelled", refusal('x'));
    golden("queue-cancelled");
    press('r');
    assertEquals("waiting", screen().entries().getFirst().state().id());
    assertTrue(refusal('r').contains("it is not over"));
  }

  @Test
  void aKeySaysWhyItDoesNothing() {
    App.Notice notice = app.press(Key.of(Key.Name.ENTER)).app().notice();
    assertTrue(String.valueOf(notice).contains("it has not been started"));
    open(null);
    assertTrue(refusal('a').contains("choose a recipe"));
  }

  @Test
  void aPersonAddsARecipeAndCallsItOff() throws Exception {
    try (UiDriver person = new UiDriver(world(), HomeScreen.start(), 100, 30)) {
      person.see("third.toml").type("Q").see("waiting 2").type("a").see("waiting 3");
      person.press(KeyType.ArrowDown).press(KeyType.ArrowDown).type("x").see("Call entry 3 off?");
      person.type("y").see("cancelled").type("q").see("home").type("q");
      person.awaitEnd();
    }
  }

  /** Keys come faster than the queue is changed: what each of them does adds up. */
  @Test
  void movesThatAreAskedForAtOnceAddUp() throws IOException {
    press('a');
    List<Effect> moves = new ArrayList<>();
    for (int key = 0; key < 5; key++) {
      moves.addAll(app.press(Key.of('J')).effects());
    }
    moves.forEach(this::perform);
    assertEquals(List.of("second", "third", "first"), labels());
    assertEquals(2, screen().cursor());
  }

  @Test
  void aSecondKeyAtOnceMeansTheOtherOfPauseAndGoOn() {
    App.Step paused = app.press(Key.of('p'));
    App.Step back = paused.app().press(Key.of('p'));
    assertEquals(List.of(new ChangeQueue(new ChangeQueue.Change.GoOn())), back.effects());
  }

  @Test
  void whoIsAskedAboutOneEntryAnswersForNoOther() {
    press('x');
    take(app.update(new Msg.Scrolled(1)));
    assertFalse(screen().asking());
    press('k', 'x');
    Queue.Overview without =
        new Queue.Overview(screen().entries().subList(1, 2), false, false, Map.of());
    take(app.update(new LookAtQueue.Found(without, Map.of(), 4)));
    assertFalse(screen().asking());
  }

  @Test
  void thePolicyOfAnEntryIsShown() {
    EntryLook look = screen().entries().getFirst();
    Asked asked = look.entry().asked();
    Policy policy = new Policy(1, 2, Duration.ofSeconds(30), null, "echo done");
    Asked with =
        new Asked(
            asked.label(),
            asked.added(),
            asked.source(),
            asked.flags(),
            asked.varied(),
            asked.grid(),
            asked.outputDir(),
            asked.outputName(),
            asked.files(),
            asked.digest(),
            asked.card(),
            asked.rehearsal(),
            asked.checkout(),
            asked.python(),
            asked.again(),
            asked.secrets(),
            asked.updates(),
            asked.stepKind(),
            policy);
    assertEquals(
        "where GPU memory runs out, goes on with less, once; after a crash, goes on, up to 2"
            + " times, first 30 s later; at the very end runs: echo done",
        policy.words());
    EntryLook shown =
        new EntryLook(
            new Entry(look.entry().number(), with, List.of(), 1, 0, null, null, null, null),
            look.state(),
            null,
            look.progress(),
            null,
            null);
    take(
        app.update(
            new LookAtQueue.Found(
                new Queue.Overview(List.of(shown), false, false, Map.of()), Map.of(), 4)));
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    app.paint(canvas);
    assertTrue(canvas.text().contains("at the very end runs: echo done"), canvas.text());
    assertEquals("0/" + asked.updates(), shown.steps());
  }
}
