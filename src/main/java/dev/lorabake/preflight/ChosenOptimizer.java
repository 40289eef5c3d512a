package dev.lorabake.preflight;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.recipe.Recipe;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The optimizer that upstream will make of the recipe (library/train_util.py, {@code
 * get_optimizer}).
 *
 * @param name as written, or the name that an older switch stands for
 * @param type {@code null} for one that the catalogue does not know
 */
public record ChosenOptimizer(String name, @Nullable OptimizerType type, Map<String, String> args) {
  private static final String DEFAULT = "AdamW";

  public static ChosenOptimizer of(Recipe recipe) {
    String written = recipe.text("optimizer_type").filter(text -> !text.isEmpty()).orElse(null);
    String name =
        written != null
            ? written
            : recipe.flag("use_8bit_adam")
                ? "AdamW8bit"
                : recipe.flag("use_lion_optimizer") ? "Lion" : DEFAULT;
    return new ChosenOptimizer(
        name,
        recipe.catalog().optimizer(name).orElse(null),
        Literal.keyValues(recipe.list("optimizer_args")));
  }

  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Adafactor that sets its own rate: upstream's default unless {@code relative_step=False}. */
  public boolean isRelativeAdafactor() {
    boolean relative = !"False".equals(args.get("relative_step"));
    boolean warmupInit = "True".equals(args.get("warmup_init"));
    return is("Adafactor") && (relative || warmupInit);
  }

  /** D-Adaptation or Prodigy: upstream knows them by these names. */
  public boolean isProdigyOrDadapt() {
    return is("Prodigy") || name.toLowerCase(Locale.ROOT).startsWith("dadapt");
  }

  /** Whether it finds its learning rate itself, around 1.0. */
  public boolean isAdaptive() {
    return isProdigyOrDadapt() || (type != null && type.adaptive());
  }

  public boolean isScheduleFree() {
    return name.toLowerCase(Locale.ROOT).endsWith("schedulefree");
  }
}
