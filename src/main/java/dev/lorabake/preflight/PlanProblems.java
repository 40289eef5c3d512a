package dev.lorabake.preflight;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the plan says of the dataset, found again in the recipe. */
public final class PlanProblems {
  private PlanProblems() {}

  /** The problems of these kinds, in the plan's order. */
  public static List<PlanProblem> of(Subject subject, PlanProblem.Kind... kinds) {
    List<PlanProblem.Kind> wanted = Arrays.asList(kinds);
    return subject.plan().problems().stream()
        .filter(problem -> wanted.contains(problem.kind()))
        .toList();
  }

  public static boolean any(Subject subject, PlanProblem.Kind... kinds) {
    return !of(subject, kinds).isEmpty();
  }

  /** The option or dataset key that names the problem's folder, as fixes name it. */
  public static String folderOption(Subject subject, PlanProblem problem) {
    Optional<String> written = settingAt(subject, problem.at());
    if (written.isPresent()) {
      return written.get();
    }
    return subject.recipe().datasets().isEmpty()
        ? "train_data_dir"
        : "datasets[0].subsets[0].image_dir";
  }

  /** The option or dataset key that stands there, as fixes name it. */
  public static Optional<String> settingAt(Subject subject, @Nullable Place at) {
    if (at == null) {
      return Optional.empty();
    }
    Recipe recipe = subject.recipe();
    Optional<String> found = in(recipe.train(), "", at);
    if (found.isEmpty()) {
      found = in(recipe.datasets().general(), "general.", at);
    }
    for (DatasetView view : subject.datasets()) {
      if (found.isEmpty()) {
        found = in(view.own(), view.name() + ".", at);
      }
      for (int i = 0; found.isEmpty() && i < view.subsets().size(); i++) {
        found = in(view.subsets().get(i).settings(), view.subsetName(i) + ".", at);
      }
    }
    return found;
  }

  /** The dataset whose block stands there, else the first. */
  public static DatasetView datasetAt(Subject subject, @Nullable Place at) {
    List<DatasetView> views = subject.datasets();
    for (DatasetBlock block : subject.recipe().datasets().datasets()) {
      if (block.place() != null && block.place().equals(at)) {
        return views.get(subject.recipe().datasets().datasets().indexOf(block));
      }
    }
    return views.getFirst();
  }

  private static Optional<String> in(Settings settings, String prefix, Place at) {
    return settings.all().stream()
        .filter(setting -> at.equals(setting.place()))
        .map(Setting::name)
        .map(name -> prefix + name)
        .findFirst();
  }
}
