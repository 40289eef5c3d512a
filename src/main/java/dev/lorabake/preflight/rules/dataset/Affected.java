package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of one folder with the same trouble: the plan names some and counts the rest.
 *
 * @param shown the first names, each with what is wrong
 */
record Affected(PlanProblem first, String folder, long count, String shown) {
  private static final int SHOWN = 3;
  private static final Pattern MORE = Pattern.compile("; and (\\d+) more like it$");

  /** The problems of that kind by folder. */
  static List<Affected> of(Subject subject, Kind kind) {
    Map<String, List<PlanProblem>> byFolder = new LinkedHashMap<>();
    for (PlanProblem problem : PlanProblems.of(subject, kind)) {
      Path parent = Path.of(problem.subject()).getParent();
      String folder = parent == null ? "." : parent.toString();
      byFolder.computeIfAbsent(folder, key -> new ArrayList<>()).add(problem);
    }
    List<Affected> affected = new ArrayList<>();
    byFolder.forEach((folder, problems) -> affected.add(of(folder, problems)));
    return affected;
  }

  private static Affected of(String folder, List<PlanProblem> problems) {
    long count = problems.size();
    List<String> shown = new ArrayList<>();
    for (PlanProblem problem : problems) {
      Matcher more = MORE.matcher(problem.detail());
      String detail = problem.detail();
      if (more.find()) {
        count += Long.parseLong(more.group(1));
        detail = detail.substring(0, more.start());
      }
      if (shown.size() < SHOWN) {
        shown.add(ImageFolders.name(Path.of(problem.subject())) + " (" + detail + ")");
      }
    }
    String rest = count > shown.size() ? " and " + (count - shown.size()) + " more" : "";
    return new Affected(problems.getFirst(), folder, count, String.join(", ", shown) + rest);
  }
}
