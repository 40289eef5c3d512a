package dev.lorabake.tui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.Lineage;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Desk;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.OpenFolder;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.World;
import dev.lorabake.tui.compare.CompareScreen;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.training.PlanResume;
import dev.lorabake.tui.training.ResumeRun;
import dev.lorabake.tui.training.StopRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that have ended, told from their directories. */
class RunsScreenTest {
  private static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 23, 8, 0);
  private static final Instant STARTED = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir Path folder = Path.of("");
  private App app = App.of(RunsScreen.start());

  @BeforeEach
  void makeRuns() throws IOException {
    RunDirectory first = ended("sks-cat", 0, 300, 1e-4, "stopped", "it was stopped on request");
    RunDirectory second = ended("sks-cat", 1, 300, 1e-4, "finished", "all steps are done");
    new ResumedFrom(first.path(), first.file("state"), null, 300, 600, 300, 0).write(second);
    ended("high-rate", 2, 420, 4e-4, "failed", "the trainer ended with exit code 1");
    app = App.of(RunsScreen.start());
    take(app.update(found()));
  }

  private RunDirectory ended(
      String name, int minute, int steps, double rate, String verdict, String reason)
      throws IOException {
    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), name, MORNING.plusMinutes(minute));
    run.write(
        RunDirectory.RECORD,
        """
        {"boot_id": "gone", "keeper": {"pid": 1, "start_ticks": 1},
         "trainer": {"pid": 2, "start_ticks": 2}, "started": "%s", "cwd": "/", "argv": []}
        """
            .formatted(STARTED));
    run.write(
        RunDirectory.RECIPE,
        """
        recipe = 1
        name = "%s"
        family = "sd15"
        network = "lora"

        [train]
        pretrained_model_name_or_path = "/models/sd15.safetensors"
        output_dir = "/output"
        learning_rate = %s
        max_train_steps = 600
        train_data_dir = "/pics"
        """
            .formatted(name, rate));
    StringBuilder events = new StringBuilder();
    for (int step = 1; step <= steps; step++) {
      events.append(
          String.format(
              Locale.ROOT,
              "{\"seq\":%d,\"at\":\"%s\",\"type\":\"step\",\"step\":%d,\"total\":%d,"
                  + "\"avr_loss\":%.5f}\n",
              step,
              STARTED.plusSeconds(step),
              step,
              verdict.equals("finished") ? 300 : 600, // what its bar counts to
              0.08 + rate * 100 + 0.06 / (1 + step / 60.0) + 0.003 * Math.sin(step)));
    }
    events.append(
        """
        {"seq":%d,"at":"%s","type":"exit","code":0,"signal":null,"facts":{"verdict":"%s","reason":"%s"},"from":"lorabake"}
        """
            .formatted(steps + 1, STARTED.plusSeconds(steps), verdict, reason));
    Files.writeString(run.file(RunDirectory.EVENTS), events);
    return run;
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

  /** A journal of many hours is read once. */
  @Test
  void aRunThatIsOverIsNotReadOnceMore() throws Exception {
    List<RunRow> known = found().runs();
    for (RunRow row : known) {
      Files.delete(row.run().file(RunDirectory.EVENTS));
    }
    List<Msg> told = new ArrayList<>();
    new ListRuns(known).perform(world(), told::add);
    List<RunRow> again = ((ListRuns.Found) told.getFirst()).runs();
    assertEquals(
        known.stream().map(row -> row.status().state()).toList(),
        again.stream().map(row -> row.status().state()).toList());
    assertEquals(
        known.stream().map(RunRow::steps).toList(), again.stream().map(RunRow::steps).toList());
  }

  private ListRuns.Found found() throws IOException {
    List<RunDirectory> all = RunDirectory.list(folder.resolve("runs"));
    List<RunRow> rows = new ArrayList<>();
    try {
      for (RunDirectory run : all) {
        rows.add(RunRow.of(run, Lineage.of(all), Surroundings.system()));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new ListRuns.Found(rows, STARTED.plusSeconds(7500));
  }

  private List<Effect> take(App.Step step) {
    app = step.app();
    return step.effects();
  }

  private List<Effect> press(char... keys) {
    List<Effect> effects = List.of();
    for (char key : keys) {
      effects = take(app.press(Key.of(key)));
    }
    return effects;
  }

  private RunDirectory focused() {
    return ((RunsScreen) top()).focused().orElseThrow().run();
  }

  private Screen top() {
    return app.screens().getLast();
  }

  private void perform(Effect effect) {
    Desk.told(effect, world()).forEach(msg -> take(app.update(msg)));
  }

  private String refusal(char key) {
    App.Notice notice = app.press(Key.of(key)).app().notice();
    return notice == null ? "" : notice.text();
  }

  private static void golden(String name, Screen screen) throws IOException {
    for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
      Golden.compare(name, screen, size[0], size[1]);
    }
  }

  @Test
  void aRunIsToldAsTheCommandTellsIt() throws IOException {
    press('j', ' ', 'j');
    golden("runs", top());
  }

  @Test
  void aKeySaysWhyItDoesNothing() {
    assertEquals("the run has ended", refusal('S'));
    assertEquals("mark one run with Space, and choose another", refusal('c'));
    press('j');
    assertTrue(refusal('r').contains("finished"));
    app = App.of(RunsScreen.start());
    assertEquals("the runs are being looked at", refusal('r'));
    take(app.update(new ListRuns.Found(List.of(), Instant.EPOCH, 4)));
    assertEquals("there is no run yet", refusal('r'));
  }

  @Test
  void aRunIsResumedAfterAQuestion() {
    press('j', 'j');
    RunDirectory run = focused();
    assertEquals(List.of(new PlanResume(run)), press('r'));
    take(app.update(new PlanResume.Planned(run, "Go on from step 300 of 600?", null)));
    assertEquals(List.of(new ResumeRun(run)), press('y'));
  }

  @Test
  void whatAnotherScreenPlansAsksNothingHere() {
    take(app.update(new PlanResume.Planned(focused(), "Go on from step 300 of 600?", null)));
    assertEquals(new Ask.Nothing(), ((RunsScreen) top()).ask());
  }

  @Test
  void whyARunCannotBeResumedIsSaid() throws Exception {
    for (Effect effect : press('r')) {
      perform(effect);
    }
    assertTrue(((RunsScreen) top()).said().contains("nothing is started here"));
    assertEquals(List.of(), press('y'));
  }

  @Test
  void thePathOfARunIsTold() {
    take(app.update(new OpenFolder.Lies("/runs/one")));
    assertEquals("/runs/one", ((RunsScreen) top()).said());
    assertEquals(List.of(new OpenFolder(focused().path())), press('o'));
  }

  @Test
  void onlyARunThatGoesOnIsAskedToStop() {
    assertEquals(List.of(), press('S', 'y'));
    RunDirectory run = focused();
    take(app.update(new StopRun.Asked(run, true)));
    assertTrue(((RunsScreen) top()).said().contains("next checkpoint"));
  }

  @Test
  void aCopyOfAnOldRecipeIsSetUpAndNothingOverwritten() throws Exception {
    press('n');
    assertTrue(top().isTyping());
    List<Effect> effects = take(app.press(Key.of(Key.Name.ENTER)));
    assertEquals(List.of(new CopyRecipe(focused(), "high-rate-2.toml")), effects);
    CopyRecipe copy = (CopyRecipe) effects.getFirst();
    perform(copy);
    assertEquals("high-rate-2.toml", top().title());
    String text = Files.readString(folder.resolve("high-rate-2.toml"));
    assertTrue(text.contains("name = \"high-rate-2\""), text);
    assertTrue(text.contains("learning_rate = 4e-4"), text);
    UserError refused = assertThrows(UserError.class, () -> copy.perform(world(), _ -> {}));
    assertTrue(String.valueOf(refused.getMessage()).contains("is there already"));
  }

  @Test
  void twoRunsLieSideBySide() throws Exception {
    press(' ', 'j', ' ', 'c');
    CompareScreen opened = (CompareScreen) top();
    for (Effect effect : opened.opening()) {
      perform(effect);
    }
    golden("compare", top());
    press('c');
    assertFalse(((CompareScreen) top()).smooth());
  }

  @Test
  void aThirdMarkTakesTheFirst() {
    press(' ', 'j', ' ', 'j', ' ');
    assertEquals(2, ((RunsScreen) top()).marked().size());
    press(' ');
    assertEquals(1, ((RunsScreen) top()).marked().size());
  }

  @Test
  void aPersonComparesTwoRuns() throws Exception {
    try (UiDriver person = new UiDriver(world(), RunsScreen.start(), 100, 30)) {
      person.see("high-rate").type(" ").see("1 marked").press(KeyType.ArrowDown).type(" ");
      person.see("2 marked").type("c").see("learning_rate").see("4e-4").see("mean of its last");
      person.resize(80, 24).see("learning_rate").type("q").see("2 marked").type("q");
      person.awaitEnd();
    }
  }

  @Test
  void aRunWithADamagedDirectoryHidesNoOther() throws Exception {
    RunDirectory run = focused();
    run.write(RunDirectory.SETTLED, "no JSON");
    run.write(RunDirectory.RECORD, "{}");
    ListRuns.Found found = found();
    assertEquals(3, found.runs().size());
    RunRow row = found.runs().getFirst();
    assertEquals(2, row.damage().size());
    assertTrue(row.reasons().toString().contains("damaged: record.json"), row.reasons().toString());
    assertEquals("failed", row.status().state().id());
    run.write(RunDirectory.EXPECTED, "no JSON");
    Files.delete(run.file(RunDirectory.EVENTS));
    assertEquals("lost", found().runs().getFirst().status().state().id());
  }

  @Test
  void theCursorStaysOnItsRunWhenAnotherIsStarted() throws Exception {
    RunDirectory run = focused();
    RunDirectory.create(folder.resolve("runs"), "newest", LocalDateTime.of(2030, 1, 1, 8, 0));
    take(app.update(found()));
    assertEquals(run.path(), focused().path());
    assertEquals(1, ((RunsScreen) top()).cursor());
  }

  @Test
  void aQuestionNamesTheRunAndIsForgottenWhereSomebodyMoves() {
    RunDirectory run = focused();
    RunsScreen asked =
        new RunsScreen(found(top()), STARTED, "", 0, 0, List.of(), new Ask.Stop(run), "");
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    App.of(asked).paint(canvas);
    assertTrue(canvas.text().contains("Stop " + run.name() + " now?"), canvas.text());
    app = App.of(asked);
    take(app.update(new Msg.Scrolled(1)));
    assertEquals(new Ask.Nothing(), ((RunsScreen) top()).ask());
    app = App.of(asked);
    assertEquals(List.of(new StopRun(run, false)), press('y'));
    app =
        App.of(new RunsScreen(found(top()), STARTED, "", 0, 0, List.of(), new Ask.After(run), ""));
    assertEquals(List.of(new StopRun(run, true)), press('y'));
  }

  private static List<RunRow> found(Screen screen) {
    return ((RunsScreen) screen).runs();
  }

  @Test
  void runsAreFoundByNameAndState() {
    press('/', 'f', 'i', 'n', 'i', 's');
    RunsScreen screen = (RunsScreen) top();
    assertTrue(
        screen.shown().stream().allMatch(row -> row.status().state().id().equals("finished")));
    assertTrue(screen.status().startsWith("/finis: "), screen.status());
    take(app.press(Key.of(Key.Name.ENTER)));
    assertFalse(top().isTyping());
    take(app.press(Key.of(Key.Name.ESCAPE)));
    assertEquals(3, ((RunsScreen) top()).shown().size());
    take(app.press(Key.of(Key.Name.END)));
    assertEquals(2, ((RunsScreen) top()).cursor());
  }

  @Test
  void theMarkedRunIsComparedWithTheOneUnderTheCursor() {
    press(' ', 'j');
    RunDirectory other = focused();
    press('c');
    assertEquals(other.path(), ((CompareScreen) top()).second().path());
  }
}
