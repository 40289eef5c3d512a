package dev.lorabake.tui.runs;

import dev.lorabake.Figures;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunState;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.Moves;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.OpenFolder;
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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs, the latest first.
 *
 * @param at when they were looked at, {@code null} before the first look
 * @param wanted only runs with this in their name or state are shown; empty for all
 * @param cursor the shown row under the cursor, counted from 0
 * @param age ticks since a look was due; below 0 before that
 * @param marked at most two, in the order of their marking
 * @param said a word about what was asked for; empty for none
 */
public record RunsScreen(
    List<RunRow> runs,
    @Nullable Instant at,
    String wanted,
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
    return new RunsScreen(List.of(), null, "", 0, 0, List.of(), new Ask.Nothing(), "");
  }

  @Override
  public String title() {
    return "runs";
  }

  @Override
  public String status() {
    String all = Figures.count(runs.size(), "run");
    String which = wanted.isEmpty() ? all : "/" + wanted + ": " + shown().size() + " of " + all;
    return which + (marked.isEmpty() ? "" : ", " + marked.size() + " marked");
  }

  @Override
  public List<Effect> opening() {
    return List.of(new ListRuns(List.of()));
  }

  @Override
  public boolean isTyping() {
    return ask instanceof Ask.Name || ask instanceof Ask.Find;
  }

  /** A row was clicked. */
  record Row(int index) implements Msg {}

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case ListRuns.Found found ->
          Next.stay(
              new RunsScreen(
                      found.runs(), found.at(), wanted, cursor, -found.rest(), marked, ask, said)
                  .on(focused().map(RunRow::run)));
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
      case Msg.Typed typed when ask instanceof Ask.Find find ->
          Next.stay(finding(find.line().after(typed.key())));
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
      case "page-up" -> Next.stay(at(cursor - Moves.PAGE));
      case "page-down" -> Next.stay(at(cursor + Moves.PAGE));
      case "first" -> Next.stay(at(0));
      case "last" -> Next.stay(at(shown().size() - 1));
      case "find" -> Next.stay(finding(LineEditor.of(wanted)));
      case "show" -> Next.stay(asking(new Ask.Nothing()));
      case "refresh" -> Next.stay(this, new ListRuns(List.of()));
      case "compare" -> compare();
      case "yes" -> answered();
      case "write" ->
          ask instanceof Ask.Name name
              ? Next.stay(
                  asking(new Ask.Nothing()), new CopyRecipe(name.run(), name.line().text().strip()))
              : Next.stay(this);
      case "back" -> back();
      default -> focused().map(row -> about(row, binding)).orElse(Next.stay(this));
    };
  }

  private Next about(RunRow row, String binding) {
    return switch (binding) {
      case "open" -> open();
      case "mark" -> Next.stay(marking(row.run().path()));
      case "stop" -> Next.stay(asking(new Ask.Stop(row.run())));
      case "after" -> Next.stay(asking(new Ask.After(row.run())));
      case "resume" -> Next.stay(asking(new Ask.Looking(row.run())), new PlanResume(row.run()));
      case "folder" -> Next.stay(this, new OpenFolder(row.run().path()));
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
      case Ask.After after -> Next.stay(done, new StopRun(after.run(), true));
      case Ask.Resume resume -> Next.stay(done, new ResumeRun(resume.run()));
      case Ask.Name _, Ask.Find _, Ask.Looking _, Ask.Nothing _ -> Next.stay(this);
    };
  }

  private Next open() {
    return focused()
        .map(row -> Next.open(this, TrainingScreen.of(row.run())))
        .orElse(Next.stay(this));
  }

  /** Leaves what is asked, then the search, then the runs. */
  private Next back() {
    return switch (ask) {
      case Ask.Find _ -> Next.stay(finding(LineEditor.of("")).asking(new Ask.Nothing()));
      case Ask.Nothing _ when wanted.isEmpty() -> Next.close();
      case Ask.Nothing _ -> Next.stay(finding(LineEditor.of("")).asking(new Ask.Nothing()));
      case Ask.Name _, Ask.Looking _, Ask.Stop _, Ask.After _, Ask.Resume _ ->
          Next.stay(asking(new Ask.Nothing()));
    };
  }

  /** While a text is typed, the runs that have it are shown at once. */
  private RunsScreen finding(LineEditor line) {
    return new RunsScreen(
            runs, at, line.text().strip(), cursor, age, marked, new Ask.Find(line), "")
        .on(focused().map(RunRow::run));
  }

  /** The runs that have the wanted text. */
  List<RunRow> shown() {
    String text = wanted.toLowerCase(Locale.ROOT);
    return text.isEmpty()
        ? runs
        : runs.stream()
            .filter(row ->
                row.run().name().toLowerCase(Locale.ROOT).contains(text)
                    || row.status().state().id().contains(text)
                    || row.purpose().id().contains(text))
            .toList();
  }

  /** With the cursor on that run, wherever it is now: a new one shifts all others. */
  private RunsScreen on(Optional<RunDirectory> run) {
    List<RunRow> all = shown();
    int row = Math.clamp(cursor, 0, Math.max(0, all.size() - 1));
    for (int i = 0; run.isPresent() && i < all.size(); i++) {
      if (all.get(i).run().path().equals(run.get().path())) {
        row = i;
      }
    }
    return new RunsScreen(runs, this.at, wanted, row, age, marked, ask, said);
  }

  /** The marked runs; of one that is marked alone, it and the one under the cursor. */
  private List<RunDirectory> pair() {
    List<RunDirectory> two = new ArrayList<>();
    marked.forEach(path -> find(path).ifPresent(row -> two.add(row.run())));
    focused()
        .map(RunRow::run)
        .filter(run -> two.size() == 1 && !two.getFirst().path().equals(run.path()))
        .ifPresent(two::add);
    return two;
  }

  private Next compare() {
    List<RunDirectory> two = pair();
    return two.size() == 2
        ? Next.open(this, CompareScreen.of(two.getFirst(), two.getLast()))
        : Next.stay(this);
  }

  private Optional<RunRow> find(Path path) {
    return runs.stream().filter(row -> row.run().path().equals(path)).findFirst();
  }

  /** The run under the cursor. */
  Optional<RunRow> focused() {
    List<RunRow> all = shown();
    return cursor < all.size() ? Optional.of(all.get(cursor)) : Optional.empty();
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
    return new RunsScreen(runs, at, wanted, cursor, age, List.copyOf(two), ask, said);
  }

  private RunsScreen at(int row) {
    int bounded = Math.clamp(row, 0, Math.max(0, shown().size() - 1));
    Ask still = ask instanceof Ask.Find ? ask : new Ask.Nothing();
    return new RunsScreen(runs, at, wanted, bounded, age, marked, still, "");
  }

  private RunsScreen aged(int ticks) {
    return new RunsScreen(runs, at, wanted, cursor, ticks, marked, ask, said);
  }

  private RunsScreen asking(Ask question) {
    return new RunsScreen(runs, at, wanted, cursor, age, marked, question, "");
  }

  private RunsScreen saying(String word) {
    return new RunsScreen(runs, at, wanted, cursor, age, marked, ask, word);
  }

  @Override
  public List<Offer> offers() {
    return switch (ask) {
      case Ask.Stop _, Ask.After _, Ask.Resume _ -> List.of(Offer.of(Keys.YES), Offer.of(Keys.NO));
      case Ask.Name _ -> List.of(Offer.of(Keys.WRITE), Offer.of(Keys.CANCEL));
      case Ask.Find _ ->
          List.of(
              Offer.of(Keys.SHOW),
              Offer.of(Keys.ALL_RUNS),
              Offer.of(Moves.UP),
              Offer.of(Moves.DOWN));
      case Ask.Looking _, Ask.Nothing _ -> usual();
    };
  }

  private List<Offer> usual() {
    String none =
        at == null
            ? "the runs are being looked at"
            : runs.isEmpty() ? "there is no run yet" : shown().isEmpty() ? "no run has that" : null;
    RunState state = focused().map(row -> row.status().state()).orElse(RunState.FINISHED);
    String over = state.isOver() ? "the run has ended" : null;
    String resume =
        !state.isOver()
            ? "the run goes on"
            : state == RunState.FINISHED ? "it has finished: all its steps are done" : null;
    List<Offer> offers =
        new ArrayList<>(
            List.of(
                new Offer(Keys.OPEN, none),
                new Offer(Keys.RESUME, none == null ? resume : none),
                new Offer(Keys.STOP, none == null ? over : none),
                new Offer(Keys.MARK, none),
                new Offer(
                    Keys.COMPARE,
                    pair().size() == 2 ? null : "mark one run with Space, and choose another"),
                new Offer(Keys.COPY, none),
                new Offer(Keys.FOLDER, none),
                new Offer(Keys.AFTER, none == null ? over : none),
                new Offer(Keys.FIND, runs.isEmpty() ? none : null),
                Offer.of(Keys.REFRESH),
                Offer.of(Moves.UP),
                Offer.of(Moves.DOWN),
                Offer.of(Moves.PAGE_UP),
                Offer.of(Moves.PAGE_DOWN),
                Offer.of(Moves.FIRST),
                Offer.of(Moves.LAST)));
    if (!wanted.isEmpty()) {
      offers.add(Offer.of(Keys.ALL_RUNS)); // else Esc would leave the runs
    }
    return offers;
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    RunsView.paint(canvas, area, this);
  }
}
