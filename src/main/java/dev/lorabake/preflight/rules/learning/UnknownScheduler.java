package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Spelling;
import java.util.List;
import java.util.Set;

/** A scheduler that does not exist. */
final class UnknownScheduler extends PatternRule {
  /** Schedulers of transformers that upstream gives settings which they do not take: it stops. */
  private static final Set<String> UNUSABLE =
      Set.of("reduce_lr_on_plateau", "cosine_warmup_with_min_lr");

  UnknownScheduler() {
    super(
        "unknown-scheduler",
        Topic.LEARNING,
        Severity.ERROR,
        "There is no scheduler of this name that works, and sd-scripts stops after it has loaded and cached"
            + " everything",
        "lr_scheduler");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String name = recipe.text("lr_scheduler").orElse("");
    boolean unused =
        recipe.text("lr_scheduler_type").filter(text -> !text.isEmpty()).isPresent()
            || ChosenOptimizer.of(recipe).isScheduleFree()
            || ChosenOptimizer.of(recipe).isRelativeAdafactor();
    boolean known = recipe.catalog().scheduler(name).isPresent() || name.startsWith("adafactor:");
    if (unused || known || !recipe.isSet("lr_scheduler")) {
      return List.of();
    }
    List<String> names = recipe.catalog().schedulers().stream().map(SchedulerType::name).toList();
    String near = Spelling.nearest(name, names).orElse(null);
    Draft draft =
        found(
            subject,
            "lr_scheduler \""
                + name
                + (UNUSABLE.contains(name)
                    ? "\" gets settings from sd-scripts that it does not take"
                    : "\" does not exist"),
            near == null ? "use one of " + String.join(", ", names) : "did you mean " + near + "?");
    return near == null ? draft.list() : draft.fix("lr_scheduler", near).list();
  }
}
