package dev.lorabake.tui.dataset;

import dev.lorabake.plan.PlacedImages.Folder;
import dev.lorabake.plan.PlacedImages.Placed;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.LineEditor;
import dev.lorabake.tui.LoadPictures;
import dev.lorabake.tui.Moves;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images of a recipe.
 *
 * @param seen {@code null} before the first look
 * @param unreadable why there was nothing to look at, {@code null} where there was
 * @param pictures the last ones that were shown, by file; empty for one that cannot be
 */
public record DatasetScreen(
    Path file,
    SettingsText texts,
    DatasetLook.@Nullable Seen seen,
    @Nullable String unreadable,
    Browsing browsing,
    Map<Path, Optional<BufferedImage>> pictures)
    implements Screen {
  private static final int PAGE = 10;
  private static final int MOST_PICTURES = 40;

  /**
   * Opens it.
   *
   * @param file the recipe
   * @param texts where its text comes from: the disk, or who edits it
   */
  public static DatasetScreen of(Path file, SettingsText texts) {
    return new DatasetScreen(file, texts, null, null, Browsing.start(), Map.of());
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return Keys.ALL;
  }

  @Override
  public String title() {
    return file.getFileName() + " ─ dataset";
  }

  @Override
  public String status() {
    return browsing.wanted().isEmpty() ? "" : "/" + browsing.wanted();
  }

  @Override
  public List<Effect> opening() {
    return List.of(new LookAtDataset(file, texts));
  }

  @Override
  public boolean isTyping() {
    return browsing.search() != null;
  }

  List<Folder> subsets() {
    return seen == null ? List.of() : seen.overview().folders();
  }

  /** The images of the chosen subset that have the wanted text. */
  List<Placed> images() {
    if (subsets().isEmpty()) {
      return List.of();
    }
    List<Placed> all = subsets().get(browsing.subset()).images();
    String text = browsing.wanted().strip().toLowerCase(Locale.ROOT);
    return text.isEmpty()
        ? all
        : all.stream()
            .filter(image ->
                image.caption().text().toLowerCase(Locale.ROOT).contains(text)
                    || name(image.path()).toLowerCase(Locale.ROOT).contains(text))
            .toList();
  }

  static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  /** The image under the cursor. */
  Optional<Placed> focused() {
    List<Placed> images = images();
    return browsing.view() == Browsing.View.IMAGES && browsing.row() < images.size()
        ? Optional.of(images.get(browsing.row()))
        : Optional.empty();
  }

  private int rows() {
    if (seen == null) {
      return 0;
    }
    return switch (browsing.view()) {
      case IMAGES -> images().size();
      case BUCKETS -> DatasetView.buckets(seen).size();
      case PROBLEMS -> DatasetView.problems(seen).size();
    };
  }

  /** A row of the view was clicked. */
  record Row(int index) implements Msg {}

  /** A subset was clicked. */
  record Subset(int index) implements Msg {}

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case LookAtDataset.Found found when found.file().equals(file) ->
          moved(
              new DatasetScreen(file, texts, found.seen(), null, browsing, Map.of())
                  .at(Browsing.start().in(browsing.view())));
      case LookAtDataset.Unreadable bad when bad.file().equals(file) ->
          Next.stay(new DatasetScreen(file, texts, null, bad.reason(), browsing, pictures));
      case LoadPictures.Loaded loaded -> Next.stay(with(loaded));
      case Msg.Scrolled wheel -> moved(at(browsing.at(browsing.row() + wheel.lines())));
      case Row row -> moved(at(browsing.at(row.index())));
      case Subset subset -> moved(at(browsing.of(subset.index())));
      case Msg.Typed typed when browsing.search() != null ->
          moved(at(browsing.typing(browsing.search().after(typed.key()))));
      case Msg.Chosen chosen -> chosen(chosen.binding());
      default -> Next.stay(this);
    };
  }

  private Next chosen(String binding) {
    LineEditor typed = browsing.search();
    return switch (binding) {
      case "next" -> moved(at(browsing.in(browsing.view().next())));
      case "search" -> moved(at(browsing.typing(LineEditor.of(browsing.wanted()))));
      case "ok" -> moved(at(browsing.looking(typed == null ? "" : typed.text())));
      case "look" -> Next.stay(at(browsing.enlarged(!browsing.enlarged())));
      case "left" -> moved(at(browsing.of(browsing.subset() - 1)));
      case "right" -> moved(at(browsing.of(browsing.subset() + 1)));
      case "up" -> moved(at(browsing.at(browsing.row() - 1)));
      case "down" -> moved(at(browsing.at(browsing.row() + 1)));
      case "page-up" -> moved(at(browsing.at(browsing.row() - PAGE)));
      case "page-down" -> moved(at(browsing.at(browsing.row() + PAGE)));
      case "again" ->
          Next.stay(
              new DatasetScreen(file, texts, null, null, browsing, Map.of()),
              new LookAtDataset(file, texts));
      case "back" ->
          browsing.enlarged()
              ? Next.stay(at(browsing.enlarged(false)))
              : typed == null && browsing.wanted().isEmpty()
                  ? Next.close()
                  : moved(at(browsing.looking("")));
      default -> Next.stay(this);
    };
  }

  private DatasetScreen at(Browsing other) {
    return new DatasetScreen(file, texts, seen, unreadable, other, pictures);
  }

  /** Keeps to what there is, and has the picture under the cursor read. */
  private static Next moved(DatasetScreen screen) {
    Browsing wish = screen.browsing;
    int subset = Math.clamp(wish.subset(), 0, Math.max(0, screen.subsets().size() - 1));
    DatasetScreen there =
        subset == wish.subset() ? screen : screen.at(wish.of(subset).at(wish.row()));
    DatasetScreen bounded =
        there.at(
            there.browsing.at(Math.clamp(there.browsing.row(), 0, Math.max(0, there.rows() - 1))));
    return bounded
        .focused()
        .map(image -> Path.of(image.path()))
        .filter(path -> !bounded.pictures.containsKey(path))
        .map(path -> Next.stay(bounded, new LoadPictures(List.of(path))))
        .orElse(Next.stay(bounded));
  }

  private DatasetScreen with(LoadPictures.Loaded loaded) {
    Map<Path, Optional<BufferedImage>> all = new LinkedHashMap<>(pictures);
    loaded.pictures().forEach((path, picture) -> all.put(path, Optional.of(picture)));
    loaded.unreadable().forEach(path -> all.put(path, Optional.empty()));
    while (all.size() > MOST_PICTURES) {
      all.remove(all.keySet().iterator().next());
    }
    return new DatasetScreen(file, texts, seen, unreadable, browsing, all);
  }

  @Override
  public List<Offer> offers() {
    if (browsing.search() != null) {
      return List.of(Offer.of(Keys.OK), Offer.of(Keys.ALL_IMAGES));
    }
    String nothing = seen == null ? "the images are not read" : null;
    String none = focused().isEmpty() ? "no image is under the cursor" : null;
    String only = subsets().size() > 1 ? null : "there is one subset only";
    return List.of(
        new Offer(Keys.NEXT, nothing),
        new Offer(Keys.SEARCH, nothing),
        new Offer(Keys.LOOK, none),
        new Offer(Keys.AFTER, only),
        new Offer(Keys.BEFORE, only),
        Offer.of(Keys.AGAIN),
        Offer.of(Moves.UP),
        Offer.of(Moves.DOWN),
        Offer.of(Moves.PAGE_UP),
        Offer.of(Moves.PAGE_DOWN),
        Offer.of(Keys.BACK));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    DatasetView.paint(canvas, area, this);
  }
}
