package dev.lorabake.tui.training;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer wrote.
 *
 * @param above rows that are scrolled back from the newest; 0 stays with it as it grows
 * @param aside characters of each row that are to the left of the screen
 * @param search what is typed to be looked for, {@code null} while nothing is
 * @param wanted only rows with this text are shown; empty for all
 * @param leave ends the reading
 */
record LogScreen(
    RunDirectory run,
    List<String> rows,
    int above,
    int aside,
    @Nullable LineEditor search,
    String wanted,
    FollowLog.Leave leave)
    implements Screen {
  private static final Binding SEARCH =
      Binding.of("search", Key.of('/'), "search", "Show only rows that have a text");
  private static final Binding UP =
      new Binding("up", List.of(Key.of(Key.Name.UP), Key.of('k')), "up", "Scroll back", true);
  private static final Binding DOWN =
      new Binding("down", List.of(Key.of(Key.Name.DOWN), Key.of('j')), "down", "Scroll on", true);
  private static final Binding PAGE_UP =
      new Binding(
          "page-up", List.of(Key.of(Key.Name.PAGE_UP)), "page up", "Scroll back by a page", false);
  private static final Binding PAGE_DOWN =
      new Binding(
          "page-down",
          List.of(Key.of(Key.Name.PAGE_DOWN)),
          "page down",
          "Scroll on by a page",
          false);
  private static final Binding END =
      new Binding(
          "end", List.of(Key.of(Key.Name.END), Key.of('G')), "end", "Go to the newest row", true);
  private static final Binding OK =
      Binding.of("ok", Key.of(Key.Name.ENTER), "show", "Show only rows with that text");
  private static final Binding CANCEL =
      Binding.of("back", Key.of(Key.Name.ESCAPE), "all", "Show all rows");
  private static final Binding LEFT =
      new Binding(
          "left",
          List.of(Key.of(Key.Name.LEFT), Key.of('h')),
          "left",
          "Go back in the rows",
          false);
  private static final Binding RIGHT =
      new Binding(
          "right",
          List.of(Key.of(Key.Name.RIGHT), Key.of('l')),
          "right",
          "See the rest of the rows",
          true);
  private static final int PAGE = 20;
  private static final int SIDEWAYS = 20;

  static LogScreen of(RunDirectory run) {
    return new LogScreen(run, List.of(), 0, 0, null, "", new FollowLog.Leave());
  }

  static List<Binding> keys() {
    return List.of(SEARCH, UP, DOWN, END, RIGHT, LEFT, PAGE_UP, PAGE_DOWN);
  }

  @Override
  public String title() {
    return run.name() + " ─ log";
  }

  @Override
  public String status() {
    return wanted.isEmpty() ? "" : "/" + wanted;
  }

  @Override
  public List<Effect> opening() {
    return List.of(new FollowLog(run, leave));
  }

  @Override
  public List<Effect> closing() {
    return List.of(leave);
  }

  @Override
  public boolean isTyping() {
    return search != null;
  }

  private List<String> shown() {
    String text = wanted.toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        ? rows
        : rows.stream().filter(row -> row.toLowerCase(Locale.ROOT).contains(text)).toList();
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case FollowLog.Rows read when read.run() == run ->
          Next.stay(new LogScreen(run, read.rows(), above, aside, search, wanted, leave));
      case Msg.Scrolled wheel -> Next.stay(scrolled(-wheel.lines()));
      case Msg.Typed typed when search != null ->
          Next.stay(
              new LogScreen(run, rows, above, aside, search.after(typed.key()), wanted, leave));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "search" ->
                Next.stay(
                    new LogScreen(run, rows, above, aside, LineEditor.of(wanted), wanted, leave));
            case "ok" -> Next.stay(looking(search == null ? "" : search.text()));
            case "back" -> search == null ? Next.close() : Next.stay(looking(""));
            case "up" -> Next.stay(scrolled(1));
            case "down" -> Next.stay(scrolled(-1));
            case "left" -> Next.stay(shifted(-SIDEWAYS));
            case "right" -> Next.stay(shifted(SIDEWAYS));
            case "page-up" -> Next.stay(scrolled(PAGE));
            case "page-down" -> Next.stay(scrolled(-PAGE));
            case "end" -> Next.stay(scrolled(-rows.size()));
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private LogScreen looking(String text) {
    return new LogScreen(run, rows, 0, aside, null, text, leave);
  }

  /** As far as something is left of the longest row. */
  private LogScreen shifted(int by) {
    int longest = shown().stream().mapToInt(String::length).max().orElse(0);
    int most = Math.max(0, longest - SIDEWAYS) / SIDEWAYS * SIDEWAYS;
    return new LogScreen(
        run, rows, above, Math.clamp((long) aside + by, 0, most), search, wanted, leave);
  }

  private LogScreen scrolled(int back) {
    int most = Math.max(0, shown().size() - 1);
    return new LogScreen(
        run, rows, Math.clamp((long) above + back, 0, most), aside, search, wanted, leave);
  }

  @Override
  public List<Offer> offers() {
    return search == null
        ? keys().stream().map(Offer::of).toList()
        : List.of(Offer.of(OK), Offer.of(CANCEL));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    List<String> shown = shown();
    Area list = search == null ? area : area.above(1);
    int last = shown.size() - above;
    int first = Math.max(0, last - list.height());
    for (int row = 0; first + row < last && row < list.height(); row++) {
      String whole = shown.get(first + row);
      canvas.write(list, 0, row, whole.substring(Math.min(aside, whole.length())), Ink.TEXT);
    }
    if (shown.isEmpty()) {
      canvas.write(list, 1, 0, wanted.isEmpty() ? "nothing yet" : "no row has that", Ink.DIM);
    }
    if (search != null) {
      canvas.write(area.bottom(1), 1, 0, "/" + search.text() + "▏", Ink.KEY);
    }
  }
}
