package dev.lorabake.tui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.World;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.training.TrainingScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs with odd journals. */
class CompareScreenTest {
  private static final Instant STARTED = Instant.parse("2026-11-23T18:40:00Z");

  @TempDir Path folder = Path.of("");
  private List<RunDirectory> two = List.of();

  @BeforeEach
  void write() throws IOException {
    two = List.of(run("one", ",\"avr_loss\":0.1"), run("other", ",\"avr_loss\":0.2"));
  }

  private RunDirectory run(String name, String loss) throws IOException {
    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), name, LocalDateTime.of(2026, 11, 23, 18, 40));
    StringBuilder events = new StringBuilder();
    for (int step = 1; step <= 60; step++) {
      events.append(
          "{\"seq\":%d,\"at\":\"%s\",\"type\":\"step\",\"step\":%d,\"total\":120%s}\n"
              .formatted(step, STARTED.plusSeconds(step), step, loss));
    }
    events.append(
        """
        {"seq":61,"at":"%s","type":"exit","code":0,"signal":null,"facts":{"verdict":"stopped","reason":"it was stopped"},"from":"lorabake"}
        """
            .formatted(STARTED.plusSeconds(61)));
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

  private ReadTwo.Both read() throws InterruptedException {
    List<Msg> told = new ArrayList<>();
    new ReadTwo(two.getFirst(), two.getLast()).perform(world(), told::add);
    return (ReadTwo.Both) told.getFirst();
  }

  private App app() throws InterruptedException {
    return App.of(CompareScreen.of(two.getFirst(), two.getLast())).update(read()).app();
  }

  @Test
  void aResumedRunIsCountedByTheWholeTraining() throws Exception {
    new ResumedFrom(two.getFirst().path(), null, null, 60, 120, 60, 0).write(two.getLast());
    Side side = read().second();
    assertEquals("120/120", side.fact(Side.Fact.STEP));
    assertEquals(120, side.curve().last());
    assertEquals(61, side.curve().losses().getFirst().step());
    assertEquals("60/120", read().first().fact(Side.Fact.STEP));
  }

  @Test
  void aLossThatIsNoNumberIsNotHiddenByAnEarlierOne() throws Exception {
    Path events = two.getLast().file(RunDirectory.EVENTS);
    String last = "\"step\":60,\"total\":120,\"avr_loss\":0.2";
    Files.writeString(
        events,
        Files.readString(events).replace(last, "\"step\":60,\"total\":120,\"loss_finite\":false"));
    assertEquals("NaN", read().second().fact(Side.Fact.LOSS));
    assertEquals("0.1000", read().first().fact(Side.Fact.LOSS));
  }

  @Test
  void aDamagedRunIsComparedAsFarAsItCanBeRead() throws Exception {
    two.getLast().write(RunDirectory.EXPECTED, "no JSON");
    two.getLast().write(RunDirectory.PEAK, "no JSON");
    Side side = read().second();
    assertTrue(side.fact(Side.Fact.WHY).contains("expected.json"), side.fact(Side.Fact.WHY));
    assertEquals("60/120", side.fact(Side.Fact.STEP));
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    app().paint(canvas);
    assertTrue(canvas.text().contains("is damaged"), canvas.text());
  }

  /** Somebody without colours has to tell them apart. */
  @Test
  void theSecondLineIsDashed() throws Exception {
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    app().paint(canvas);
    List<String> rows = canvas.text().lines().toList();
    assertTrue(rows.get(1).contains("1 ━━━ 2026-11-23T18-40-one"), rows.get(1));
    assertTrue(rows.get(2).contains("2 - - 2026-11-23T18-40-other"), rows.get(2));
    String upper = rows.get(3).substring(10);
    assertTrue(upper.contains("⠉ ⠉ ⠉"), upper);
    assertTrue(canvas.text().contains("step 1"), canvas.text());
  }

  @Test
  void onlyRunsThatGoOnAreReadAgain() throws Exception {
    App over = app();
    for (int tick = 0; tick < 20; tick++) {
      App.Step step = over.update(new Msg.Tick(tick));
      assertEquals(List.of(), step.effects());
      over = step.app();
    }
    Path events = two.getLast().file(RunDirectory.EVENTS);
    Files.writeString(
        events, Files.readString(events).lines().limit(60).reduce("", (a, b) -> a + b + "\n"));
    ReadTwo.Both both = read();
    assertEquals("lost", both.second().row().status().state().id());
    assertFalse(both.goesOn());
  }

  @Test
  void eachOfThemIsOpened() throws Exception {
    App.Step opened = app().press(Key.of('2'));
    assertEquals(
        two.getLast().name(), ((TrainingScreen) opened.app().screens().getLast()).run().name());
    List<Effect> back = opened.app().press(Key.of('q')).effects();
    assertTrue(back.contains(new ReadTwo(two.getFirst(), two.getLast())), back.toString());
  }
}
