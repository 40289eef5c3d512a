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
   * @param what follows "3 of 20 images" in the message, and the names of the files follow it
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

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (FileProblem problem : subject.plan().files()) {
      if (problem.kind() == kind) {
        findings.add(finding(subject, problem, what, help));
      }
    }
    return findings;
  }

  /** The finding about one folder; its severity is the rule's. */
  protected final Finding finding(
      Subject subject, FileProblem problem, String happens, String mend) {
    String detail = problem.detail().isEmpty() ? "" : " (" + problem.detail() + ")";
    return found(
            subject,
            problem.folder()
                + ": "
                + affected(problem)
                + " "
                + happens
                + ": "
                + problem.files()
                + detail,
            mend)
        .at(problem.at())
        .finding();
  }

  /** As in "3 of 20 images". */
  protected String affected(FileProblem problem) {
    return problem.count() + " of " + Figures.count(problem.of(), "image");
  }
}
