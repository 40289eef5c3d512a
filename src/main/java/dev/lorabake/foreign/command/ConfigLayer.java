package dev.lorabake.foreign.command;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.foreign.sdscripts.CompanionFiles;
import dev.lorabake.foreign.sdscripts.Given;
import dev.lorabake.foreign.sdscripts.SdScriptsReader;
import dev.lorabake.foreign.sdscripts.Sections;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.TomlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The config that a command names: its keys count where no flag says otherwise. */
final class ConfigLayer {
  private final Draft draft;
  private final Ledger ledger;
  private final CompanionFiles files;

  ConfigLayer(Draft draft, Ledger ledger, CompanionFiles files) {
    this.draft = draft;
    this.ledger = ledger;
    this.files = files;
  }

  /**
   * The flags, and below them what the config says.
   *
   * @throws UserError when the config is no TOML
   */
  List<Given> under(List<Given> flags, Optional<Given> named) {
    Optional<ForeignFile> file =
        named.isPresent() ? files.find(withEnding(named.get())) : files.unused(this::isConfig);
    List<Given> all = new ArrayList<>(flags);
    if (named.isPresent()) {
      account(named.get(), file.isPresent());
    }
    file.ifPresent(found -> all.addAll(below(found, flags)));
    return all;
  }

  private boolean isConfig(ForeignFile file) {
    return new SdScriptsReader().recognises(file);
  }

  /** Upstream adds the ending where it is missing. */
  private static String withEnding(Given named) {
    String path = String.valueOf(named.raw());
    return path.endsWith(".toml") ? path : path + ".toml";
  }

  private void account(Given named, boolean found) {
    if (found) {
      ledger.mappedAs(named.key(), "its keys are taken", "train");
    } else {
      ledger.question(
          named.key(),
          "not found: name " + withEnding(named) + " beside this file, to have it read");
    }
  }

  private List<Given> below(ForeignFile file, List<Given> flags) {
    Set<String> given = flags.stream().map(Given::name).collect(Collectors.toSet());
    TomlTree toml = TomlTree.parse(file.path(), file.text());
    String prefix = files.prefix(file);
    Function<String, @Nullable Place> places =
        key -> toml.place(key.substring(Math.min(key.length(), prefix.length() + 1)));
    SourceTree.keys(toml.root(), prefix, places).forEach(ledger::open);
    List<Given> left = new ArrayList<>();
    List<Given> all = Sections.flatten(toml.root(), prefix, places, ledger, Set.of());
    for (Given key : SdScriptsReader.withoutFrontEnd(all, draft, ledger)) {
      if (given.contains(key.name())) {
        ledger.dropped(key.key(), "the command's --" + key.name() + " counts");
      } else {
        left.add(key);
      }
    }
    return left;
  }
}
