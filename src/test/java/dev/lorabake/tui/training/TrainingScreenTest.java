package dev.lorabake.tui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Verdict;
import dev.lorabake.tui.App;
import dev.lorabake.tui.Golden;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LoadPictures;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run on the screen, from events made up. */
class TrainingScreenTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");

  @TempDir Path folder = Path.of("");
  private final List<JournalEntry> entries = new ArrayList<>();
  private Screen screen = new NoScreen();

  @BeforeEach
  void open() throws IOException {
    screen =
        TrainingScreen.of(
            RunDirectory.create(folder, "sks-cat", LocalDateTime.of(2026, 11, 23, 18, 40)));
  }

  private void tell(int seconds, RunEvent event) {
    entries.add(
        new JournalEntry(entries.size() + 1, START.plus(Duration.ofSeconds(seconds)), event));
  }

  private void saved(int second, int epoch, CheckpointStage stage, @Nullable Long bytes) {
    String file = "/out/sks-cat-%06d.safetensors".formatted(epoch);
    tell(
        second,
        new RunEvent.Checkpoint(
            file, CheckpointKind.WEIGHTS, stage, (long) epoch, null, bytes, null));
  }

  private void train(int steps) {
    tell(0, new RunEvent.Phase(PhaseName.MODEL, null, null));
    tell(9, new RunEvent.Warning("the learning rate is high", "train_network.py", "rate-high"));
    for (int step = 1; step <= steps; step++) {
      if (step % 120 == 1) {
        tell(10 + 2 * step, new RunEvent.Epoch(step / 120 + 1, 10));
      }
      double loss = 0.08 + 0.08 / (1 + step / 100.0) + 0.004 * Math.sin(step);
      tell(
          10 + 2 * step,
          new RunEvent.Step(step, 1200, loss, true, 1e-4, 2.0, (long) (step / 120 + 1)));
      if (step % 120 == 0) {
        saved(10 + 2 * step, step / 120, CheckpointStage.BEGUN, null);
        saved(11 + 2 * step, step / 120, CheckpointStage.VERIFIED, 43_600_000L);
      }
    }
    tell(12 + 2 * steps, new RunEvent.Telemetry(0, 97.0, 10_649.0, 71.0, 168.2, 12_288.0, START));
    receive();
  }

  private void receive() {
    RunDirectory run = ((TrainingScreen) screen).run();
    update(new FollowRun.Events(run, List.copyOf(entries)));
    entries.clear();
  }

  private Next update(Msg msg) {
    Next next = screen.update(msg);
    if (next.move() instanceof Next.Move.Stay stay) {
      screen = stay.screen();
    }
    return next;
  }

  private void golden(String name) throws IOException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    try {
      for (int[] size : new int[][] {{80, 24}, {120, 40}, {40, 10}}) {
        Golden.compare(name, screen, size[0], size[1]);
      }
      if (name.equals("training")) {
        Golden.picture(name, screen);
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void showsHowFarItIs() throws IOException {
    train(456);
    golden("training");
  }

  @Test
  void asksBeforeItStops() {
    train(10);
    Next asked = update(new Msg.Chosen("stop"));
    assertEquals(List.of(), asked.effects());
    assertEquals(
        List.of("yes", "no"), screen.offers().stream().map(offer -> offer.binding().id()).toList());
    RunDirectory run = ((TrainingScreen) screen).run();
    assertEquals(List.of(new StopRun(run, false)), update(new Msg.Chosen("yes")).effects());
  }

  @Test
  void saysWhyAKeyDoesNothingWhenItHasEnded() throws IOException {
    train(10);
    RunDirectory run = ((TrainingScreen) screen).run();
    update(
        new FollowRun.Ended(
            run, new Outcome(Verdict.STOPPED, "it was stopped on request", List.of(), null)));
    App.Step pressed = App.of(screen).press(Key.of('S'));
    assertTrue(String.valueOf(pressed.app().notice()).contains("the run has ended"));
    golden("training-stopped");
  }

  @Test
  void anEndedRunIsResumedAfterAQuestion() throws IOException {
    train(10);
    RunDirectory run = ((TrainingScreen) screen).run();
    Outcome stopped = new Outcome(Verdict.STOPPED, "it was stopped on request", List.of(), null);
    assertEquals(List.of(new PlanResume(run)), update(new FollowRun.Ended(run, stopped)).effects());
    update(new PlanResume.Planned(run, "Go on from step 5 of 10: 5 steps to go?", null));
    update(new Msg.Chosen("resume"));
    golden("training-resume");
    assertEquals(List.of(new ResumeRun(run)), update(new Msg.Chosen("yes")).effects());
  }

  @Test
  void saysWhyItCannotBeResumed() {
    train(10);
    RunDirectory run = ((TrainingScreen) screen).run();
    assertTrue(press('r').contains("the run goes on"));
    Outcome failed = new Outcome(Verdict.FAILED, "out of memory", List.of(), null);
    update(new FollowRun.Ended(run, failed));
    update(new PlanResume.Planned(run, "", "there is no state to go on from"));
    assertTrue(press('r').contains("there is no state to go on from"));
  }

  private String press(char key) {
    return String.valueOf(App.of(screen).press(Key.of(key)).app().notice());
  }

  @Test
  void theCurveIsZoomedToTheLatestStepsAndShownRaw() throws IOException {
    train(456);
    update(new Msg.Chosen("closer"));
    update(new Msg.Chosen("closer"));
    update(new Msg.Chosen("lines"));
    update(new Msg.Chosen("lines"));
    CurveView view = ((TrainingScreen) screen).view();
    LossCurve.Window window = view.window(((TrainingScreen) screen).told().curve(), 1200);
    assertEquals(456 - 114, window.first());
    assertEquals(456, window.last());
    golden("training-zoomed");
    update(new Msg.Chosen("farther"));
    update(new Msg.Chosen("farther"));
    update(new Msg.Chosen("farther"));
    assertEquals(0, ((TrainingScreen) screen).view().zoom());
  }

  private RunDirectory run() {
    return ((TrainingScreen) screen).run();
  }

  private void look(int second, RunFacts facts) {
    update(new FollowRun.Look(run(), START.plus(Duration.ofSeconds(second)), facts));
  }

  private String text() {
    Canvas canvas = new Canvas(100, 30, Glyphs.UNICODE);
    App.of(screen).paint(canvas);
    return canvas.text();
  }

  private void sees(String text) {
    assertTrue(text().contains(text), () -> text + " in\n" + text());
  }

  private static RunFacts facts(RunFacts.Stop stop, boolean gpusSeen) {
    return new RunFacts(null, 5_000_000_000L, stop, gpusSeen, false);
  }

  @Test
  void whatIsLoadedIsToldAndForHowLong() {
    look(0, RunFacts.unknown());
    sees("loading Python and torch");
    tell(10, new RunEvent.Phase(PhaseName.LATENT_CACHE, 3L, 60L));
    receive();
    look(11, RunFacts.unknown());
    sees("caching latents 3/60 ");
    look(22, RunFacts.unknown());
    sees("caching latents 3/60; for 12 s");
  }

  @Test
  void aResumedRunIsCountedOverTheWholeTraining() {
    ResumedFrom from = new ResumedFrom(folder, folder.resolve("state"), null, 1000, 1456, 1000, 0);
    look(0, new RunFacts(from, null, RunFacts.Stop.NONE, true, false));
    train(228);
    sees("1,228 / 1,456");
    sees("went on from step 1,000");
    assertEquals(1228, ((TrainingScreen) screen).told().curve().last());
    update(new FollowRun.Forgotten(run()));
    train(1);
    sees("1,001 / 1,456");
    train(456);
    update(
        new FollowRun.Ended(run(), new Outcome(Verdict.FINISHED, "it is done", List.of(), null)));
    sees("finished: 1,456 steps (the last 456 in ");
  }

  @Test
  void itIsToldWhenItWillBeOver() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    try {
      train(456);
      sees("24 min 48 s left · 19:20");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aStopThatWasAskedForElsewhereIsSeenHere() {
    train(10);
    look(30, facts(RunFacts.Stop.AFTER_CHECKPOINT, true));
    sees("stops after the next checkpoint");
    assertTrue(press('A').contains("it was asked to already"));
    look(31, facts(RunFacts.Stop.NOW, true));
    sees("stopping");
    assertTrue(press('S').contains("it is being stopped"));
  }

  @Test
  void aWordStandsWhereNoGpuIsSeen() {
    tell(20, new RunEvent.Step(1, 1200, 0.1, true, 1e-4, 2.0, 1L));
    receive();
    look(30, facts(RunFacts.Stop.NONE, false));
    sees("no GPU to be seen: no nvidia-smi here");
  }

  @Test
  void thePeakStandsBesideWhatThePlanSays() {
    look(0, facts(RunFacts.Stop.NONE, true));
    train(10);
    tell(60, new RunEvent.Telemetry(0, 50.0, 2_048.0, 60.0, 90.0, 12_288.0, START));
    receive();
    sees("2.0 GiB");
    sees("peak 10.4 GiB, plan 4.7");
  }

  @Test
  void aFailureComesWithWhatHelps() {
    train(10);
    Outcome.Cause cause =
        new Outcome.Cause("oom", "the GPU has too little memory", "make the batch smaller");
    update(new FollowRun.Ended(run(), new Outcome(Verdict.FAILED, "it exited", List.of(), cause)));
    sees("failed: the GPU has too little memory");
    sees("make the batch smaller");
  }

  @Test
  void controlImagesAreReadAndShownAsTheyAppear() {
    train(10);
    List<Path> files = new ArrayList<>();
    for (int epoch = 1; epoch <= 6; epoch++) {
      for (int prompt = 0; prompt < 2; prompt++) {
        Path file = folder.resolve("cat_e%06d_%02d_20261123184000_1.png".formatted(epoch, prompt));
        tell(100 + epoch, new RunEvent.Sample(null, (long) epoch, file.toString()));
        if (prompt == 0) {
          files.add(file);
        }
      }
    }
    Next next = update(new FollowRun.Events(run(), List.copyOf(entries)));
    entries.clear();
    assertEquals(List.of(new LoadPictures(files.subList(2, 6))), next.effects());
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    update(
        new LoadPictures.Loaded(
            Map.of(files.get(4), picture, files.get(5), picture, files.get(0), picture), Set.of()));
    assertEquals(Set.of(files.get(4), files.get(5)), ((TrainingScreen) screen).pictures().keySet());
    look(120, RunFacts.unknown());
    sees("epoch 6");
    sees("▀▀▀");
  }

  @Test
  void eventsOfAnotherRunChangeNothing() throws IOException {
    train(10);
    RunDirectory other =
        RunDirectory.create(folder, "other", LocalDateTime.of(2026, 11, 23, 18, 41));
    Screen before = screen;
    tell(0, new RunEvent.Step(1, 2, 0.5, true, null, null, null));
    update(new FollowRun.Events(other, List.copyOf(entries)));
    assertEquals(before, screen);
  }

  @Test
  void theCurveStaysSmallHoweverLongTheTraining() {
    LossCurve curve = LossCurve.empty();
    for (int portion = 0; portion < 200; portion++) {
      List<LossCurve.Loss> more = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        more.add(new LossCurve.Loss(portion * 1000L + i + 1, 0.1));
      }
      curve = curve.with(more);
    }
    assertTrue(curve.losses().size() <= 4001, String.valueOf(curve.losses().size()));
    long last = curve.losses().getLast().step();
    assertTrue(last > 199_000, "the newest are kept: " + last);
    assertTrue(curve.losses().getFirst().step() < 1000, "and the oldest");
  }

  /** Before a run is opened. */
  private record NoScreen() implements Screen {
    @Override
    public String title() {
      return "";
    }

    @Override
    public Next update(Msg msg) {
      return Next.stay(this);
    }

    @Override
    public void paint(Canvas canvas, dev.lorabake.tui.paint.Area area) {}

    @Override
    public List<dev.lorabake.tui.Offer> offers() {
      return List.of();
    }
  }
}
