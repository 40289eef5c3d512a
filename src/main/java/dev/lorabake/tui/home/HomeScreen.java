package dev.lorabake.tui.home;

import dev.lorabake.recipe.SettingsText;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.dataset.DatasetScreen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import dev.lorabake.tui.queue.QueueScreen;
import dev.lorabake.tui.runs.RunsScreen;
import dev.lorabake.tui.setup.SetUpScreen;
import dev.lorabake.tui.wizard.WizardScreen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipes of the folder, and the way to everything else.
 *
 * @param found {@code null} before the first look
 */
public record HomeScreen(LookAround.@Nullable Found found, int cursor) implements Screen {
  private static final Binding OPEN =
      Binding.of("open", Key.of(Key.Name.ENTER), "set up", "Set up the recipe under the cursor");
  private static final Binding NEW =
      Binding.of("new", Key.of('n'), "new recipe", "Make a recipe by answering a few questions");
  private static final Binding RUNS =
      Binding.of("runs", Key.of('r'), "runs", "See every run, and watch one");
  private static final Binding DATASET =
      Binding.of("dataset", Key.of('d'), "dataset", "See the images of the recipe");
  private static final Binding QUEUE =
      Binding.of("queue", Key.of('Q'), "queue", "See the queue, and put the recipe into it");
  private static final Binding LEAVE =
      new Binding(
          "back", List.of(Key.of('q'), Key.of(Key.Name.ESCAPE)), "leave", "Leave lorabake", true);

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return List.of(OPEN, NEW, DATASET, RUNS, QUEUE, LEAVE, Moves.UP, Moves.DOWN);
  }

  public static HomeScreen start() {
    return new HomeScreen(null, 0);
  }

  @Override
  public String title() {
    return "home";
  }

  @Override
  public List<Effect> opening() {
    return List.of(new LookAround());
  }

  private List<LookAround.Seen> recipes() {
    return found == null ? List.of() : found.recipes();
  }

  /** A row was clicked. */
  private record Row(int index) implements Msg {}

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case LookAround.Found now -> Next.stay(new HomeScreen(now, 0).at(cursor));
      case OpenRecipe.Opened opened -> Next.open(this, SetUpScreen.of(opened.recipe(), null));
      case Msg.Returned _ -> Next.stay(this, new LookAround());
      case Msg.Scrolled wheel -> Next.stay(at(cursor + wheel.lines()));
      case Row row -> row.index() == cursor ? open() : Next.stay(at(row.index()));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "open" -> open();
            case "dataset" -> dataset();
            case "queue" ->
                Next.open(
                    this,
                    QueueScreen.of(recipes().isEmpty() ? null : recipes().get(cursor).file()));
            case "new" ->
                found == null
                    ? Next.stay(this)
                    : Next.open(this, WizardScreen.start(found.folder()));
            case "runs" -> Next.open(this, RunsScreen.start());
            case "up" -> Next.stay(at(cursor - 1));
            case "down" -> Next.stay(at(cursor + 1));
            case "back" -> Next.close();
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private Next open() {
    return recipes().isEmpty()
        ? Next.stay(this)
        : Next.stay(this, new OpenRecipe(recipes().get(cursor).file()));
  }

  private Next dataset() {
    return recipes().isEmpty()
        ? Next.stay(this)
        : Next.open(this, DatasetScreen.of(recipes().get(cursor).file(), SettingsText.ON_DISK));
  }

  private HomeScreen at(int row) {
    return new HomeScreen(found, Math.clamp(row, 0, Math.max(0, recipes().size() - 1)));
  }

  @Override
  public List<Offer> offers() {
    String none = recipes().isEmpty() ? "there is no recipe in this folder" : null;
    return List.of(
        new Offer(OPEN, none),
        new Offer(NEW, found == null ? "the folder is being looked at" : null),
        new Offer(DATASET, none),
        Offer.of(RUNS),
        Offer.of(QUEUE),
        Offer.of(LEAVE),
        Offer.of(Moves.UP),
        Offer.of(Moves.DOWN));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    Area text = area.rightOf(1).left(area.width() - 2);
    if (found == null) {
      canvas.write(text, 0, 0, "looking …", Ink.DIM);
      return;
    }
    if (recipes().isEmpty()) {
      int row =
          Paragraph.paint(canvas, text, 1, "No recipe in " + found.folder() + " yet.", Ink.TEXT);
      Paragraph.paint(
          canvas,
          text,
          row + 1,
          "n makes one by a few questions; lorabake demo shows the whole way on sample pictures,"
              + " without a GPU.",
          Ink.DIM);
      return;
    }
    canvas.write(text, 0, 0, "recipes in " + found.folder(), Ink.DIM);
    Area rows = area.below(1);
    int first = rows.firstOf(cursor, recipes().size());
    int longest =
        recipes().stream()
            .mapToInt(seen -> CellWidth.of(String.valueOf(seen.file().getFileName())))
            .max()
            .orElse(0);
    int name = Math.min(longest + 2, rows.width() * 3 / 5);
    for (int row = 0; row < rows.height() && first + row < recipes().size(); row++) {
      LookAround.Seen seen = recipes().get(first + row);
      canvas.write(rows.left(name), 1, row, String.valueOf(seen.file().getFileName()), Ink.TITLE);
      canvas.write(rows, name + 1, row, seen.what(), Ink.TEXT);
      if (first + row == cursor) {
        canvas.ink(rows, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(rows.column(), rows.row() + row, rows.width(), 1), new Row(first + row));
    }
  }
}
