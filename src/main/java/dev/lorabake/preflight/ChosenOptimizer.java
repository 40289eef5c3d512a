package dev.lorabake.preflight;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.recipe.Recipe;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /** They take the first part's rate for all; found by running dadaptation 3.2. */
  private static final Set<String> TAKE_THE_FIRST =
      Set.of("dadaptadagrad", "dadaptadan", "dadaptadanip");

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
    boolean relative = Literal.isTrue(args.getOrDefault("relative_step", "True"));
    boolean warmupInit = Literal.isTrue(args.getOrDefault("warmup_init", "False"));
    return is("Adafactor") && (relative || warmupInit);
  }

  /** D-Adaptation or Prodigy: upstream knows them by these names. */
  public boolean isProdigyOrDadapt() {
    String known = kind();
    return known.equals("prodigy") || known.startsWith("dadapt");
  }

  /** Whether it stops at the first step where parts have different rates; the others take one. */
  public boolean refusesSeveralRates() {
    return isProdigyOrDadapt() && !TAKE_THE_FIRST.contains(kind());
  }

  /** Whether it finds its learning rate itself, around 1.0. */
  public boolean isAdaptive() {
    return isProdigyOrDadapt() || (type != null && type.adaptive());
  }

  /** The class in lower case, whichever way it is written. */
  public String kind() {
    return (type == null ? name : type.name()).toLowerCase(Locale.ROOT);
  }

  public boolean isScheduleFree() {
    return name.toLowerCase(Locale.ROOT).endsWith("schedulefree");
  }
}
