package dev.lorabake.foreign.command;

import dev.lorabake.foreign.Ledger;
import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands of a script beside the training: each is accounted for, none is run. */
final class OtherCommands {
  /** Takes a key into the ledger. */
  interface Opening {
    String open(String name, @Nullable Object value, @Nullable Place place);
  }

  private final Script script;
  private final TrainingCommand training;
  private final Path base;
  private final Opening opening;
  private final List<Word> lost = new ArrayList<>();
  private final List<Script.Command> others = new ArrayList<>();

  OtherCommands(Script script, TrainingCommand training, Path base, Opening opening) {
    this.script = script;
    this.training = training;
    this.base = base;
    this.opening = opening;
    sort();
  }

  /**
   * Flags on lines behind the training that were meant to belong to it: a blank behind the sign of
   * continuation, or a comment between, ends the command before them.
   */
  List<Word> lostWords() {
    return lost;
  }

  private void sort() {
    boolean behind = false;
    for (Script.Command command : script.commands()) {
      boolean own = command.words().contains(training.script());
      if (behind && command.words().getFirst().text().startsWith("--")) {
        lost.addAll(command.words());
        continue;
      }
      behind = own;
      if (!own) {
        others.add(command);
      }
    }
  }

  void account(Ledger ledger) {
    for (Script.Command command : others) {
      String program = command.words().getFirst().name();
      String key = opening.open("line " + command.place().line(), program, command.place());
      if (StartFolder.CHANGES.contains(program.toLowerCase(Locale.ROOT))) {
        folder(ledger, key, command);
      } else if (TrainingCommand.of(command).isPresent()) {
        ledger.dropped(key, "a second training: put it into a file of its own and import that");
      } else {
        ledger.dropped(key, "no training: lorabake does not run it");
      }
    }
  }

  private void folder(Ledger ledger, String key, Script.Command command) {
    if (command.words().stream().allMatch(Word::isCertain)) {
      ledger.mappedAs(key, "relative paths count from " + base);
    } else {
      ledger.question(
          key, "it depends on what only running it tells: relative paths count from " + base);
    }
  }
}
