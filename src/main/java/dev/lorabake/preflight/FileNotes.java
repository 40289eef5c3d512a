package dev.lorabake.preflight;

import dev.lorabake.plan.FileProblem;
import java.util.ArrayList;
import java.util.List;

/** What the rules about single files say, where no recipe is judged. */
public final class FileNotes {
  private FileNotes() {}

  /**
   * One kind of problem in one folder.
   *
   * @param severity the rule's own: what a recipe asks for may make it less
   * @param files a few names, without the folder
   * @param count how many files there are
   */
  public record Note(
      String rule,
      Severity severity,
      String message,
      String help,
      String folder,
      List<String> files,
      long count) {}

  /** In the order of the problems; one that only a recipe can judge is left out. */
  public static List<Note> of(List<FileProblem> problems) {
    List<Note> notes = new ArrayList<>();
    for (FileProblem problem : problems) {
      for (Rule rule : RuleCatalog.all()) {
        if (rule instanceof FileRule about && about.isAbout(problem)) {
          notes.add(
              new Note(
                  about.id(),
                  about.severity(),
                  about.message(problem),
                  about.help(),
                  problem.folder(),
                  problem.names(),
                  problem.count()));
        }
      }
    }
    return List.copyOf(notes);
  }
}
