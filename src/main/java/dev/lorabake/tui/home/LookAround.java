package dev.lorabake.tui.home;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.RecipeReader.Reading;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.SettingsReading;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for recipes in the working folder, and for drafts of them. */
record LookAround() implements Effect {
  /** A folder of more settings files than this is not one of recipes. */
  private static final int MOST_FILES = 2000;

  /** Of other forms: where images lie, each may have such a file beside it. */
  private static final int MOST_FOREIGN = 200;

  /** Settings are text of some pages; anything longer is something else. */
  private static final long MOST_BYTES = 1_000_000;

  private static final Pattern MEANT_AS_RECIPE =
      Pattern.compile("^\\uFEFF?\\s*recipe\\s*=", Pattern.MULTILINE);

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  /**
   * What was found: the recipes, the latest first, then all else.
   *
   * @param left how many files there were no time to look into
   * @param problem why the folder could not be looked at, {@code null} where it could
   */
  record Found(Path folder, List<Row> rows, int left, @Nullable String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    List<Row> rows = new ArrayList<>();
    List<Row> behind = new ArrayList<>();
    List<Drafts.Kept> kept = drafts(world);
    Map<Path, Instant> drafts = new HashMap<>();
    kept.forEach(draft -> drafts.merge(draft.recipe(), draft.at(), LookAround::later));
    List<Path> files;
    try {
      files = files(world.workingFolder());
    } catch (IOException | DirectoryIteratorException e) {
      String problem = world.workingFolder() + " cannot be read: " + e.getMessage();
      tell.accept(new Found(world.workingFolder(), rows, 0, problem));
      return;
    }
    files.sort(Comparator.comparingLong(LookAround::modified).reversed());
    int foreign = 0;
    int left = 0;
    for (Path file : files) {
      boolean toml = file.toString().endsWith(".toml");
      foreign += toml ? 0 : 1;
      if (toml ? rows.size() >= MOST_FILES : foreign > MOST_FOREIGN) {
        left++;
        continue;
      }
      switch (row(file, world.workingFolder(), drafts.get(file))) {
        case Row.Recipe recipe -> rows.add(recipe);
        case Row.Broken broken -> rows.add(broken);
        case Row row -> behind.add(row);
        case null -> {}
      }
    }
    rows.addAll(deleted(kept, world.workingFolder()));
    rows.addAll(behind);
    tell.accept(new Found(world.workingFolder(), List.copyOf(rows), left, null));
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(folder, "*.{toml,json,yaml,yml}")) {
      for (Path file : children) {
        if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** {@code null} for a file that holds no settings of a training. */
  private static @Nullable Row row(Path file, Path folder, @Nullable Instant draft) {
    RecipeReader reader = new RecipeReader(Catalog.bundled(), folder);
    try {
      String text = file.toString().endsWith(".toml") ? SettingsText.ON_DISK.of(file) : "";
      if (MEANT_AS_RECIPE.matcher(text).find() || reader.isRecipe(file, text)) {
        return recipe(file, reader.read(file, List.of(), null), draft);
      }
    } catch (UserError e) {
      String problem = String.valueOf(e.getMessage()).replace(folder + "/", "");
      return new Row.Broken(file, problem, e.help());
    }
    return new SettingsReading(Catalog.bundled(), folder)
        .foreign(file)
        .map(format -> new Row.Foreign(file, format))
        .orElse(null);
  }

  private static Row recipe(Path file, Reading reading, @Nullable Instant draft) {
    String network =
        reading.recipe().network() == null ? "" : " · " + reading.recipe().network().title();
    return new Row.Recipe(
        file, reading.recipe().family().title() + network, draft == null ? "" : shown(draft));
  }

  private static String shown(Instant at) {
    return SHOWN.format(at.atZone(ZoneId.systemDefault()));
  }

  /** Drafts that cannot be read are told of where their recipe is opened. */
  private static List<Drafts.Kept> drafts(World world) {
    try {
      return world.drafts().all();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Row> deleted(List<Drafts.Kept> drafts, Path folder) {
    List<Row> rows = new ArrayList<>();
    for (Drafts.Kept draft : drafts) {
      String before = draft.before();
      if (before != null
          && folder.equals(draft.recipe().getParent())
          && Files.notExists(draft.recipe())) {
        rows.add(new Row.Deleted(draft.recipe(), shown(draft.at()), before));
      }
    }
    return rows;
  }
}
