package dev.lorabake.tui.runs;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunState;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.compare.CompareScreen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.setup.SetUpScreen;
import dev.lorabake.tui.training.PlanResume;
import dev.lorabake.tui.training.ResumeRun;
import dev.lorabake.tui.training.StopRun;
import dev.lorabake.tui.training.TrainingScreen;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs, the latest first.
 *
 * @param at when they were looked at, {@code null} before the first look
 * @param cursor the row under the cursor, counted from 0
 * @param age ticks since a look was due; below 0 before that
 * @param marked at most two, in the order of their marking
 * @param said a word about what was asked for; empty for none
 */
public record RunsScreen(
    List<RunRow> runs,
    @Nullable Instant at,
    int cursor,
    int age,
    List<Path> marked,
    Ask ask,
    String said)
    implements Screen {
  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  public static RunsScreen start() {
    return new RunsScreen(List.of(), null, 0, 0, List.of(), new Ask.Nothing(), "");
  }

  @Override
  public String title() {
    return "runs";
  }

  @Override
  public String status() {
    return marked.isEmpty() ? "" : marked.size() + " marked";
  }

  @Override
  public List<Effect> opening() {
    return List.of(new ListRuns(List.of()));
  }

  @Override
  public boolean isTyping() {
    return ask instanceof Ask.Name;
  }

  /** A row was clicked. */
  record Row(int index) implements Msg {}

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case ListRuns.Found found ->
          Next.stay(
              new RunsScreen(
                  found.runs(),
                  found.at(),
                  bounded(cursor, found.runs()),
                  -found.rest(),
                  marked,
                  ask,
                  said));
      case Msg.Returned _ -> Next.stay(saying(""), new ListRuns(runs));
      case Msg.Tick _ ->
          age + 1 == 0 ? Next.stay(aged(age + 1), new ListRuns(runs)) : Next.stay(aged(age + 1));
      case PlanResume.Planned planned
          when ask instanceof Ask.Looking looking && looking.run() == planned.run() ->
          planned.reason() == null
              ? Next.stay(asking(new Ask.Resume(planned.run(), planned.plan())))
              : Next.stay(
                  asking(new Ask.Nothing()).saying("it cannot be resumed: " + planned.reason()));
      case ResumeRun.Resumed resumed
          when runs.stream().anyMatch(row -> row.run().path().equals(resumed.run().path())) ->
          Next.open(saying(""), TrainingScreen.of(resumed.next()));
      case StopRun.Asked asked when isFocused(asked.run()) ->
          Next.stay(
              saying(
                  asked.afterCheckpoint()
                      ? "it stops when the next checkpoint has verified"
                      : "it is being stopped"));
      case OpenFolder.Lies lies -> Next.stay(saying(lies.path()));
      case CopyRecipe.Copied copied -> Next.open(saying(""), SetUpScreen.of(copied.recipe(), null));
      case Msg.Scrolled wheel -> Next.stay(at(cursor + wheel.lines()));
      case Row row -> row.index() == cursor ? open() : Next.stay(at(row.index()));
      case Msg.Typed typed when ask instanceof Ask.Name name ->
          Next.stay(asking(new Ask.Name(name.run(), name.line().after(typed.key()))));
      case Msg.Chosen chosen -> chosen(chosen.binding());
      default -> Next.stay(this);
    };
  }

  private Next chosen(String binding) {
    return switch (binding) {
      case "up" -> Next.stay(at(cursor - 1));
      case "down" -> Next.stay(at(cursor + 1));
      case "refresh" -> Next.stay(this, new ListRuns(List.of()));
      case "compare" -> compare();
      case "yes" -> answered();
      case "write" ->
          ask instanceof Ask.Name name
              ? Next.stay(
                  asking(new Ask.Nothing()), new CopyRecipe(name.run(), name.line().text().strip()))
              : Next.stay(this);
      case "back" ->
          ask instanceof Ask.Nothing ? Next.close() : Next.stay(asking(new Ask.Nothing()));
      default -> focused().map(row -> about(row, binding)).orElse(Next.stay(this));
    };
  }

  private Next about(RunRow row, String binding) {
    return switch (binding) {
      case "open" -> open();
      case "mark" -> Next.stay(marking(row.run().path()));
      case "stop" -> Next.stay(asking(new Ask.Stop(row.run())));
      case "after" -> Next.stay(this, new StopRun(row.run(), true));
      case "resume" -> Next.stay(asking(new Ask.Looking(row.run())), new PlanResume(row.run()));
      case "folder" -> Next.stay(this, new OpenFolder(row.run()));
      case "copy" -> Next.stay(asking(new Ask.Name(row.run(), LineEditor.of(copyOf(row.run())))));
      default -> Next.stay(this);
    };
  }

  /** The recipe's name without the time that the run's has, and a number behind. */
  private static String copyOf(RunDirectory run) {
    String plain = run.name().replaceFirst("^\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-", "");
    return plain + "-2.toml";
  }

  private Next answered() {
    RunsScreen done = asking(new Ask.Nothing());
    return switch (ask) {
      case Ask.Stop stop -> Next.stay(done, new StopRun(stop.run(), false));
      case Ask.Resume resume -> Next.stay(done, new ResumeRun(resume.run()));
      case Ask.Name _, Ask.Looking _, Ask.Nothing _ -> Next.stay(this);
    };
  }

  private Next open() {
    return focused()
        .map(row -> Next.open(this, TrainingScreen.of(row.run())))
        .orElse(Next.stay(this));
  }

  private Next compare() {
    List<RunDirectory> two =
        marked.stream().flatMap(path -> find(path).stream()).map(RunRow::run).toList();
    return two.size() == 2
        ? Next.open(this, CompareScreen.of(two.getFirst(), two.getLast()))
        : Next.stay(this);
  }

  private Optional<RunRow> find(Path path) {
    return runs.stream().filter(row -> row.run().path().equals(path)).findFirst();
  }

  /** The run under the cursor. */
  Optional<RunRow> focused() {
    return cursor < runs.size() ? Optional.of(runs.get(cursor)) : Optional.empty();
  }

  /** A list that was read anew has other objects for the same runs. */
  private boolean isFocused(RunDirectory run) {
    return focused().filter(row -> row.run().path().equals(run.path())).isPresent();
  }

  /** Marks it or takes its mark; of three marked ones the first loses its own. */
  private RunsScreen marking(Path path) {
    List<Path> now = new ArrayList<>(marked);
    if (!now.remove(path)) {
      now.add(path);
    }
    List<Path> two = now.size() > 2 ? now.subList(1, now.size()) : now;
    return new RunsScreen(runs, at, cursor, age, List.copyOf(two), ask, said);
  }

  private RunsScreen at(int row) {
    return new RunsScreen(runs, at, bounded(row, runs), age, marked, new Ask.Nothing(), "");
  }

  private RunsScreen aged(int ticks) {
    return new RunsScreen(runs, at, cursor, ticks, marked, ask, said);
  }

  private RunsScreen asking(Ask question) {
    return new RunsScreen(runs, at, cursor, age, marked, question, "");
  }

  private RunsScreen saying(String word) {
    return new RunsScreen(runs, at, cursor, age, marked, ask, word);
  }

  private static int bounded(int row, List<RunRow> runs) {
    return Math.clamp(row, 0, Math.max(0, runs.size() - 1));
  }

  @Override
  public List<Offer> offers() {
    return switch (ask) {
      case Ask.Stop _, Ask.Resume _ -> List.of(Offer.of(Keys.YES), Offer.of(Keys.NO));
      case Ask.Name _ -> List.of(Offer.of(Keys.WRITE), Offer.of(Keys.CANCEL));
      case Ask.Looking _, Ask.Nothing _ -> usual();
    };
  }

  private List<Offer> usual() {
    String none = runs.isEmpty() ? "there is no run yet" : null;
    RunState state = focused().map(row -> row.status().state()).orElse(RunState.FINISHED);
    String over = state.isOver() ? "the run has ended" : null;
    String resume =
        !state.isOver()
            ? "the run goes on"
            : state == RunState.FINISHED ? "it has finished: all its steps are done" : null;
    return List.of(
        new Offer(Keys.OPEN, none),
        new Offer(Keys.RESUME, none == null ? resume : none),
        new Offer(Keys.STOP, none == null ? over : none),
        new Offer(Keys.MARK, none),
        new Offer(Keys.COMPARE, marked.size() == 2 ? null : "mark two runs with Space first"),
        new Offer(Keys.COPY, none),
        new Offer(Keys.FOLDER, none),
        new Offer(Keys.AFTER, none == null ? over : none),
        Offer.of(Keys.REFRESH),
        Offer.of(Keys.UP),
        Offer.of(Keys.DOWN));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    RunsView.paint(canvas, area, this);
  }
}
