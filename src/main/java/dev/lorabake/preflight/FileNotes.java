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

  /**
   * A note with the name of every file, without the folder.
   *
   * @param all of its files, as far as anybody goes through them
   */
  public record About(Note note, List<String> all) {}

  /** In the order of the problems; one that only a recipe can judge is left out. */
  public static List<Note> of(List<FileProblem> problems) {
    return about(problems).stream().map(About::note).toList();
  }

  /** The same with all names. */
  public static List<About> about(List<FileProblem> problems) {
    List<About> notes = new ArrayList<>();
    for (FileProblem problem : problems) {
      for (Rule rule : RuleCatalog.all()) {
        if (rule instanceof FileRule about && about.isAbout(problem)) {
          Note note =
              new Note(
                  about.id(),
                  about.severity(),
                  about.message(problem),
                  about.help(),
                  problem.folder(),
                  problem.names(),
                  problem.count());
          notes.add(new About(note, problem.all()));
        }
      }
    }
    return List.copyOf(notes);
  }
}
