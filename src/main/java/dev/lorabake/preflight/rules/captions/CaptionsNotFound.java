package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captions in files that upstream does not look for. */
final class CaptionsNotFound extends PatternRule {
  CaptionsNotFound() {
    super(
        "captions-not-found",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Images have no caption file of the ending that sd-scripts looks for, which is .caption"
            + " unless set",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < subject.plan().datasets().size(); i++) {
      PlannedDataset dataset = subject.plan().datasets().get(i);
      if (dataset.captionsMissing() <= 0 || i >= subject.datasets().size()) {
        continue;
      }
      DatasetView view = subject.datasets().get(i);
      String other = otherEnding(subject, view);
      KeyValue extension =
          view.findInSubsets("caption_extension").stream().findFirst().orElse(null);
      boolean byDefault = extension != null && extension.at() == null;
      boolean all = dataset.captionsMissing() == dataset.sourceImages();
      String ending = extension == null ? ".caption" : extension.value().toString();
      if (!all && !byDefault && other == null) {
        continue; // some images are left without on purpose; the plan's problem tells which
      }
      Draft draft =
          found(
              subject,
              dataset.captionsMissing()
                  + " of "
                  + Figures.count(dataset.sourceImages(), "image")
                  + " have no "
                  + ending
                  + " file: only the folder's name or class_tokens is"
                  + " learnt",
              other != null
                  ? "caption_extension = \"" + other + "\": files of that ending lie there"
                  : byDefault
                      ? "caption_extension = \".txt\", if your captions are text files"
                      : "check caption_extension, or write captions");
      if (byDefault) {
        draft.fix(
            subject.recipe().datasets().isEmpty()
                ? "caption_extension"
                : view.name() + ".caption_extension",
            other == null ? ".txt" : other);
      } else if (all && extension != null && other != null) {
        draft.fix(extension.name(), other);
      }
      findings.add(draft.finding());
    }
    return findings;
  }

  /** Whether this rule has said why images have no caption. */
  static boolean explains(Subject subject) {
    return subject.datasets().stream().anyMatch(view -> otherEnding(subject, view) != null)
        || subject.plan().datasets().stream()
            .anyMatch(dataset ->
                dataset.captionsMissing() > 0
                    && dataset.captionsMissing() == dataset.sourceImages());
  }

  /** The ending of the texts beside the images of that dataset. */
  private static @Nullable String otherEnding(Subject subject, DatasetView view) {
    List<KeyValue> folders = view.findInSubsets("image_dir");
    boolean only = subject.datasets().size() == 1;
    return subject.plan().files().stream()
        .filter(problem -> problem.kind() == FileProblem.Kind.CAPTION_OF_OTHER_ENDING)
        .filter(problem ->
            only
                || folders.stream()
                    .anyMatch(named -> named.at() != null && named.at().equals(problem.at())))
        .map(FileProblem::detail)
        .findFirst()
        .orElse(null);
  }
}
