package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.process.Processes;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.watch.Outlook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Keeps two runs from one file: judged by all the names that each will write. */
final class OutputClash {
  private OutputClash() {}

  /** Whether one would write over what the other wrote, or writes. */
  static boolean between(Asked one, Asked other) {
    return one.rehearsal() == other.rehearsal()
        && one.outputDir().equals(other.outputDir())
        && (one.outputName().equals(other.outputName()) || meet(one.files(), other.files()));
  }

  private static boolean meet(Collection<String> some, Collection<String> others) {
    Set<String> all = Set.copyOf(others);
    return some.stream().anyMatch(all::contains);
  }

  /**
   * Refuses what another entry writes, or has written.
   *
   * @param others of the queue
   */
  static void refuse(Asked asked, Collection<EntryLook> others) {
    for (EntryLook other : others) {
      boolean counts =
          switch (other.state()) {
            case FAILED, STOPPED, LOST, CANCELLED, SKIPPED -> false;
            case FINISHED -> !other.entry().asked().digest().equals(asked.digest());
            case WAITING, STARTING, PREPARING, TRAINING, SAMPLING, SAVING, STOPPING, BLOCKED ->
                true;
          };
      if (counts && between(asked, other.entry().asked())) {
        throw refused(
            asked,
            "entry " + other.entry().number() + " of the queue (" + other.state().id() + ")");
      }
    }
  }

  /**
   * Refuses what a living run writes, whoever started it.
   *
   * @param own runs that were started for it
   */
  static void refuseRunning(Asked asked, Set<String> own, Path runsRoot, Processes processes)
      throws IOException {
    if (asked.rehearsal()) {
      return; // it writes into its own run directory
    }
    for (RunDirectory run : RunDirectory.list(runsRoot)) {
      Path file = run.file(RunDirectory.OUTLOOK);
      if (own.contains(run.name()) || !Files.isRegularFile(file) || !run.isAlive(processes)) {
        continue;
      }
      boolean clashes =
          Outlook.read(Files.readString(file))
              .filter(outlook -> outlook.outputDir().equals(asked.outputDir()))
              .filter(outlook ->
                  asked.outputName().equals(outlook.outputName())
                      || meet(asked.files(), names(outlook)))
              .isPresent();
      if (clashes) {
        throw refused(asked, "the run " + run.name());
      }
    }
  }

  private static List<String> names(Outlook outlook) {
    return outlook.files().stream().map(Outlook.Weights::file).toList();
  }

  private static UserError refused(Asked asked, String who) {
    return new UserError(
        asked.label()
            + " would write "
            + asked.outputName()
            + " into "
            + asked.outputDir()
            + ", as does "
            + who,
        "give it another name with --output_name NAME, or take the other one away");
  }
}
