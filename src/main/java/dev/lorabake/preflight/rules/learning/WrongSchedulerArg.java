package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An item of lr_scheduler_args that the scheduler refuses. */
final class WrongSchedulerArg extends PatternRule {
  private static final Set<String> SHAPES = Set.of("linear", "cosine", "1-sqrt");
  private static final Pattern STEP_RULES =
      Pattern.compile("(\\s*[0-9.eE+-]+\\s*:\\s*\\d+\\s*,)*\\s*[0-9.eE+-]+\\s*");

  /** Arguments that upstream fills from an option of its own. */
  private static final Map<String, String> GIVEN =
      Map.of(
          "num_warmup_steps", "lr_warmup_steps",
          "num_decay_steps", "lr_decay_steps",
          "num_cycles", "lr_scheduler_num_cycles",
          "power", "lr_scheduler_power",
          "timescale", "lr_scheduler_timescale",
          "min_lr_rate", "lr_scheduler_min_lr_ratio",
          "min_lr_ratio", "lr_scheduler_min_lr_ratio");

  WrongSchedulerArg() {
    super(
        "wrong-scheduler-arg",
        Topic.LEARNING,
        Severity.ERROR,
        "The scheduler does not take this key or value of lr_scheduler_args, and sd-scripts stops"
            + " after it has loaded and cached everything",
        "lr_scheduler_args",
        "lr_scheduler",
        "lr_scheduler_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Map<String, String> args = Literal.keyValues(recipe.list("lr_scheduler_args"));
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (args.isEmpty() || optimizer.isScheduleFree()) {
      return List.of();
    }
    String type = recipe.text("lr_scheduler_type").orElse("");
    if (!type.isEmpty()) {
      return TorchScheduler.find(type)
          .filter(torch -> torch.obstacle().isEmpty())
          .map(torch -> ofClass(subject, type, torch, args))
          .orElse(List.of());
    }
    if (optimizer.isRelativeAdafactor()) {
      return List.of(); // upstream passes over them
    }
    return recipe
        .text("lr_scheduler")
        .flatMap(recipe.catalog()::scheduler)
        .filter(named -> !named.name().equals("adafactor"))
        .map(named -> ofNamed(subject, named, args))
        .orElse(List.of());
  }

  private List<Finding> ofClass(
      Subject subject, String type, TorchScheduler torch, Map<String, String> args) {
    List<Finding> findings = new ArrayList<>();
    List<String> all = new ArrayList<>(torch.needed());
    all.addAll(torch.optional());
    args.forEach((key, value) -> {
      boolean steps = Set.of("T_max", "T_0", "step_size").contains(key);
      if (!torch.takes(key)) {
        findings.add(unknown(subject, type, key, all));
      } else if (steps && Literal.number(value).filter(number -> number >= 1).isEmpty()) {
        findings.add(refused(subject, key, value, "a whole number of steps from 1 upwards"));
      }
    });
    return findings;
  }

  private List<Finding> ofNamed(Subject subject, SchedulerType named, Map<String, String> args) {
    List<Finding> findings = new ArrayList<>();
    args.forEach((key, value) -> {
      if (!Literal.isPython(value)) {
        return; // malformed-optimizer-arg tells it
      }
      if (!named.args().contains(key)) {
        findings.add(unknown(subject, named.name(), key, named.args()));
      } else if (key.endsWith("_type") && !SHAPES.contains(bare(value))) {
        findings.add(refused(subject, key, value, "'linear', 'cosine' or '1-sqrt'"));
      } else if (key.equals("step_rules") && !STEP_RULES.matcher(bare(value)).matches()) {
        findings.add(
            refused(subject, key, value, "'1:500,0.1': times 1 until step 500, then times 0.1"));
      } else if (key.equals("min_lr") && subject.recipe().isSet("lr_scheduler_min_lr_ratio")) {
        findings.add(
            found(
                    subject,
                    "min_lr in lr_scheduler_args beside lr_scheduler_min_lr_ratio: sd-scripts takes"
                        + " only one of them",
                    "remove one of the two")
                .finding());
      }
    });
    return findings;
  }

  private static String bare(String value) {
    return value.replaceAll("^['\"]|['\"]$", "");
  }

  private Finding unknown(Subject subject, String scheduler, String key, Collection<String> taken) {
    String option = GIVEN.get(key);
    return found(
            subject,
            scheduler + " does not take " + key + " from lr_scheduler_args",
            option != null
                ? "remove it, and set " + option + ", which sd-scripts hands on where it counts"
                : Spelling.nearest(key, taken)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("remove it"))
        .finding();
  }

  private Finding refused(Subject subject, String key, String value, String expected) {
    return found(subject, "lr_scheduler_args has " + key + "=" + value, key + " takes " + expected)
        .finding();
  }
}
