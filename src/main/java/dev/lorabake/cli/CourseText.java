package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.Visible;
import dev.lorabake.plan.Course;
import dev.lorabake.plan.Course.PlannedState;
import java.util.ArrayList;
import java.util.List;

/** The lines of a plan about where it starts, its learning rate, and what it can go on from. */
final class CourseText {
  /** More folders than that are counted, not named. */
  private static final int NAMED = 4;

  private CourseText() {}

  static List<String> lines(Course course) {
    List<String> lines = new ArrayList<>();
    start(lines, course);
    Long warmup = course.warmupUpdates();
    String whole = course.continues() ? " of the whole training" : "";
    if (warmup != null && warmup > 0) {
      lines.add(
          "warm-up      the first "
              + Figures.count(warmup, "step")
              + whole
              + ", then the full rate");
    }
    Long decay = course.decayUpdates();
    if (decay != null && decay > 0) {
      lines.add("decay        in the last " + Figures.count(decay, "step") + whole);
    }
    states(lines, course);
    if (!course.removesEarlier().isEmpty()) {
      lines.add(
          "removes      "
              + Figures.count(course.removesEarlier().size())
              + " of an earlier run in output_dir:");
      named(lines, course.removesEarlier().stream().map(Visible::line).toList());
    }
    return lines;
  }

  private static void start(List<String> lines, Course course) {
    if (course.continues()) {
      lines.add(
          "goes on      from step "
              + Figures.count(course.startStep())
              + " in epoch "
              + Figures.count(course.firstEpoch())
              + ": "
              + Figures.count(course.updates(), "step")
              + " to do, counted from "
              + course.firstStep());
    }
    if (course.updates() < course.barSteps()) {
      lines.add(
          "ends         when the bar shows "
              + Figures.count(course.updates())
              + " of "
              + Figures.count(course.barSteps()));
    }
  }

  private static void states(List<String> lines, Course course) {
    List<PlannedState> kept = course.states().stream().filter(PlannedState::kept).toList();
    if (course.states().isEmpty()) {
      return;
    }
    lines.add(
        "states       "
            + Figures.count(course.states().size())
            + " written, "
            + Figures.count(kept.size())
            + " kept, to resume from"
            + (kept.isEmpty() ? "" : ":"));
    named(
        lines,
        kept.reversed().stream()
            .map(state -> Visible.line(state.folder()) + "  step " + Figures.count(state.step()))
            .toList());
  }

  private static void named(List<String> lines, List<String> names) {
    names.stream().limit(NAMED).forEach(name -> lines.add("  " + name));
    if (names.size() > NAMED) {
      lines.add("  and " + Figures.count(names.size() - NAMED) + " more");
    }
  }
}
