package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A dropout that drops everything. */
final class TotalDropout extends PatternRule {

  /** LyCORIS reads {@code dropout} here; upstream's own networks do not. */
  private static final List<String> KEYS = List.of("rank_dropout", "module_dropout", "dropout");

  TotalDropout() {
    super(
        "total-dropout",
        Topic.NETWORK,
        Severity.ERROR,
        "A dropout of 1 leaves nothing to learn, or stops sd-scripts at the first step;"
            + " values below 0 or above 1 mean nothing",
        "network_dropout",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    List<Finding> findings = new ArrayList<>();
    OptionalDouble plain = recipe.number("network_dropout");
    if (plain.isPresent() && plain.getAsDouble() >= 1) {
      findings.add(finding(subject, "network_dropout", plain.getAsDouble(), "network_dropout"));
    }
    for (String key : KEYS) {
      OptionalDouble rate = Literal.plainNumber(network.args().getOrDefault(key, ""));
      boolean read = network.reads(key, recipe.family());
      if (read && rate.isPresent() && (rate.getAsDouble() >= 1 || rate.getAsDouble() < 0)) {
        findings.add(finding(subject, key, rate.getAsDouble(), "network_args"));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, String key, double rate, String option) {
    boolean divides = key.equals("rank_dropout") && rate == 1;
    return found(
            subject,
            key
                + " is "
                + Figures.number(rate)
                + (divides
                    ? ": sd-scripts divides by zero at the first step"
                    : rate < 0 || rate > 1
                        ? ", outside 0 to 1"
                        : ": everything is dropped, and nothing is learnt"),
            key + (option.equals(key) ? " = 0.1" : "=0.1") + " is usual")
        .about(option)
        .finding();
  }
}
