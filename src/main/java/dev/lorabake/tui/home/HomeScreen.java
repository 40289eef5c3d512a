package dev.lorabake.tui.home;

import dev.lorabake.recipe.SettingsText;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.LookAtMachine;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.dataset.DatasetScreen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.queue.QueueScreen;
import dev.lorabake.tui.runs.RunsScreen;
import dev.lorabake.tui.setup.SetUpScreen;
import dev.lorabake.tui.training.TrainingScreen;
import dev.lorabake.tui.wizard.WizardScreen;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recipes of the folder, what trains now, and the way to everything else.
 *
 * @param found {@code null} before the first look
 * @param running the trainings that go on
 * @param machine {@code null} before it was looked at
 * @param lookedAt when the trainings were looked for, by the clock of ticks
 * @param notice what an attempt came to, {@code null} for nothing to tell
 */
public record HomeScreen(
    LookAround.@Nullable Found found,
    List<Row> running,
    LookAtMachine.@Nullable Seen machine,
    int cursor,
    long lookedAt,
    @Nullable String notice)
    implements Screen {
  private static final int PAGE = 10;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  public static HomeScreen start() {
    return new HomeScreen(null, List.of(), null, 0, 0, null);
  }

  @Override
  public String title() {
    return "home";
  }

  @Override
  public String word() {
    return notice == null ? "" : notice;
  }

  @Override
  public List<Effect> opening() {
    return List.of(new LookAround(), new LookForTrainings(), new LookAtMachine());
  }

  /** All that can be chosen: what trains now first. */
  List<Row> rows() {
    return found == null
        ? running
        : Stream.concat(running.stream(), found.rows().stream()).toList();
  }

  Optional<Row> focused() {
    List<Row> rows = rows();
    return cursor < rows.size() ? Optional.of(rows.get(cursor)) : Optional.empty();
  }

  /** A row was clicked. */
  record Spot(int index) implements Msg {}

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case LookAround.Found now ->
          Next.stay(staying(new HomeScreen(now, running, machine, cursor, lookedAt, notice)));
      case LookForTrainings.Found now ->
          Next.stay(staying(new HomeScreen(found, now.rows(), machine, cursor, lookedAt, notice)));
      case LookAtMachine.Seen seen ->
          Next.stay(new HomeScreen(found, running, seen, cursor, lookedAt, notice));
      case MakeDemo.NotMade not -> Next.stay(saying(not.problem()));
      case OpenRecipe.Opened opened ->
          Next.open(saying(null), SetUpScreen.of(opened.recipe(), null));
      case Msg.Returned _ -> Next.stay(this, new LookAround(), new LookForTrainings());
      case Msg.Tick tick when !running.isEmpty() && tick.nanos() - lookedAt > LOOK_NANOS ->
          Next.stay(
              new HomeScreen(found, running, machine, cursor, tick.nanos(), notice),
              new LookForTrainings());
      case Msg.Scrolled wheel -> Next.stay(at(cursor + wheel.lines()));
      case Spot spot -> spot.index() == cursor ? open() : Next.stay(at(spot.index()));
      case Msg.Chosen chosen -> saying(null).chosen(chosen.binding());
      default -> Next.stay(this);
    };
  }

  private Next chosen(String binding) {
    return switch (binding) {
      case "open" -> open();
      case "dataset" ->
          recipe()
              .map(one -> Next.open(this, DatasetScreen.of(one.file(), SettingsText.ON_DISK)))
              .orElse(Next.stay(this));
      case "queue" -> Next.open(this, QueueScreen.of(recipe().map(Row.Recipe::file).orElse(null)));
      case "new" ->
          found == null ? Next.stay(this) : Next.open(this, WizardScreen.start(found.folder()));
      case "demo" -> Next.stay(saying("the demo is being made …"), new MakeDemo());
      case "runs" -> Next.open(this, RunsScreen.start());
      case "again" ->
          Next.stay(this, new LookAround(), new LookForTrainings(), new LookAtMachine());
      case "up" -> Next.stay(at(cursor - 1));
      case "down" -> Next.stay(at(cursor + 1));
      case "page-up" -> Next.stay(at(cursor - PAGE));
      case "page-down" -> Next.stay(at(cursor + PAGE));
      case "back" -> Next.close();
      default -> Next.stay(this);
    };
  }

  private Optional<Row.Recipe> recipe() {
    return focused().filter(Row.Recipe.class::isInstance).map(Row.Recipe.class::cast);
  }

  private Next open() {
    return switch (focused().orElse(null)) {
      case Row.Running running -> Next.open(this, TrainingScreen.of(running.run().run()));
      case Row.Recipe recipe -> Next.stay(this, new OpenRecipe(recipe.file()));
      case Row.Deleted gone -> Next.stay(this, new RestoreRecipe(gone.file(), gone.before()));
      case Row.Broken broken -> Next.stay(saying(broken.problem() + "; " + broken.help()));
      case Row.Foreign foreign ->
          Next.stay(
              saying(
                  "lorabake import "
                      + foreign.name()
                      + " makes a recipe of it and tells what became of each setting"));
      case null -> Next.stay(this);
    };
  }

  /** With the cursor on the row that it is on now, wherever that stands. */
  private HomeScreen staying(HomeScreen other) {
    if (cursor == 0) {
      return other.at(0);
    }
    List<String> names = other.rows().stream().map(Row::name).toList();
    int there = focused().map(row -> names.indexOf(row.name())).orElse(-1);
    return other.at(there < 0 ? cursor : there);
  }

  private HomeScreen at(int row) {
    int bounded = Math.clamp(row, 0, Math.max(0, rows().size() - 1));
    return new HomeScreen(found, running, machine, bounded, lookedAt, notice);
  }

  private HomeScreen saying(@Nullable String word) {
    return new HomeScreen(found, running, machine, cursor, lookedAt, word);
  }

  @Override
  public List<Offer> offers() {
    String none = rows().isEmpty() ? "there is no recipe in this folder" : null;
    String noRecipe = recipe().isEmpty() ? "no recipe is under the cursor" : null;
    Binding open =
        focused()
            .map(row ->
                Binding.of(
                    Keys.OPEN.id(), Keys.OPEN.keys().getFirst(), row.verb(), Keys.OPEN.help()))
            .orElse(Keys.OPEN);
    List<Binding> keys = rows().isEmpty() ? Keys.WITH_NOTHING : Keys.ALL;
    return keys.stream()
        .map(key ->
            switch (key.id()) {
              case "open" -> new Offer(open, none);
              case "new" -> new Offer(key, found == null ? "the folder is being looked at" : null);
              case "dataset" -> new Offer(key, noRecipe);
              default -> Offer.of(key);
            })
        .toList();
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    HomeView.paint(canvas, area, this);
  }
}
