package dev.lorabake.tui.picker;

import dev.lorabake.recipe.Placeholder;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.CompletePath;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file or a folder being chosen.
 *
 * @param asked what for
 * @param base what relative paths count from, absolute
 * @param style how the path is written
 * @param looking the look at the disk that was asked for last
 * @param listed what came of one, {@code null} before the first
 * @param counts images of the folders that lie in it, by name, as far as they are counted; that of
 *     the folder itself by an empty name
 * @param part of a name that is typed
 * @param all whether files that do not fit are shown too
 * @param rows what is shown of {@code listed}
 * @param index the row under the cursor
 * @param problem why the last key did nothing
 */
public record PickerScreen(
    String asked,
    Sought sought,
    Path base,
    PathStyle style,
    ListFolder looking,
    ListFolder.@Nullable Listed listed,
    Map<String, ImageCount> counts,
    LineEditor part,
    boolean all,
    List<Row> rows,
    int index,
    @Nullable String problem)
    implements Screen {
  private static final int PAGE = 10;

  /** A row was clicked. */
  record RowSpot(int index) implements Msg {}

  /**
   * Chooses a path.
   *
   * @param asked what {@link Picked} names
   * @param base what relative paths count from, absolute
   * @param now what is typed by now, empty for nothing: the picker begins there
   * @param others paths that stand beside it: the chosen one is written as they are
   */
  public static PickerScreen of(
      String asked, Sought sought, Path base, String now, Collection<String> others) {
    return new PickerScreen(
        asked,
        sought,
        base,
        PathStyle.of(now, others),
        start(sought, base, now),
        null,
        Map.of(),
        LineEditor.of(""),
        false,
        List.of(),
        0,
        null);
  }

  private static ListFolder start(Sought sought, Path base, String now) {
    if (now.isBlank() || Placeholder.is(now)) {
      return new ListFolder(base, true);
    }
    try {
      boolean into = !sought.isFolder() || now.endsWith("/");
      return new ListFolder(CompletePath.folder(base, now), into);
    } catch (InvalidPathException e) {
      return new ListFolder(base, true);
    }
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  @Override
  public String title() {
    return "choose " + sought.shown() + ": " + asked;
  }

  @Override
  public List<Effect> opening() {
    return List.of(looking);
  }

  @Override
  public boolean isTyping() {
    return true;
  }

  Optional<Row> focused() {
    return index < rows.size() ? Optional.of(rows.get(index)) : Optional.empty();
  }

  boolean isLooking() {
    return listed == null || !listed.asked().equals(looking);
  }

  /** How many files are not shown because they do not fit. */
  long otherFiles() {
    return listed == null || all
        ? 0
        : listed.items().stream()
            .filter(item -> !item.isHidden() && item.type() != Item.Type.FOLDER)
            .filter(item -> !sought.fits(item))
            .count();
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case ListFolder.Listed now when now.asked().equals(looking) -> seen(now);
      case CountImages.Counted counted
          when listed != null && counted.folder().equals(listed.folder()) ->
          Next.stay(counting(counted.counts()));
      case RowSpot spot -> spot.index() == index ? take() : Next.stay(at(spot.index()));
      case Msg.Scrolled wheel -> Next.stay(at(index + wheel.lines()));
      case Msg.Typed typed -> typed(typed.key());
      case Msg.Chosen chosen -> chosen(chosen.binding());
      default -> Next.stay(this);
    };
  }

  private Next seen(ListFolder.Listed now) {
    List<Row> shown = Row.of(now, sought, part.text().strip(), all);
    PickerScreen screen =
        new PickerScreen(
            asked,
            sought,
            base,
            style,
            looking,
            now,
            Map.of(),
            part,
            all,
            shown,
            Row.indexOf(shown, now.select()),
            null);
    List<String> folders = new ArrayList<>();
    folders.add("");
    now.items().stream()
        .filter(item -> item.type() == Item.Type.FOLDER && !item.isHidden())
        .forEach(item -> folders.add(item.name()));
    return sought.kind() == Sought.Kind.IMAGES && now.problem() == null
        ? Next.stay(screen, new CountImages(now.folder(), List.copyOf(folders)))
        : Next.stay(screen);
  }

  private Next chosen(String binding) {
    return switch (binding) {
      case "take" -> take();
      case "open" -> open();
      case "parent" -> parent();
      case "home" -> look(Path.of(System.getProperty("user.home")), true);
      case "all" -> Next.stay(filtered(part, !all));
      case "up" -> Next.stay(at(index - 1));
      case "down" -> Next.stay(at(index + 1));
      case "page-up" -> Next.stay(at(index - PAGE));
      case "page-down" -> Next.stay(at(index + PAGE));
      case "back" -> Next.close();
      default -> Next.stay(this);
    };
  }

  private Next typed(Key key) {
    boolean nothing = part.text().isEmpty();
    if (key.equals(Key.of('/'))) {
      return into();
    }
    if (nothing && key.equals(Key.of('~'))) {
      return chosen("home");
    }
    return switch (key.name()) {
      case BACKSPACE -> nothing ? parent() : Next.stay(filtered(part.after(key), all));
      case HOME -> Next.stay(at(0));
      case END -> Next.stay(at(rows.size() - 1));
      case CHARACTER -> Next.stay(filtered(part.after(key), all));
      default -> Next.stay(this);
    };
  }

  /** The folder that is typed, or the only one that has the text in its name. */
  private Next into() {
    if (isLooking() && !part.text().isEmpty()) {
      return look(looking.target().resolve(part.text()), true); // typed faster than a disk is read
    }
    if (part.text().isEmpty()) {
      Path root = base.getRoot();
      return root == null ? Next.stay(this) : look(root, true);
    }
    List<String> names =
        rows.stream()
            .filter(row -> row instanceof Row.Child(Item item) && item.type() == Item.Type.FOLDER)
            .map(row -> ((Row.Child) row).item().name())
            .toList();
    Optional<String> named =
        names.stream()
            .filter(name -> name.equalsIgnoreCase(part.text()))
            .findFirst()
            .or(() -> names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty());
    return listed == null || named.isEmpty()
        ? Next.stay(saying("no one folder here is called so"))
        : look(listed.folder().resolve(named.get()), true);
  }

  private Next take() {
    Row row = focused().orElse(null);
    if (isLooking()) {
      return Next.stay(saying("it is being looked at"));
    }
    if (listed == null || row == null) {
      return Next.stay(saying("nothing is under the cursor"));
    }
    return switch (row) {
      case Row.Up _ -> parent();
      case Row.Here _ -> picked(listed.folder());
      case Row.Child(Item item) -> {
        if (takes(item)) {
          yield picked(listed.folder().resolve(item.name()));
        }
        yield item.type() == Item.Type.FOLDER ? open() : Next.stay(this);
      }
    };
  }

  /** Whether it can be chosen: of files all, since an ending may be unusual. */
  boolean takes(Item item) {
    return item.type() == Item.Type.FILE ? !sought.isFolder() : sought.fits(item);
  }

  private Next picked(Path path) {
    return new Next(
        new Next.Move.Close(), List.of(new Picked.Tell(new Picked(asked, written(path)))));
  }

  /** A path as it would be written. */
  String written(Path path) {
    return style.write(path, base);
  }

  private Next open() {
    return listed != null
            && !isLooking()
            && focused().orElse(null) instanceof Row.Child(Item item)
            && item.type() == Item.Type.FOLDER
        ? look(listed.folder().resolve(item.name()), true)
        : focused().orElse(null) instanceof Row.Up ? parent() : Next.stay(this);
  }

  private Next parent() {
    return listed == null || isLooking() ? Next.stay(this) : look(listed.folder(), false);
  }

  private Next look(Path target, boolean into) {
    ListFolder next = new ListFolder(target, into);
    return Next.stay(
        new PickerScreen(
            asked,
            sought,
            base,
            style,
            next,
            listed,
            counts,
            LineEditor.of(""),
            all,
            rows,
            index,
            null),
        next);
  }

  private PickerScreen filtered(LineEditor other, boolean others) {
    List<Row> shown =
        listed == null ? List.of() : Row.of(listed, sought, other.text().strip(), others);
    String before = focused().orElse(null) instanceof Row.Child(Item item) ? item.name() : null;
    int cursor = other.equals(part) && before != null ? Row.indexOf(shown, before) : 0;
    return new PickerScreen(
        asked, sought, base, style, looking, listed, counts, other, others, shown, cursor, null);
  }

  private PickerScreen counting(Map<String, ImageCount> more) {
    Map<String, ImageCount> known = new HashMap<>(counts);
    known.putAll(more);
    return new PickerScreen(
        asked,
        sought,
        base,
        style,
        looking,
        listed,
        Map.copyOf(known),
        part,
        all,
        rows,
        index,
        problem);
  }

  private PickerScreen at(int other) {
    int bounded = Math.clamp(other, 0, Math.max(0, rows.size() - 1));
    return new PickerScreen(
        asked, sought, base, style, looking, listed, counts, part, all, rows, bounded, null);
  }

  private PickerScreen saying(String why) {
    return new PickerScreen(
        asked, sought, base, style, looking, listed, counts, part, all, rows, index, why);
  }

  @Override
  public List<Offer> offers() {
    Row row = focused().orElse(null);
    boolean folder =
        row instanceof Row.Up
            || (row instanceof Row.Child(Item item) && item.type() == Item.Type.FOLDER);
    return Keys.ALL.stream()
        .filter(key -> !key.equals(Keys.INTO))
        .map(key ->
            new Offer(
                key, key.equals(Keys.OPEN) && !folder ? "no folder is under the cursor" : null))
        .toList();
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    PickerView.paint(canvas, area, this);
  }
}
