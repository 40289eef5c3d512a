package dev.lorabake.foreign.command;

import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.foreign.SourceKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accounts for the variables that a script sets. */
final class Environment {
  private final Script script;
  private final Ledger ledger;
  private final LaunchAccount launch;
  private final OtherCommands.Opening opening;

  Environment(Script script, Ledger ledger, LaunchAccount launch, OtherCommands.Opening opening) {
    this.script = script;
    this.ledger = ledger;
    this.launch = launch;
    this.opening = opening;
  }

  /**
   * Takes every one.
   *
   * @param targets variable to where its value stands in the recipe
   * @param secret variables whose values are tokens
   */
  void account(Map<String, Set<String>> targets, Set<String> secret) {
    account(script.assignments(), targets, secret);
  }

  /** Takes variables that no flag is said by. */
  void account(List<Script.Assignment> assignments) {
    account(assignments, Map.of(), Set.of());
  }

  private void account(
      List<Script.Assignment> assignments, Map<String, Set<String>> targets, Set<String> secret) {
    for (Script.Assignment assignment : assignments) {
      String name = assignment.name();
      boolean hidden = secret.contains(name) || isSecret(assignment);
      String key =
          opening.open("$" + name, hidden ? Secrets.HIDDEN : assignment.text(), assignment.place());
      Set<String> used = targets.getOrDefault(name, Set.of());
      if (assignment.text().isEmpty()) {
        ledger.unset(key);
      } else if (hidden) {
        ledger.secret(key, Secrets.where(name));
      } else if (!used.isEmpty()) {
        ledger.mapped(key, used.toArray(String[]::new));
      } else if (name.equals("CUDA_VISIBLE_DEVICES")) {
        launch.gpus(key, assignment.text(), assignment.place());
      } else if (script.asked().contains(name)) {
        ledger.mappedAs(key, "it decided a condition of the script");
      } else if (assignment.exported() && !isLocal(name)) {
        ledger.dropped(
            key, "set it where lorabake runs, if the training needs it: lorabake passes it on");
      } else {
        ledger.dropped(key, "the training command does not use it");
      }
    }
  }

  /** The Windows prompt has no variables of a script alone. */
  private boolean isLocal(String name) {
    return script.dialect() == Dialect.BATCH && name.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isSecret(Script.Assignment assignment) {
    return Secrets.isOne(new SourceKey(assignment.name(), assignment.text(), null));
  }
}
