package dev.lorabake.tui.queue;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.queue.EntryLook;
import dev.lorabake.train.queue.EntryState;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Moves;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.training.TrainingScreen;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trainings that wait, run, or are over.
 *
 * @param recipe what {@code a} adds, {@code null} where none was chosen
 * @param found {@code null} before the first look
 * @param number of the entry under the cursor, so that it stays there when it is moved
 * @param age ticks since a look was due; below 0 before that
 * @param asking whether the user is being asked if it shall be called off
 */
public record QueueScreen(
    @Nullable Path recipe, LookAtQueue.@Nullable Found found, long number, int age, boolean asking)
    implements Screen {
  /**
   * Opens it.
   *
   * @param recipe as it lies on the disk, to be added; {@code null} for none
   */
  public static QueueScreen of(@Nullable Path recipe) {
    return new QueueScreen(recipe, null, 0, 0, false);
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  @Override
  public String title() {
    return "queue";
  }

  @Override
  public String status() {
    if (found == null) {
      return "";
    }
    return found.overview().paused() ? "paused" : found.overview().runner() ? "is worked off" : "";
  }

  @Override
  public List<Effect> opening() {
    return List.of(new LookAtQueue());
  }

  List<EntryLook> entries() {
    return found == null ? List.of() : found.overview().entries();
  }

  /** The row under the cursor, counted from 0. */
  int cursor() {
    for (int row = 0; row < entries().size(); row++) {
      if (entries().get(row).entry().number() == number) {
        return row;
      }
    }
    return 0;
  }

  Optional<EntryLook> focused() {
    return entries().isEmpty() ? Optional.empty() : Optional.of(entries().get(cursor()));
  }

  /** Its place among those that wait, from 1; 0 for one that does not. */
  private int place() {
    int place = 0;
    for (EntryLook look : entries().subList(0, Math.min(cursor() + 1, entries().size()))) {
      place += look.state() == EntryState.WAITING ? 1 : 0;
    }
    return focused().filter(look -> look.state() == EntryState.WAITING).isPresent() ? place : 0;
  }

  private long waiting() {
    return entries().stream().filter(look -> look.state() == EntryState.WAITING).count();
  }

  /** A row was clicked. */
  record Row(int index) implements Msg {}

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case LookAtQueue.Found now ->
          Next.stay(new QueueScreen(recipe, now, number, -now.rest(), asking).kept());
      case Msg.Returned _ -> Next.stay(this, new LookAtQueue());
      case Msg.Tick _ -> {
        QueueScreen older = new QueueScreen(recipe, found, number, age + 1, asking);
        yield older.age == 0 ? Next.stay(older, new LookAtQueue()) : Next.stay(older);
      }
      case Msg.Scrolled wheel -> Next.stay(at(cursor() + wheel.lines()));
      case Row row -> row.index() == cursor() ? open() : Next.stay(at(row.index()));
      case Msg.Chosen chosen -> chosen(chosen.binding());
      default -> Next.stay(this);
    };
  }

  private Next chosen(String binding) {
    return switch (binding) {
      case "up" -> Next.stay(at(cursor() - 1));
      case "down" -> Next.stay(at(cursor() + 1));
      case "open" -> open();
      case "add" -> recipe == null ? Next.stay(this) : change(new ChangeQueue.Change.Add(recipe));
      case "earlier" -> change(new ChangeQueue.Change.Move(number, place() - 1));
      case "later" -> change(new ChangeQueue.Change.Move(number, place() + 1));
      case "pause" ->
          change(
              found != null && found.overview().paused()
                  ? new ChangeQueue.Change.GoOn()
                  : new ChangeQueue.Change.Pause());
      case "cancel-entry" -> Next.stay(asking(true));
      case "yes" ->
          Next.stay(asking(false), new ChangeQueue(new ChangeQueue.Change.Cancel(number)));
      case "back" -> asking ? Next.stay(asking(false)) : Next.close();
      case "retry" -> change(new ChangeQueue.Change.Retry(number));
      case "work" -> change(new ChangeQueue.Change.WorkOff());
      default -> Next.stay(this);
    };
  }

  private Next change(ChangeQueue.Change change) {
    return Next.stay(this, new ChangeQueue(change));
  }

  private Next open() {
    RunDirectory run = focused().map(EntryLook::run).orElse(null);
    return run == null ? Next.stay(this) : Next.open(this, TrainingScreen.of(run));
  }

  private QueueScreen at(int row) {
    if (entries().isEmpty()) {
      return this;
    }
    int bounded = Math.clamp(row, 0, entries().size() - 1);
    return new QueueScreen(recipe, found, entries().get(bounded).entry().number(), age, asking);
  }

  /** With the cursor on the same entry, wherever that is now. */
  private QueueScreen kept() {
    return at(cursor());
  }

  private QueueScreen asking(boolean whether) {
    return new QueueScreen(recipe, found, number, age, whether);
  }

  @Override
  public List<Offer> offers() {
    if (asking) {
      return List.of(Offer.of(Keys.YES), Offer.of(Keys.NO));
    }
    String none = entries().isEmpty() ? "the queue is empty" : null;
    EntryState state = focused().map(EntryLook::state).orElse(EntryState.FINISHED);
    String waits = state == EntryState.WAITING ? null : "it does not wait: it is " + state.id();
    boolean done = state == EntryState.FINISHED || state == EntryState.SKIPPED;
    boolean runner = found != null && found.overview().runner();
    String run = focused().map(EntryLook::run).isPresent() ? null : "it has not been started";
    return List.of(
        new Offer(Keys.OPEN, first(none, run)),
        new Offer(Keys.ADD, recipe == null ? "choose a recipe on the home screen first" : null),
        new Offer(Keys.WORK, first(none, runner ? "it has a runner already" : null)),
        Offer.of(Keys.PAUSE),
        new Offer(Keys.EARLIER, first(none, waits, place() == 1 ? "it is the next one" : null)),
        new Offer(Keys.LATER, first(none, waits, place() == waiting() ? "it is the last" : null)),
        new Offer(
            Keys.CANCEL,
            first(
                none,
                state.isOver() && state != EntryState.BLOCKED ? "it is " + state.id() : null)),
        new Offer(
            Keys.RETRY,
            first(
                none,
                !state.isOver() ? "it is not over: it is " + state.id() : null,
                done ? "it is done" : null)),
        Offer.of(Moves.UP),
        Offer.of(Moves.DOWN));
  }

  private static @Nullable String first(@Nullable String... reasons) {
    for (String reason : reasons) {
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    QueueView.paint(canvas, area, this);
  }
}
