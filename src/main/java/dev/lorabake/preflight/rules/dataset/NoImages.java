package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import java.util.List;
import java.util.Set;

/** All in all, nothing to train on. */
final class NoImages extends PlanProblemRule {
  /** These say already why there is none. */
  private static final Set<PlanProblem.Kind> CAUSES =
      Set.of(
          PlanProblem.Kind.NO_DATASET,
          PlanProblem.Kind.FOLDER_MISSING,
          PlanProblem.Kind.FOLDER_EMPTY,
          PlanProblem.Kind.NO_REPEAT_FOLDERS,
          PlanProblem.Kind.VALUE_INVALID);

  private static final Set<FileProblem.Kind> UNREAD =
      Set.of(FileProblem.Kind.IMAGE_UNREADABLE, FileProblem.Kind.INFO_BROKEN);

  NoImages() {
    super(
        "no-images",
        Severity.ERROR,
        "The dataset comes to no training image: sd-scripts says so and ends with success",
        PlanProblem.Kind.NO_IMAGES,
        "name a folder with images that is no regularisation folder",
        "image_dir",
        "train_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean explained =
        subject.plan().problems().stream().anyMatch(problem -> CAUSES.contains(problem.kind()))
            || subject.recipe().datasets().datasets().stream()
                .anyMatch(block -> block.subsets().isEmpty())
            || subject.plan().files().stream().anyMatch(problem -> UNREAD.contains(problem.kind()));
    return explained ? List.of() : super.check(subject);
  }
}
