package dev.lorabake.foreign.command;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader.Surroundings;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.RawOption;
import dev.lorabake.foreign.RawOptions;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.sdscripts.CompanionFiles;
import dev.lorabake.foreign.sdscripts.Given;
import dev.lorabake.foreign.sdscripts.TrainSettings;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.RecipeFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One training command on its way into a recipe. */
final class CommandImport {
  private final Catalog catalog;
  private final Script script;
  private final TrainingCommand training;
  private final Path base;
  private final CompanionFiles files;
  private final Draft draft = new Draft();
  private final Ledger ledger = Ledger.of(List.of());
  private final Map<String, Integer> keys = new HashMap<>();

  CommandImport(
      ForeignFile main,
      List<ForeignFile> companions,
      Surroundings surroundings,
      Script script,
      TrainingCommand training) {
    this.catalog = surroundings.catalog();
    this.script = script;
    this.training = training;
    this.base = new StartFolder(main, script, surroundings.workingFolder()).of(training);
    this.files = new CompanionFiles(main, companions, base);
  }

  Imported imported() {
    List<Word> words = new ArrayList<>(training.words());
    Map<Word, String> lost = new LinkedHashMap<>();
    OtherCommands others = new OtherCommands(script, training, base, this::open);
    others
        .lostWords()
        .forEach(word -> {
          words.add(word);
          lost.put(word, "");
        });
    launcher();
    program(!lost.isEmpty() && !isContinued());
    LaunchAccount launch = new LaunchAccount(draft, ledger, training.launcher(), base);
    for (LaunchOption option : LaunchOption.read(training.launchWords())) {
      String name = option.name().isEmpty() ? "word" : "--" + option.name();
      Place place = option.words().getFirst().place();
      launch.take(open("launch " + name, option.value(), place), option);
    }
    FlagAccount flags = new FlagAccount(draft, ledger, catalog, training.script().name(), words);
    for (RawOption raw :
        RawOptions.read(words.stream().map(Word::text).toList(), catalog, scriptName())) {
      Word first = words.get(raw.first());
      String flag = raw.flag().isEmpty() ? "word" : raw.flag();
      String key = open(flag, shown(raw), first.place());
      flags.take(key, raw);
      if (lost.containsKey(first) && isContinued()) {
        ledger.ranOtherwise(
            key,
            "nothing of it: the command ends on a line before, so that this line is another one",
            "the flag with its value");
      }
    }
    List<Given> givens =
        new ArrayList<>(
            new ConfigLayer(draft, ledger, files).under(flags.givens(), flags.configFile()));
    new TrainSettings(draft, ledger, catalog, base, files).take(givens);
    flags.leavePlaceholders();
    Environment environment = new Environment(script, ledger, launch, this::open);
    training.script().variables().forEach(name -> flags.used(name, "family"));
    training
        .launchWords()
        .forEach(word -> word.variables().forEach(name -> flags.used(name, "launch")));
    environment.account(flags.targets(), flags.secretVariables());
    environment.account(prefixed());
    launch.endWithPrecision();
    others.account(ledger);
    files.refuseUnused();
    return new Imported(
        RecipeFormat.SD_SCRIPTS_COMMAND,
        "sd-scripts command",
        files.paths(),
        base,
        draft.parts(),
        scriptName(),
        ledger.accounts(),
        ledger.additions());
  }

  /** What {@code env NAME=value} and the like set for the training alone. */
  private List<Script.Assignment> prefixed() {
    return training.before().stream()
        .filter(word -> word.text().matches("(?s)[A-Za-z_]\\w*=.*"))
        .map(word -> {
          int equals = word.text().indexOf('=');
          Word value = Word.of(word.text().substring(equals + 1), word.place());
          return new Script.Assignment(
              word.text().substring(0, equals), List.of(value), true, word.place());
        })
        .toList();
  }

  private String scriptName() {
    return training.script().name();
  }

  /** Whether signs of continuation join lines of it, so that one is missing where it ends. */
  private boolean isContinued() {
    int line = training.script().place().line();
    return training.words().stream().anyMatch(word -> word.place().line() > line);
  }

  /** Takes a key into the ledger under a name of its own. */
  private String open(String name, @Nullable Object value, @Nullable Place place) {
    int times = keys.merge(name, 1, Integer::sum);
    String key = times == 1 ? name : name + " (" + times + ")";
    ledger.open(new SourceKey(key, value, place));
    return key;
  }

  private static String shown(RawOption raw) {
    return FlagAccount.isSecret(raw) ? Secrets.HIDDEN : String.join(" ", raw.words());
  }

  private void launcher() {
    Word first = training.before().isEmpty() ? training.script() : training.before().getFirst();
    Place place = first.place();
    String key = open("launcher", training.launcher().name().toLowerCase(Locale.ROOT), place);
    switch (training.launcher()) {
      case ACCELERATE -> ledger.mapped(key, "launch.launcher");
      case PYTHON -> {
        draft.launch().set("launcher", "python", place);
        ledger.mapped(key, "launch.launcher");
      }
      case TORCHRUN ->
          ledger.approximated(key, "accelerate starts the processes instead", "launch.launcher");
      case UNKNOWN ->
          ledger.approximated(
              key, "a variable names it; the recipe starts accelerate", "launch.launcher");
    }
    if (!training.before().isEmpty()) {
      String text = training.before().getFirst().text();
      ledger.dropped(
          open("before the launcher", text, place), "lorabake starts the launcher itself");
    }
  }

  /**
   * @param spread whether its flags stand on lines of their own, as pages show commands
   */
  private void program(boolean spread) {
    String key = open("script", scriptName(), training.script().place());
    if (spread) {
      ledger.ranOtherwise(
          key,
          "nothing of the lines below it: a shell wants a sign of continuation at each line's end",
          "one command with all of them");
    }
    if (training.sure()) {
      ledger.mapped(key, "family");
    } else {
      ledger.approximated(
          key,
          "it stands under a condition or in a loop, and the recipe is one run of it",
          "family");
    }
  }
}
