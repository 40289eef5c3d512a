package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Very few images. */
public final class FewImages extends PatternRule {
  public FewImages() {
    super(
        "few-images",
        Topic.DATASET,
        Severity.ADVICE,
        "So few images teach their backgrounds and poses along with the subject",
        "image_dir",
        "train_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long images = Planned.distinct(subject);
    if (images == 0 || images >= FEW) {
      return List.of();
    }
    return found(
            subject,
            "with "
                + Figures.count(images, "image")
                + " the LoRA learns background, pose and light along with the subject",
            "10 to 40 different images are usual; vary background, distance and light")
        .about(subject.recipe().datasets().isEmpty() ? "train_data_dir" : "image_dir")
        .list();
  }

  private static final long FEW = 5;
}
