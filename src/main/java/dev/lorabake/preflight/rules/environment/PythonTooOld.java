package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A Python from before 3.10. */
final class PythonTooOld extends PatternRule {
  PythonTooOld() {
    super(
        "python-too-old",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "sd-scripts uses syntax of Python 3.10 and stops at its first import");
  }

  @Override
  public List<Finding> check(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    if (python == null
        || subject.machine().named()
        || !python.version().matches("(2\\.\\d+|3\\.\\d)(\\.\\d.*)?")) {
      return List.of();
    }
    return found(
            subject,
            "sd-scripts needs Python 3.10, and " + python.executable() + " is " + python.version(),
            "install.sh --with-upstream makes an environment with a newer one; 3.10 to 3.12 are"
                + " tested most")
        .list();
  }
}
