package dev.lorabake.plan;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, each thing once. */
final class Problems {
  private final List<PlanProblem> found = new ArrayList<>();
  private final List<FileProblem> files = new ArrayList<>();
  private boolean fatal;

  /** Something that upstream, or the arithmetic, can live with. */
  void add(PlanProblem.Kind kind, String subject, String detail, @Nullable Place at) {
    PlanProblem problem = new PlanProblem(kind, subject, detail, at);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Something without which there is nothing to count. */
  void addFatal(PlanProblem.Kind kind, String subject, String detail, @Nullable Place at) {
    fatal = true;
    add(kind, subject, detail, at);
  }

  boolean fatal() {
    return fatal;
  }

  /** What is the matter with single files, to be added to. */
  List<FileProblem> files() {
    return files;
  }

  List<PlanProblem> all() {
    return List.copyOf(found);
  }
}
