package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Python package that the recipe needs and the environment lacks. */
final class MissingPackage extends PatternRule {
  MissingPackage() {
    super(
        "missing-package",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The recipe needs a Python package that is not installed or does not work",
        "optimizer_type",
        "network_module",
        "xformers",
        "log_with",
        "logging_dir",
        "deepspeed",
        "torch_compile",
        "attn_mode",
        "use_flash_attn");
  }

  @Override
  public List<Finding> check(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    if (python == null) {
      return List.of();
    }
    Catalog catalog = subject.recipe().catalog();
    List<Finding> findings = new ArrayList<>();
    for (PackageNeed need : PackageNeed.of(subject)) {
      PythonPackage wanted = catalog.pythonPackage(need.distribution()).orElse(null);
      if (wanted == null) {
        continue;
      }
      Optional<String> broken = IncompleteEnvironment.broken(python, wanted);
      if (broken.isPresent()) {
        findings.add(
            found(
                    subject,
                    need.reason()
                        + " needs "
                        + wanted.name()
                        + ", which does not work here: "
                        + broken.get(),
                    Remedy.mend(python, wanted, broken.get()))
                .about(need.option())
                .finding());
      } else if (IncompleteEnvironment.installed(python, wanted).isEmpty()) {
        findings.add(
            found(
                    subject,
                    need.reason() + " needs " + wanted.name() + ", which is not installed",
                    Remedy.install(python, List.of(wanted)))
                .about(need.option())
                .finding());
      }
    }
    return findings;
  }
}
