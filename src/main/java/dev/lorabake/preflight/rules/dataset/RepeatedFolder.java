package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.SubsetBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The same folder twice. */
final class RepeatedFolder extends PatternRule {
  RepeatedFolder() {
    super(
        "repeated-folder",
        Topic.DATASET,
        Severity.WARNING,
        "A dataset names the same folder twice, and sd-scripts uses it once",
        "image_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      Set<Path> seen = new LinkedHashSet<>();
      for (SubsetBlock subset : dataset.subsets()) {
        Setting folder = subset.settings().find("image_dir").orElse(null);
        boolean metadata = subset.settings().has("metadata_file");
        if (folder != null
            && !metadata
            && folder.value() instanceof String text
            && !seen.add(subject.recipe().resolve(text))) {
          findings.add(
              found(
                      subject,
                      "image_dir " + text + " stands twice in the dataset",
                      "keep one of them, with num_repeats for how often its images count")
                  .at(folder.place())
                  .finding());
        }
      }
    }
    return findings;
  }
}
