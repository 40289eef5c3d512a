package dev.lorabake.preflight;

import dev.lorabake.plan.FileProblem;
import java.util.ArrayList;
import java.util.List;

/** Says what the plan found out about single files: images, captions, masks, caches. */
public abstract class FileRule extends PatternRule {
  private final FileProblem.Kind kind;
  private final String what;
  private final String help;

  /**
   * A rule about one kind of problem.
   *
   * @param what follows "3 of 20 images" in the message
   */
  protected FileRule(
      String id,
      Topic topic,
      Severity severity,
      String summary,
      FileProblem.Kind kind,
      String what,
      String help,
      String... options) {
    super(id, topic, severity, summary, options);
    this.kind = kind;
    this.what = what;
    this.help = help;
  }

  /** Whether it is about such problems. */
  boolean isAbout(FileProblem problem) {
    return problem.kind() == kind;
  }

  /** What to do about them. */
  final String help() {
    return help;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (FileProblem problem : subject.plan().files()) {
      if (isAbout(problem)) {
        findings.add(
            found(subject, message(problem), help)
                .at(problem.at())
                .as(severity(subject))
                .finding());
      }
    }
    return findings;
  }

  /** What is the matter, with the names of some files. */
  final String message(FileProblem problem) {
    String where = problem.folder() + ": " + affected(problem) + " " + what;
    String detail =
        problem.detail().isEmpty()
            ? ""
            : (problem.count() == 1 ? ": " : "; the first: ") + problem.detail();
    return where + " (" + problem.files() + ")" + detail;
  }

  /** How bad it is for this recipe and machine; never worse than the rule's own severity. */
  protected Severity severity(Subject subject) {
    return severity();
  }

  /** As in "3 of 20 images". */
  protected String affected(FileProblem problem) {
    return problem.count() + " of " + Figures.count(problem.of(), "image");
  }
}
