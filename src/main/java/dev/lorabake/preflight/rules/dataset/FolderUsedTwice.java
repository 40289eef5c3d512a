package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One folder in two subsets of a dataset. */
public final class FolderUsedTwice extends PatternRule {
  public FolderUsedTwice() {
    super(
        "folder-used-twice",
        Topic.DATASET,
        Severity.WARNING,
        "Two subsets of a dataset name the same folder: sd-scripts ignores the second,"
            + " or counts its images twice",
        "image_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      Map<Path, String> seen = new HashMap<>();
      for (int i = 0; i < dataset.subsets().size(); i++) {
        Setting dir = dataset.subsets().get(i).settings().find("image_dir").orElse(null);
        boolean metadata = dataset.subsets().get(i).settings().has("metadata_file");
        Path path = dir == null || metadata ? null : path(subject.recipe(), dir);
        if (dir != null && path != null) {
          String first = seen.putIfAbsent(path, dataset.subsetName(i));
          if (first != null) {
            findings.add(finding(subject, dataset.subsetName(i), first, dir));
          }
        }
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, String subset, String first, Setting dir) {
    return found(
            subject,
            subset
                + " names "
                + Figures.value(dir.value())
                + " like "
                + first
                + ": sd-scripts ignores it, or where the spelling differs counts the images twice",
            "remove it; to train its images more often, raise num_repeats of " + first)
        .about(subset + ".image_dir")
        .at(dir.place())
        .finding();
  }

  private static @Nullable Path path(Recipe recipe, Setting dir) {
    try {
      return dir.value() instanceof String text ? recipe.resolve(text) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
