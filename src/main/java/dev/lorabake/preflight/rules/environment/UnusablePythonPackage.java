package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A package that is missing or broken. */
public final class UnusablePythonPackage extends PatternRule {
  public UnusablePythonPackage() {
    super(
        "unusable-python-package",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "A Python package that the recipe needs is missing or cannot be imported",
        "optimizer_type",
        "network_module",
        "xformers",
        "log_with",
        "attn_mode");
  }

  @Override
  public List<Finding> check(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    if (python == null || subject.machine().named()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (PackageNeed need : PackageNeed.of(subject.recipe(), python)) {
      String error = python.broken().get(need.name());
      boolean missing = python.packageVersion(need.name()).isEmpty();
      if (missing || error != null) {
        findings.add(
            found(
                    subject,
                    need.reason()
                        + " needs the Python package "
                        + need.name()
                        + ", which "
                        + (missing ? "is not installed" : "cannot be imported: " + line(error)),
                    need.instead()
                        + python.executable()
                        + " -m pip install "
                        + (missing ? "" : "--force-reinstall ")
                        + need.name())
                .about(need.option())
                .as(need.fatal() ? Severity.ERROR : Severity.WARNING)
                .finding());
      }
    }
    return findings;
  }

  private static String line(@Nullable String error) {
    String first = String.valueOf(error).lines().findFirst().orElse("").strip();
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }
}
