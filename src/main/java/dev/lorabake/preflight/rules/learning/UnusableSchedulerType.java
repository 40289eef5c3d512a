package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheduler class that upstream cannot make, or cannot step. */
final class UnusableSchedulerType extends PatternRule {
  private static final String TORCH = "torch.optim.lr_scheduler.";

  UnusableSchedulerType() {
    super(
        "unusable-scheduler-type",
        Topic.LEARNING,
        Severity.ERROR,
        "lr_scheduler_type is no class that sd-scripts can make and step, or lacks an argument: it"
            + " stops after it has loaded and cached everything",
        "lr_scheduler_type",
        "lr_scheduler_args",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String written = recipe.text("lr_scheduler_type").orElse("");
    if (written.isEmpty() || ChosenOptimizer.of(recipe).isScheduleFree()) {
      return List.of();
    }
    if (ChosenOptimizer.of(recipe).isRelativeAdafactor()) {
      return found(
              subject,
              "lr_scheduler_type "
                  + written
                  + " with an Adafactor that sets its own rate: there"
                  + " is no rate to change, and sd-scripts stops",
              "remove lr_scheduler_type, or add relative_step=False to optimizer_args")
          .list();
    }
    String name = written.startsWith(TORCH) ? written.substring(TORCH.length()) : written;
    if (name.indexOf('.') >= 0) {
      return List.of(); // a class of another package: nobody knows what it takes
    }
    Optional<TorchScheduler> known = TorchScheduler.find(name);
    return known.isEmpty() ? unknown(subject, name) : check(subject, name, known.get());
  }

  private List<Finding> check(Subject subject, String name, TorchScheduler scheduler) {
    if (!scheduler.obstacle().isEmpty()) {
      return found(
              subject,
              "lr_scheduler_type " + name + " cannot be used: " + scheduler.obstacle(),
              "use one of " + String.join(", ", TorchScheduler.names()))
          .list();
    }
    Map<String, String> args = Literal.keyValues(subject.recipe().list("lr_scheduler_args"));
    List<String> missing =
        scheduler.needed().stream().filter(arg -> !args.containsKey(arg)).toList();
    boolean length = args.containsKey("total_steps") || args.containsKey("epochs");
    if (name.equals("OneCycleLR") && missing.isEmpty() && !length) {
      missing = List.of("total_steps");
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "lr_scheduler_type " + name + " needs " + String.join(" and ", missing),
            "give it in lr_scheduler_args, as in [\"" + missing.getFirst() + "=1000\"]")
        .about("lr_scheduler_type", "lr_scheduler_args")
        .list();
  }

  private List<Finding> unknown(Subject subject, String name) {
    Optional<String> near = Spelling.nearest(name, TorchScheduler.names());
    boolean named = subject.recipe().catalog().scheduler(name).isPresent();
    return found(
            subject,
            "torch.optim.lr_scheduler has no class " + name,
            named
                ? "write it as lr_scheduler = \"" + name + "\""
                : near.map(right -> "did you mean " + right + "?")
                    .orElse("use one of " + String.join(", ", TorchScheduler.names())))
        .list();
  }
}
