package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.SplitFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of several files of a model, for a loader that reads that one only. */
final class SplitModelFile extends PatternRule {
  SplitModelFile() {
    super(
        "split-model-file",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The model is split into several files, and sd-scripts reads only the one that is named",
        Expected.optionsAnd());
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    String family = subject.recipe().family().id();
    for (NamedFile named : NamedFile.models(subject)) {
      Path path = named.file().path();
      int count = named.file().isFolder() ? 1 : SplitFile.count(path);
      boolean joins =
          named.expected().isBase()
              && switch (family) {
                case "flux" -> count == 3 && SplitFile.number(path) == 1;
                case "anima", "hunyuan-image" -> true;
                default -> false;
              };
      if (count > 1 && !joins) {
        findings.add(
            found(
                    subject,
                    "%s is one of %d parts, and sd-scripts reads no other: the rest of the model is"
                            .formatted(named.title(), count)
                        + " missing, and it stops",
                    "take the model in one file")
                .about(named.option())
                .finding());
      }
    }
    return findings;
  }
}
