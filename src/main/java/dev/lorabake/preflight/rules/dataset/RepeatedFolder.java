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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same folder twice. */
final class RepeatedFolder extends PatternRule {
  RepeatedFolder() {
    super(
        "repeated-folder",
        Topic.DATASET,
        Severity.ERROR,
        "A dataset names the same folder or metadata file twice: sd-scripts uses it once, and"
            + " stops where that leaves masks over",
        "image_dir",
        "metadata_file");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      Map<Path, SubsetBlock> seen = new HashMap<>();
      for (SubsetBlock subset : dataset.subsets()) {
        String key = subset.settings().has("metadata_file") ? "metadata_file" : "image_dir";
        Setting folder = subset.settings().find(key).orElse(null);
        if (folder != null && folder.value() instanceof String text) {
          SubsetBlock first = seen.putIfAbsent(subject.recipe().resolve(text), subset);
          if (first != null) {
            findings.add(finding(subject, key, text, folder, hasOtherMasks(first, subset)));
          }
        }
      }
    }
    return findings;
  }

  private Finding finding(
      Subject subject, String key, String text, Setting folder, boolean otherMasks) {
    return found(
            subject,
            key
                + " "
                + text
                + " stands twice in the dataset"
                + (otherMasks ? ", and the masks of the second count as surplus" : ""),
            "keep one of them, with num_repeats for how often its images count")
        .about(key)
        .at(folder.place())
        .as(otherMasks ? Severity.ERROR : Severity.WARNING)
        .finding();
  }

  private static boolean hasOtherMasks(SubsetBlock first, SubsetBlock second) {
    Optional<String> masks = second.settings().text("conditioning_data_dir");
    return masks.isPresent() && !masks.equals(first.settings().text("conditioning_data_dir"));
  }
}
