package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Addition;
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
import java.util.LinkedHashSet;
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
   * @param asked what a person may answer: open placeholders, and what stands where another
   *     machine's value may be wrong
   */
  public record Result(ImportReport report, String text, List<String> asked) {}

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
                  if (isFolderBesideConfig(target, setting)) {
                    answered.add(target);
                    return null;
                  }
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
    List<Addition> additions =
        imported.additions().stream()
            .filter(one -> !(Placeholder.is(one.value()) && answered.contains(one.target())))
            .toList();
    ImportReport report =
        ImportReport.of(imported, accounts, additions, read.recipe(), notes, open);
    String text = RecipeWriter.write(read.recipe(), ImportRemarks.of(report));
    return new Result(report, text, asked(filled, accounts, open));
  }

  /** Whether it asks for the folder of images, though a flag names a dataset config. */
  private boolean isFolderBesideConfig(String target, Setting setting) {
    return target.equals("train.train_data_dir")
        && Placeholder.is(setting.value())
        && flags.stream().anyMatch(flag -> flag.option().equals("dataset_config"));
  }

  private static List<String> asked(Imported filled, List<Account> accounts, List<String> open) {
    Set<String> targets = new HashSet<>();
    accounts.stream()
        .filter(account -> account.fate() == Fate.QUESTION)
        .forEach(account -> targets.addAll(account.targets()));
    Set<String> asked = new LinkedHashSet<>(open);
    filled
        .parts()
        .mapped((target, setting) -> {
          if (targets.contains(target)
              && setting.value() instanceof String text
              && !text.isEmpty()) {
            asked.add(text);
          }
          return setting;
        });
    return List.copyOf(asked);
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
