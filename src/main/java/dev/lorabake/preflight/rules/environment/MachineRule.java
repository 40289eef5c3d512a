package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A rule that needs no recipe, so that {@code doctor} can ask it too. */
abstract class MachineRule extends PatternRule {
  MachineRule(String id, Severity severity, String summary) {
    super(id, Topic.ENVIRONMENT, severity, summary);
  }

  /** What it finds on that machine; nothing where the environment is not known. */
  abstract List<Fault> faults(Machine machine, Catalog catalog);

  @Override
  public final List<Finding> check(Subject subject) {
    return faults(subject.machine(), subject.recipe().catalog()).stream()
        .map(fault ->
            found(subject, fault.message(), fault.help())
                .as(fault.severity())
                .about(fault.thing())
                .finding())
        .toList();
  }

  final Fault fault(String thing, String message, String help) {
    return new Fault(id(), severity(), thing, message, help);
  }
}
