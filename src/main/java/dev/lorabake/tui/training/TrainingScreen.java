package dev.lorabake.tui.training;

import dev.lorabake.Figures;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.PhaseWords;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LoadPictures;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.training.RunFacts.Stop;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param outcome {@code null} while it goes on
 * @param wish what it was asked to do from here
 * @param asking what the user is being asked
 * @param resume whether it can go on, {@code null} where that is not known yet
 * @param now by the clock on the wall, {@code null} before the first look
 * @param pictures the newest control images, by file
 */
public record TrainingScreen(
    RunDirectory run,
    FollowRun.Leave leave,
    Told told,
    @Nullable Outcome outcome,
    Stop wish,
    Question asking,
    PlanResume.@Nullable Planned resume,
    CurveView view,
    @Nullable Instant now,
    Map<Path, BufferedImage> pictures)
    implements Screen {

  /** What somebody is being asked. */
  enum Question {
    NOTHING,
    /** If it should stop now. */
    STOP,
    /** If it should be resumed. */
    RESUME
  }

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final Binding STOP =
      Binding.of("stop", Key.of('S'), "stop", "Stop the training now");
  private static final Binding AFTER =
      Binding.of(
          "after",
          Key.of('A'),
          "stop after checkpoint",
          "Stop when the next checkpoint has verified: upstream saves nothing on a signal");
  private static final Binding DETACH =
      new Binding(
          "back",
          List.of(Key.of('D'), Key.of(Key.Name.ESCAPE), Key.of('q')),
          "detach",
          "Leave the training running and go back",
          true);
  private static final Binding LOG =
      Binding.of("log", Key.of('L'), "log", "See what the trainer wrote, and search it");
  private static final Binding SAMPLES =
      Binding.of("samples", Key.of('P'), "pictures", "Compare control images across the steps");
  private static final Binding RESUME =
      Binding.of("resume", Key.of('r'), "resume", "Go on from the latest state, as another run");
  private static final Binding CLOSER =
      new Binding(
          "closer", List.of(Key.of('+'), Key.of(']')), "zoom", "Show the latest half", false);
  private static final Binding FARTHER =
      new Binding(
          "farther", List.of(Key.of('-'), Key.of('[')), "zoom out", "Show twice as much", false);
  private static final Binding LINES =
      new Binding(
          "lines",
          List.of(Key.of('c')),
          "curve",
          "Show the loss raw and smoothed, or one of them",
          false);
  private static final Binding YES = Binding.of("yes", Key.of('y'), "yes", "Do what is asked");
  private static final Binding NO =
      new Binding(
          "no", List.of(Key.of('n'), Key.of(Key.Name.ESCAPE)), "no", "Leave it as it is", true);

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    List<Binding> keys =
        new ArrayList<>(
            List.of(STOP, AFTER, RESUME, DETACH, LOG, SAMPLES, CLOSER, FARTHER, LINES, YES, NO));
    keys.addAll(LogScreen.keys());
    keys.addAll(SamplesScreen.keys());
    return keys;
  }

  public static TrainingScreen of(RunDirectory run) {
    return new TrainingScreen(
        run,
        new FollowRun.Leave(),
        Told.nothing(RunFacts.unknown()),
        null,
        Stop.NONE,
        Question.NOTHING,
        null,
        CurveView.start(),
        null,
        Map.of());
  }

  @Override
  public String title() {
    return run.name();
  }

  @Override
  public String status() {
    if (outcome != null) {
      return outcome.verdict().id() + (hindrance() == null ? " ─ r resumes it" : "");
    }
    return told.progress()
        .remaining()
        .map(this::left)
        .orElseGet(() -> PhaseWords.of(told.progress().phase()));
  }

  /** With the time of day at which it will be over, as of the last step. */
  private String left(Duration remaining) {
    Instant last = told.times().last();
    String end =
        last == null
            ? ""
            : " · " + CLOCK.format(last.plus(remaining).atZone(ZoneId.systemDefault()));
    return Figures.duration(remaining) + " left" + end;
  }

  @Override
  public List<Effect> opening() {
    return List.of(new FollowRun(run, leave));
  }

  @Override
  public List<Effect> closing() {
    return List.of(leave);
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case FollowRun.Events portion when portion.run() == run ->
          taken(told.after(portion.entries()));
      case FollowRun.Forgotten forgotten when forgotten.run() == run ->
          Next.stay(with(Told.nothing(told.facts())));
      case FollowRun.Look look when look.run() == run ->
          Next.stay(with(told.knowing(look.facts())).at(look.now()));
      case LoadPictures.Loaded loaded -> Next.stay(showing(loaded.pictures()));
      case FollowRun.Ended ended when ended.run() == run -> ended(ended.outcome());
      case PlanResume.Planned planned when planned.run() == run -> Next.stay(planned(planned));
      case ResumeRun.Resumed resumed when resumed.run() == run ->
          Next.open(this, of(resumed.next()));
      case StopRun.Asked asked when asked.run() == run ->
          Next.stay(
              asked(asked.afterCheckpoint() ? Stop.AFTER_CHECKPOINT : Stop.NOW, Question.NOTHING));
      case Msg.Chosen chosen -> chosen(chosen.binding());
      default -> Next.stay(this);
    };
  }

  private Next chosen(String binding) {
    return switch (binding) {
      case "stop" -> Next.stay(asked(wish, Question.STOP));
      case "resume" -> Next.stay(asked(wish, Question.RESUME));
      case "yes" -> Next.stay(asked(wish, Question.NOTHING), answered());
      case "no" -> Next.stay(asked(wish, Question.NOTHING));
      case "closer" -> Next.stay(seen(view.zoomed(1)));
      case "farther" -> Next.stay(seen(view.zoomed(-1)));
      case "lines" -> Next.stay(seen(view.toggled()));
      case "after" -> Next.stay(this, new StopRun(run, true));
      case "log" -> Next.open(this, LogScreen.of(run));
      case "samples" -> Next.open(this, SamplesScreen.of(run, told.facts(), told.samples()));
      case "back" -> Next.close();
      default -> Next.stay(this);
    };
  }

  /** Of one that was not finished it is looked at whether it can go on. */
  private Next ended(Outcome how) {
    TrainingScreen over =
        new TrainingScreen(
            run, leave, told, how, wish, Question.NOTHING, resume, view, now, pictures);
    return how.verdict() == Verdict.FINISHED
        ? Next.stay(over)
        : Next.stay(over, new PlanResume(run));
  }

  /** What the question that was answered with yes was about. */
  private Effect[] answered() {
    return switch (asking) {
      case NOTHING -> new Effect[0];
      case STOP -> new Effect[] {new StopRun(run, false)};
      case RESUME -> new Effect[] {new ResumeRun(run)};
    };
  }

  /** The newest control images are read as they appear. */
  private Next taken(Told after) {
    List<Path> wanted =
        TrainingView.newest(after.samples()).stream().map(SampleFile::file).toList();
    List<Path> missing = wanted.stream().filter(file -> !pictures.containsKey(file)).toList();
    return after.samples().size() == told.samples().size() || missing.isEmpty()
        ? Next.stay(with(after))
        : Next.stay(with(after), new LoadPictures(missing));
  }

  private TrainingScreen showing(Map<Path, BufferedImage> read) {
    Map<Path, BufferedImage> shown = new HashMap<>();
    for (SampleFile sample : TrainingView.newest(told.samples())) {
      BufferedImage fresh = read.get(sample.file());
      BufferedImage picture = fresh == null ? pictures.get(sample.file()) : fresh;
      if (picture != null) {
        shown.put(sample.file(), picture);
      }
    }
    return new TrainingScreen(
        run, leave, told, outcome, wish, asking, resume, view, now, Map.copyOf(shown));
  }

  private TrainingScreen with(Told after) {
    return new TrainingScreen(
        run, leave, after, outcome, wish, asking, resume, view, now, pictures);
  }

  private TrainingScreen at(Instant time) {
    return new TrainingScreen(
        run, leave, told, outcome, wish, asking, resume, view, time, pictures);
  }

  private TrainingScreen planned(PlanResume.Planned planned) {
    return new TrainingScreen(
        run, leave, told, outcome, wish, asking, planned, view, now, pictures);
  }

  private TrainingScreen asked(Stop wanted, Question question) {
    return new TrainingScreen(
        run, leave, told, outcome, wanted, question, resume, view, now, pictures);
  }

  private TrainingScreen seen(CurveView other) {
    return new TrainingScreen(
        run, leave, told, outcome, wish, asking, resume, other, now, pictures);
  }

  /** What it was asked to do, from here or elsewhere. */
  Stop stop() {
    return wish.or(told.facts().stop());
  }

  /** Why it cannot be resumed; {@code null} where it can. */
  private @Nullable String hindrance() {
    if (outcome == null) {
      return "the run goes on";
    }
    if (outcome.verdict() == Verdict.FINISHED) {
      return "it has finished: all its steps are done";
    }
    return resume == null ? "whether it can is being looked at" : resume.reason();
  }

  @Override
  public List<Offer> offers() {
    if (asking != Question.NOTHING) {
      return List.of(Offer.of(YES), Offer.of(NO));
    }
    String over = outcome == null ? null : "the run has ended";
    String atOnce = over == null && stop() == Stop.NOW ? "it is being stopped" : over;
    String after =
        atOnce == null && stop() == Stop.AFTER_CHECKPOINT ? "it was asked to already" : atOnce;
    String none = told.samples().isEmpty() ? "there is no control image yet" : null;
    return List.of(
        new Offer(STOP, atOnce),
        new Offer(AFTER, after),
        new Offer(RESUME, hindrance()),
        Offer.of(DETACH),
        Offer.of(LOG),
        new Offer(SAMPLES, none),
        Offer.of(CLOSER),
        Offer.of(FARTHER),
        Offer.of(LINES));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    TrainingView.paint(canvas, area, this);
  }
}
