package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.OptimizerArg;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item of optimizer_args that the optimizer's class refuses. */
final class WrongOptimizerArg extends PatternRule {
  WrongOptimizerArg() {
    super(
        "wrong-optimizer-arg",
        Topic.LEARNING,
        Severity.ERROR,
        "The optimizer does not take this key or value of optimizer_args, and sd-scripts stops"
            + " after it has loaded and cached everything",
        "optimizer_args",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenOptimizer optimizer = ChosenOptimizer.of(subject.recipe());
    OptimizerType type = optimizer.type();
    if (type == null || type.args().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    optimizer
        .args()
        .forEach((key, value) -> {
          OptimizerArg taken = type.args().get(key);
          if (key.equals("lr") || !Literal.isPython(value)) {
            return; // malformed-optimizer-arg tells it
          }
          if (taken == null) {
            findings.add(unknown(subject, type, key));
          } else if (!takes(taken, value)) {
            findings.add(refused(subject, key, value, taken));
          }
        });
    return findings;
  }

  private Finding unknown(Subject subject, OptimizerType type, String key) {
    Optional<String> near = Spelling.nearest(key, type.args().keySet());
    return found(
            subject,
            type.name() + " does not take optimizer_args " + key,
            near.map(name -> "did you mean " + name + "?")
                .orElse("remove it; it takes " + String.join(", ", type.args().keySet())))
        .as(isSure(subject.machine().python(), type) ? Severity.ERROR : Severity.WARNING)
        .finding();
  }

  /** Some packages change their arguments from version to version. */
  private static boolean isSure(@Nullable PythonEnvironment python, OptimizerType type) {
    String version = type.argsVersion();
    String needed = type.pythonPackage();
    return version == null
        || needed == null
        || (python != null && python.packageVersion(needed).filter(version::equals).isPresent());
  }

  private Finding refused(Subject subject, String key, String value, OptimizerArg taken) {
    boolean silent = taken == OptimizerArg.SWITCH;
    Draft draft =
        found(
            subject,
            "optimizer_args has "
                + key
                + "="
                + value
                + (silent ? ", which is text, and Python takes any text for true" : ""),
            key + " takes " + taken.description());
    return draft.finding();
  }

  private static boolean takes(OptimizerArg taken, String value) {
    boolean quoted = value.startsWith("'") || value.startsWith("\"");
    return switch (taken) {
      case ANY -> true;
      case SWITCH -> !quoted;
      case OFF -> !value.equals("True");
      case MAYBE -> value.equals("None") || Literal.number(value).isPresent();
      case NUMBER -> Literal.number(value).isPresent();
      case NONNEGATIVE -> Literal.number(value).filter(number -> number >= 0).isPresent();
      case POSITIVE -> Literal.number(value).filter(number -> number > 0).isPresent();
      case ZERO -> Literal.number(value).filter(number -> number == 0).isPresent();
      case PAIR -> Literal.numbers(value).size() == 2 && areFactors(value);
      case TRIPLE -> Literal.numbers(value).size() == 3 && areFactors(value);
      case BETAS -> Literal.numbers(value).size() >= 2 && areFactors(value);
      case TWO -> Literal.numbers(value).size() == 2;
    };
  }

  private static boolean areFactors(String value) {
    return Literal.numbers(value).stream().allMatch(number -> number >= 0 && number < 1);
  }
}
