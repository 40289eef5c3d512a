package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Imported;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.recipe.RecipeParts;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.recipe.Setting;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a recipe of another tool's file, and a report of what was lost on the way. */
public final class Importing {
  private final Catalog catalog;
  private final Path workingFolder;
  private final SettingsReading reading;
  private final Imported imported;
  private final List<Flag> flags;
  private final @Nullable String script;

  /**
   * Reads the files.
   *
   * @param flags laid over what they say
   * @param script the training script, where the user named it
   */
  public Importing(
      Catalog catalog,
      Path workingFolder,
      List<ForeignFile> files,
      List<Flag> flags,
      @Nullable String script) {
    this.catalog = catalog;
    this.workingFolder = workingFolder;
    this.reading = new SettingsReading(catalog, workingFolder);
    this.imported = reading.imported(files);
    this.flags = flags;
    this.script = script;
  }

  /**
   * What came of it.
   *
   * @param text of the recipe, comments and all
   */
  public record Result(ImportReport report, String text) {}

  /**
   * The recipe with answers in it.
   *
   * @param answers by the placeholder in whose place they stand, angle brackets and all
   */
  public Result result(Map<String, String> answers) {
    Set<String> answered = new HashSet<>();
    flags.forEach(flag -> answered.add("train." + flag.option()));
    List<Flag> typed = new ArrayList<>(flags);
    Imported filled =
        with(
            imported
                .parts()
                .mapped((target, setting) -> {
                  Setting full = filled(setting, answers);
                  if (full.equals(setting)) {
                    return setting;
                  }
                  answered.add(target);
                  if (target.startsWith("train.") && catalog.option(setting.name()).isPresent()) {
                    typed.add(0, new Flag(setting.name(), texts(full.value())));
                  }
                  return full;
                }));
    RecipeReader.Reading read = reading.recipe(filled, typed, script);
    List<String> notes = read.notes().subList(1, read.notes().size()); // the report says the first
    List<Account> accounts =
        imported.accounts().stream().map(account -> settled(account, answered)).toList();
    List<String> open = Placeholders.open(RecipeWriter.write(read.recipe()));
    ImportReport report = ImportReport.of(imported, accounts, read.recipe(), notes, open);
    return new Result(report, RecipeWriter.write(read.recipe(), ImportRemarks.of(report)));
  }

  private Imported with(RecipeParts parts) {
    return new Imported(
        imported.format(),
        imported.tool(),
        imported.files(),
        imported.base(),
        parts,
        imported.script(),
        imported.accounts(),
        imported.additions());
  }

  private Setting filled(Setting setting, Map<String, String> answers) {
    return switch (setting.value()) {
      case String text when answers.containsKey(text) ->
          setting.withValue(path(answers.getOrDefault(text, text)));
      case List<?> items when items.stream().anyMatch(Placeholder::is) ->
          setting.withValue(
              items.stream()
                  .map(item ->
                      item instanceof String text && answers.containsKey(text)
                          ? path(answers.getOrDefault(text, text))
                          : item)
                  .toList());
      default -> setting;
    };
  }

  /** A path that is there counts from where the answer was given, not from the old file. */
  private String path(String answer) {
    try {
      Path path = workingFolder.resolve(answer).normalize();
      return Files.exists(path) ? path.toString() : answer;
    } catch (InvalidPathException e) {
      return answer;
    }
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static Account settled(Account account, Set<String> answered) {
    boolean settled =
        account.fate() == Fate.QUESTION
            && !account.targets().isEmpty()
            && answered.containsAll(account.targets());
    return settled
        ? new Account(
            account.source(),
            Fate.ANSWERED,
            account.targets(),
            account.reason(),
            account.ran(),
            account.meant())
        : account;
  }
}
