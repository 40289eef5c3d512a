package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An optimizer that does not exist. */
final class UnknownOptimizer extends PatternRule {
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  /** Classes of torch.optim beside those that the catalogue describes. */
  private static final Set<String> TORCH = Set.of("Adafactor", "LBFGS", "Muon", "SparseAdam");

  /** Names that upstream passes to torch.optim as they are written. */
  private static final Set<String> EXACT =
      Set.of(
          "ASGD",
          "Rprop",
          "Adam",
          "RAdam",
          "NAdam",
          "Adamax",
          "Adagrad",
          "Adadelta",
          "RMSprop",
          "SGD");

  UnknownOptimizer() {
    super(
        "unknown-optimizer",
        Topic.LEARNING,
        Severity.ERROR,
        "There is no optimizer of this name, and sd-scripts stops after it has loaded and cached"
            + " everything",
        "optimizer_type");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String name = recipe.text("optimizer_type").orElse("");
    if (name.indexOf('.') >= 0) {
      return ofModule(subject, name);
    }
    if (name.isEmpty() || TORCH.contains(name) || EXACT.contains(name)) {
      return List.of();
    }
    Optional<String> spelled = EXACT.stream().filter(name::equalsIgnoreCase).findFirst();
    if (spelled.isEmpty() && recipe.catalog().optimizer(name).isPresent()) {
      return List.of();
    }
    List<String> known =
        recipe.catalog().optimizers().stream()
            .map(OptimizerType::name)
            .filter(each -> each.indexOf('.') < 0)
            .toList();
    Optional<String> elsewhere =
        recipe.catalog().optimizers().stream()
            .map(OptimizerType::name)
            .filter(each -> each.toLowerCase(Locale.ROOT).endsWith("." + lower(name)))
            .findFirst();
    String near = spelled.or(() -> elsewhere).or(() -> Spelling.nearest(name, known)).orElse(null);
    Draft draft =
        found(
            subject,
            "optimizer_type \"" + name + "\" does not exist",
            near != null
                ? "did you mean " + near + "?"
                : "use one of "
                    + String.join(", ", known)
                    + ", or a class with its module, as in package.Class");
    return near == null ? draft.list() : draft.fix("optimizer_type", near).list();
  }

  /** Whether Python could import it at all, and whether torch has it. */
  private List<Finding> ofModule(Subject subject, String name) {
    if (!Stream.of(name.split("\\.", -1)).allMatch(part -> IDENTIFIER.matcher(part).matches())) {
      return found(
              subject,
              "optimizer_type \"" + name + "\" is no name of a Python class",
              "write package.Class as Python imports it: pytorch_optimizer, not pytorch-optimizer")
          .list();
    }
    Optional<String> cased =
        subject.recipe().catalog().optimizers().stream()
            .flatMap(type -> Stream.concat(Stream.of(type.name()), type.aliases().stream()))
            .filter(known -> known.equalsIgnoreCase(name) && !known.equals(name))
            .findFirst();
    if (cased.isPresent()) {
      return found(
              subject,
              "optimizer_type \"" + name + "\": upper and lower case count after a module",
              "did you mean " + cased.get() + "?")
          .fix("optimizer_type", cased.get())
          .list();
    }
    String torch = "torch.optim.";
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (!name.equals(torch + last)
        || last.equals("AdamW")
        || TORCH.contains(last)
        || EXACT.contains(last)) {
      return List.of();
    }
    Set<String> all = new TreeSet<>(EXACT);
    all.addAll(TORCH);
    all.add("AdamW");
    return found(
            subject,
            "torch.optim has no optimizer " + last,
            Spelling.nearest(last, all)
                .map(near -> "did you mean " + torch + near + "?")
                .orElse("use one of " + String.join(", ", all)))
        .list();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
