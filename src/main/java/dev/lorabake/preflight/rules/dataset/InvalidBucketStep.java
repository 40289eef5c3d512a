package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;

/** A step that the model cannot divide. */
final class InvalidBucketStep extends PlanProblemRule {
  InvalidBucketStep() {
    super(
        "invalid-bucket-step",
        Severity.ERROR,
        "bucket_reso_steps is no multiple of what the model needs, and sd-scripts stops",
        PlanProblem.Kind.BUCKET_STEP_INVALID,
        "bucket_reso_steps = 64 works with every model",
        "bucket_reso_steps");
  }

  /** Nothing stops the run at a dataset of masks. */
  @Override
  Severity severity(Subject subject) {
    boolean masked =
        subject.recipe().flag("masked_loss")
            && subject.datasets().stream().allMatch(DatasetView::isMasked);
    return masked ? Severity.WARNING : Severity.ERROR;
  }
}
