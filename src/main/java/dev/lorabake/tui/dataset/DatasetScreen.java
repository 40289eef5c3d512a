package dev.lorabake.tui.dataset;

import dev.lorabake.Figures;
import dev.lorabake.dataset.NearDuplicates;
import dev.lorabake.plan.PlacedImages.Folder;
import dev.lorabake.plan.PlacedImages.Placed;
import dev.lorabake.preflight.FileNotes;
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
import dev.lorabake.tui.OpenFolder;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images of a recipe.
 *
 * @param seen {@code null} before the first look
 * @param unreadable why there was nothing to look at, {@code null} where there was
 * @param pictures the last ones that were shown, by file; empty for one that cannot be
 * @param loading the picture that is being read, {@code null} for none: one at a time, so that the
 *     one under the cursor does not wait for all that a held key went past
 * @param matches the images that have the wanted text
 * @param alike pictures that a person would call the same, {@code null} where nobody looked
 * @param said a word about what was asked for, or how far a look is; empty for none
 */
public record DatasetScreen(
    Path file,
    SettingsText texts,
    DatasetLook.@Nullable Seen seen,
    @Nullable String unreadable,
    Browsing browsing,
    Map<Path, Optional<BufferedImage>> pictures,
    @Nullable Path loading,
    Matches matches,
    NearDuplicates.@Nullable Found alike,
    String said)
    implements Screen {
  private static final int MOST_PICTURES = 40;

  /**
   * Opens it.
   *
   * @param file the recipe
   * @param texts where its text comes from: the disk, or who edits it
   */
  public static DatasetScreen of(Path file, SettingsText texts) {
    return new DatasetScreen(
        file, texts, null, null, Browsing.start(), Map.of(), null, Matches.NONE, null, "");
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
    if (isSearching()) {
      return "/" + browsing.wanted();
    }
    return seen == null
        ? ""
        : Figures.count(total(), "image") + " in " + Figures.count(subsets().size(), "subset");
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

  int total() {
    return subsets().stream().mapToInt(folder -> folder.images().size()).sum();
  }

  /** Whether only images with a text are shown. */
  boolean isSearching() {
    return !browsing.wanted().isBlank();
  }

  /** The images of the chosen subset; those of all subsets that have the wanted text, if any. */
  List<Placed> images() {
    if (isSearching()) {
      return matches.images();
    }
    return subsets().isEmpty() ? List.of() : subsets().get(browsing.subset()).images();
  }

  /** What is told of single files. */
  List<FileNotes.About> notes() {
    return seen == null ? List.of() : Notes.of(seen, alike);
  }

  /** The problem whose files are shown. */
  Optional<FileNotes.About> problem() {
    List<FileNotes.About> all = notes();
    return browsing.problem() < all.size()
        ? Optional.of(all.get(browsing.problem()))
        : Optional.empty();
  }

  /** The image under the cursor. */
  Optional<Placed> focused() {
    return browsing.view() == Browsing.View.IMAGES && browsing.row() < images().size()
        ? Optional.of(images().get(browsing.row()))
        : Optional.empty();
  }

  /** The file under the cursor. */
  Optional<Path> focusedFile() {
    return browsing.view() == Browsing.View.FILES
        ? problem()
            .filter(about -> browsing.row() < about.all().size())
            .map(about -> Notes.file(about, about.all().get(browsing.row())))
        : focused().map(image -> Path.of(image.path()));
  }

  private int rows() {
    if (seen == null) {
      return 0;
    }
    return switch (browsing.view()) {
      case IMAGES -> images().size();
      case BUCKETS -> BucketRows.of(seen).size();
      case PROBLEMS -> notes().size();
      case FILES -> problem().map(about -> about.all().size()).orElse(0);
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
          moved(with(found.seen(), null).at(Browsing.start().in(browsing.view())));
      case LookAtDataset.Unreadable bad when bad.file().equals(file) ->
          Next.stay(with(seen, bad.reason()));
      case Progressing.Far far when far.file().equals(file) -> Next.stay(saying(far(far)));
      case LookForTwins.Found twins when twins.file().equals(file) ->
          Next.stay(with(twins.alike()));
      case OpenFolder.Lies lies -> Next.stay(saying(lies.path()));
      case LoadPictures.Loaded loaded -> with(loaded).looking();
      case Msg.Scrolled wheel -> moved(at(browsing.at(browsing.row() + wheel.lines())));
      case Row row -> moved(at(browsing.at(row.index())));
      case Subset subset -> subset(subset.index(), true);
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
      case "look" ->
          browsing.view() == Browsing.View.PROBLEMS
              ? moved(at(browsing.files()))
              : Next.stay(at(browsing.enlarged(!browsing.enlarged())));
      case "left" -> subset(browsing.subset() - 1, false);
      case "right" -> subset(browsing.subset() + 1, true);
      case "first" -> moved(at(browsing.at(0)));
      case "last" -> moved(at(browsing.at(rows() - 1)));
      case "folder" -> Next.stay(this, folder());
      case "twins" ->
          seen == null
              ? Next.stay(this)
              : Next.stay(saying("comparing the pictures …"), new LookForTwins(file, seen));
      case "up" -> moved(at(browsing.at(browsing.row() - 1)));
      case "down" -> moved(at(browsing.at(browsing.row() + 1)));
      case "page-up" -> moved(at(browsing.at(browsing.row() - Moves.PAGE)));
      case "page-down" -> moved(at(browsing.at(browsing.row() + Moves.PAGE)));
      case "again" ->
          Next.stay(
              of(file, texts).at(Browsing.start().in(browsing.view())),
              new LookAtDataset(file, texts));
      case "back" ->
          browsing.enlarged()
              ? Next.stay(at(browsing.enlarged(false)))
              : browsing.view() == Browsing.View.FILES
                  ? moved(at(browsing.problems()))
                  : typed == null && browsing.wanted().isEmpty()
                      ? Next.close()
                      : moved(at(browsing.looking("")));
      default -> Next.stay(this);
    };
  }

  /** Goes to a subset; of those that have the wanted text, to the nearest that way. */
  private Next subset(int index, boolean onward) {
    return isSearching() && browsing.view() == Browsing.View.IMAGES
        ? moved(at(browsing.at(matches.first(index, onward, browsing.row()))))
        : moved(at(browsing.of(index)));
  }

  /** Of the file, the problem or the subset under the cursor. */
  private Effect folder() {
    Optional<Path> file = focusedFile();
    if (file.isPresent()) {
      Path parent = file.get().getParent();
      return new OpenFolder(file.get(), parent == null ? file.get() : parent);
    }
    List<FileNotes.About> notes = notes();
    if (browsing.view() == Browsing.View.PROBLEMS && browsing.row() < notes.size()) {
      String folder = notes.get(browsing.row()).note().folder();
      if (!folder.isEmpty()) {
        return new OpenFolder(Path.of(folder));
      }
    }
    return new OpenFolder(Path.of(subsets().get(browsing.subset()).path()));
  }

  private static String far(Progressing.Far far) {
    String doing =
        switch (far.work()) {
          case READING_IMAGES -> "reading images: ";
          case COMPARING_PICTURES -> "comparing pictures: ";
        };
    return doing + Figures.count(far.done()) + " of " + Figures.count(far.all());
  }

  private DatasetScreen at(Browsing other) {
    Matches found =
        other.wanted().equals(browsing.wanted()) ? matches : Matches.of(other.wanted(), subsets());
    return new DatasetScreen(
        file, texts, seen, unreadable, other, pictures, loading, found, alike, "");
  }

  private DatasetScreen saying(String word) {
    return new DatasetScreen(
        file, texts, seen, unreadable, browsing, pictures, loading, matches, alike, word);
  }

  private DatasetScreen with(DatasetLook.@Nullable Seen now, @Nullable String reason) {
    return new DatasetScreen(
        file, texts, now, reason, browsing, Map.of(), null, Matches.NONE, null, "");
  }

  private DatasetScreen with(NearDuplicates.Found twins) {
    String word =
        twins.groups().isEmpty()
            ? "no pictures look the same"
            : Figures.count(twins.groups().size(), "group")
                + " of pictures that look the same, behind the problems";
    return new DatasetScreen(
        file, texts, seen, unreadable, browsing, pictures, loading, matches, twins, word);
  }

  /** Keeps to what there is, and has the picture under the cursor read. */
  private static Next moved(DatasetScreen screen) {
    Browsing wish = screen.browsing;
    int subset = Math.clamp(wish.subset(), 0, Math.max(0, screen.subsets().size() - 1));
    DatasetScreen there =
        subset == wish.subset() ? screen : screen.at(wish.of(subset).at(wish.row()));
    int row = Math.clamp(there.browsing.row(), 0, Math.max(0, there.rows() - 1));
    boolean elsewhere =
        there.isSearching() && there.browsing.view() == Browsing.View.IMAGES && there.rows() > 0;
    DatasetScreen bounded =
        there.at(
            there
                .browsing
                .at(row)
                .within(elsewhere ? there.matches.subsets().get(row) : there.browsing.subset()));
    return bounded.looking();
  }

  /** Has the picture under the cursor read, unless another is being read. */
  private Next looking() {
    Optional<Path> wanted = focusedFile().filter(path -> !pictures.containsKey(path));
    return wanted.isEmpty() || loading != null
        ? Next.stay(this)
        : Next.stay(with(pictures, wanted.get()), new LoadPictures(List.of(wanted.get())));
  }

  private DatasetScreen with(Map<Path, Optional<BufferedImage>> shown, @Nullable Path next) {
    return new DatasetScreen(
        file, texts, seen, unreadable, browsing, shown, next, matches, alike, said);
  }

  private DatasetScreen with(LoadPictures.Loaded loaded) {
    Map<Path, Optional<BufferedImage>> all = new LinkedHashMap<>(pictures);
    loaded.pictures().forEach((path, picture) -> all.put(path, Optional.of(picture)));
    loaded.unreadable().forEach(path -> all.put(path, Optional.empty()));
    while (all.size() > MOST_PICTURES) {
      all.remove(all.keySet().iterator().next());
    }
    return with(all, loading != null && all.containsKey(loading) ? null : loading);
  }

  @Override
  public List<Offer> offers() {
    if (browsing.search() != null) {
      return List.of(
          Offer.of(Keys.OK), Offer.of(Keys.ALL_IMAGES), Offer.of(Moves.UP), Offer.of(Moves.DOWN));
    }
    String nothing =
        seen != null ? null : unreadable == null ? "the images are being read" : "nothing was read";
    boolean lists = browsing.view() == Browsing.View.PROBLEMS && rows() > 0;
    String none = lists || focusedFile().isPresent() ? null : "no image is under the cursor";
    String only = subsets().size() > 1 ? null : "there is one subset only";
    return List.of(
        new Offer(Keys.NEXT, nothing),
        new Offer(Keys.SEARCH, nothing),
        new Offer(Keys.LOOK, none),
        new Offer(Keys.FOLDER, subsets().isEmpty() ? "there is no folder" : nothing),
        new Offer(Keys.AFTER, only),
        new Offer(Keys.BEFORE, only),
        new Offer(Keys.TWINS, alike == null ? nothing : "they are compared"),
        Offer.of(Keys.AGAIN),
        Offer.of(Moves.UP),
        Offer.of(Moves.DOWN),
        Offer.of(Moves.PAGE_UP),
        Offer.of(Moves.PAGE_DOWN),
        Offer.of(Moves.FIRST),
        Offer.of(Moves.LAST),
        Offer.of(Keys.BACK));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    DatasetView.paint(canvas, area, this);
  }
}
