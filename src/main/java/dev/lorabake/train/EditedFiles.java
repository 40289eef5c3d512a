package dev.lorabake.train;

import static java.util.Objects.requireNonNull;

import dev.lorabake.preflight.Change;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.recipe.TomlEdit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings files of a recipe while fixes are applied to them in memory. */
final class EditedFiles implements SettingsText {
  /** Tables that go by their own name in a fix; all other names are options. */
  private static final Set<String> TABLES = Set.of("launch", "machine", "check");

  private final Map<Path, String> before = new LinkedHashMap<>();
  private final Map<Path, String> now = new LinkedHashMap<>();

  @Override
  public String of(Path file) {
    return now.computeIfAbsent(
        file,
        path -> {
          String text = SettingsText.ON_DISK.of(path);
          before.put(path, text);
          return text;
        });
  }

  /** The same, to be changed apart from these. */
  EditedFiles copy() {
    EditedFiles copy = new EditedFiles();
    copy.before.putAll(before);
    copy.now.putAll(now);
    return copy;
  }

  /** Puts a text in place of one that was read before. */
  void put(Path file, String text) {
    of(file);
    now.put(file, text);
  }

  /**
   * The same, but that the other ones lie on the disk now: what they changed in files that these do
   * not know yet is changed back.
   */
  EditedFiles over(EditedFiles saved) {
    EditedFiles copy = copy();
    saved.now.forEach((file, text) -> {
      copy.now.putIfAbsent(file, requireNonNull(saved.before.get(file)));
      copy.before.put(file, text);
    });
    return copy;
  }

  private static String onDisk(Path file, String otherwise) {
    return Files.exists(file) ? SettingsText.ON_DISK.of(file) : otherwise;
  }

  boolean isAsRead() {
    return before.entrySet().stream()
        .allMatch(entry -> onDisk(entry.getKey(), entry.getValue()).equals(entry.getValue()));
  }

  EditedFiles reread() {
    EditedFiles theirs = new EditedFiles();
    before.forEach((file, text) -> {
      String now = onDisk(file, text);
      theirs.before.put(file, now);
      theirs.now.put(file, now);
    });
    return theirs;
  }

  /** The files that differ from the disk. */
  List<EditedFile> changed() {
    return before.entrySet().stream()
        .map(entry ->
            new EditedFile(
                entry.getKey(), entry.getValue(), requireNonNull(now.get(entry.getKey()))))
        .filter(file -> !file.before().equals(file.after()))
        .toList();
  }

  /** Applies all changes of a fix or none; answers why they could not be applied, or null. */
  @Nullable String apply(List<Change> fix, Recipe recipe) {
    if (fix.size() == 2 && isRename(fix.get(0), fix.get(1), recipe)) {
      return null;
    }
    Map<Path, String> saved = new LinkedHashMap<>(now);
    for (Change change : fix) {
      String problem = apply(change, recipe);
      if (problem != null) {
        now.replaceAll((file, _) -> saved.getOrDefault(file, requireNonNull(before.get(file))));
        return problem;
      }
    }
    return null;
  }

  /** Whether the pair is another name for the same value, and was applied as that. */
  private boolean isRename(Change removed, Change set, Recipe recipe) {
    Target old = target(removed.option(), recipe);
    Target renamed = target(set.option(), recipe);
    if (removed.value() != null || set.value() == null || old.file == null || isJson(old.file)) {
      return false;
    }
    boolean together = old.table.equals(renamed.table) && !old.flat && !isFlag(recipe, old.key);
    TomlEdit edit = new TomlEdit(of(old.file));
    boolean done =
        together
            && edit.rename(old.table, old.key, renamed.key)
            && edit.set(old.table, renamed.key, set.value());
    if (done) {
      now.put(old.file, edit.text());
    }
    return done;
  }

  private @Nullable String apply(Change change, Recipe recipe) {
    Target target = target(change.option(), recipe);
    if (isFlag(recipe, change.option())) {
      return change.option() + " was given as a flag";
    }
    String hindrance = hindrance(target, change.option());
    if (hindrance != null || target.file == null) {
      return hindrance;
    }
    TomlEdit edit = new TomlEdit(of(target.file));
    Object value = change.value();
    boolean done =
        target.flat
            ? changeFlat(edit, target.key, value)
            : value == null
                ? edit.remove(target.table, target.key)
                : edit.set(target.table, target.key, value);
    now.put(target.file, edit.text());
    return done
        ? null
        : change.option() + " stands in an inline table, or where only you can change it";
  }

  /** Why nothing in that place can be changed. */
  private static @Nullable String hindrance(Target target, String name) {
    if (target.file == null) {
      return "there is no file to change";
    }
    if (isJson(target.file)) {
      return target.file.getFileName() + " is JSON, where only you can change " + name;
    }
    return target.flat && !target.table.isEmpty()
        ? "a plain config has no table " + target.table
        : null;
  }

  /** Adds a table to an array of tables; answers why it could not, or null. */
  @Nullable String add(String table, Map<String, Object> values, Recipe recipe) {
    return block(table, recipe, edit -> edit.addTable(table, values));
  }

  /** Takes a table out of an array of tables; answers why it could not, or null. */
  @Nullable String remove(String table, Recipe recipe) {
    return block(table, recipe, edit -> edit.removeTable(table));
  }

  private @Nullable String block(String table, Recipe recipe, Predicate<TomlEdit> change) {
    Target target = target(table + ".", recipe);
    String hindrance = hindrance(target, table);
    if (hindrance != null || target.file == null) {
      return hindrance;
    }
    TomlEdit edit = new TomlEdit(of(target.file));
    if (!change.test(edit)) {
      return table + " stands where only you can change it";
    }
    now.put(target.file, edit.text());
    return null;
  }

  /**
   * Where a change goes.
   *
   * @param flat whether the file is a plain config, where tables do not count
   */
  private record Target(@Nullable Path file, String table, String key, boolean flat) {}

  private static Target target(String name, Recipe recipe) {
    int dot = name.lastIndexOf('.');
    String table = dot < 0 ? "" : name.substring(0, dot);
    String key = name.substring(dot + 1);
    if (table.startsWith("datasets[") || table.equals("general")) {
      Path file = recipe.datasets().file();
      return new Target(file != null ? file : recipe.source(), table, key, false);
    }
    boolean flat = recipe.format() == RecipeFormat.SD_SCRIPTS_CONFIG;
    String own = flat || TABLES.contains(table) || table.startsWith("sample[") ? table : "train";
    return new Target(recipe.source(), own, key, flat);
  }

  /** In a plain config a key counts wherever it stands, and the last one wins. */
  private static boolean changeFlat(TomlEdit edit, String key, @Nullable Object value) {
    List<String> tables = edit.tablesWith(key);
    if (value == null) {
      return tables.stream().allMatch(table -> edit.remove(table, key));
    }
    return edit.set(tables.isEmpty() ? edit.firstTable() : tables.getLast(), key, value);
  }

  /** A dataset config may be JSON, which no edit of ours would leave as it was laid out. */
  private static boolean isJson(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static boolean isFlag(Recipe recipe, String option) {
    return recipe.find(option).filter(setting -> setting.origin() == Origin.FLAG).isPresent();
  }
}
