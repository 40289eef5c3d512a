package dev.lorabake.train.policy;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.process.ProcessTree;
import dev.lorabake.process.ShellCommand;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.PrivateFiles;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.SavedFiles;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.RunProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The user's command at the very end of a training, told by variables what that came to. */
final class EndCommand {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private EndCommand() {}

  /**
   * Runs it; that it fails is told, and changes nothing else.
   *
   * @param begun as it was written down before
   * @param environment this program's own variables
   */
  static Settled.Command run(
      RunDirectory run,
      Attendant attendant,
      String command,
      Outcome outcome,
      Settled.Command begun,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    Map<String, String> whole = new HashMap<>(environment);
    whole.keySet().removeAll(attendant.added());
    whole.putAll(facts(run, outcome, attendant));
    // LORABAKE_RUN marks the run's own processes, which a stop ends: these are none
    whole.put(ProcessTree.ATTENDANT, run.path().toString());
    Path output = run.file(RunDirectory.ON_END_LOG);
    try {
      PrivateFiles.touch(output);
      Path folder = Files.isDirectory(attendant.cwd()) ? attendant.cwd() : run.path();
      OptionalInt code = ShellCommand.run(command, folder, whole, output, TIMEOUT);
      return code.isPresent()
          ? new Settled.Command(begun.begun(), true, code.getAsInt(), null)
          : new Settled.Command(
              begun.begun(), true, null, "it was killed after " + TIMEOUT.toMinutes() + " minutes");
    } catch (IOException e) {
      return new Settled.Command(
          begun.begun(), true, null, "it could not be run: " + e.getMessage());
    }
  }

  /** What the command is told; numbers are those of the whole training. */
  static Map<String, String> facts(RunDirectory run, Outcome outcome, Attendant attendant)
      throws IOException {
    RunProgress progress = RunProgress.start();
    Set<String> verified = new LinkedHashSet<>();
    for (JournalEntry entry : new JournalReader(run).next()) {
      progress = progress.after(entry);
      if (entry.event() instanceof Checkpoint checkpoint
          && checkpoint.kind() == CheckpointKind.WEIGHTS) {
        if (checkpoint.stage() == CheckpointStage.VERIFIED) {
          verified.add(checkpoint.file());
        } else if (checkpoint.stage() != CheckpointStage.WRITTEN) {
          verified.remove(checkpoint.file());
        }
      }
    }
    RunProgress whole = progress.over(ResumedFrom.readable(run));
    long total = whole.totalSteps();
    Outcome.Cause cause = outcome.cause();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("LORABAKE_RUN", run.path().toString());
    facts.put("LORABAKE_VERDICT", outcome.verdict().id());
    facts.put("LORABAKE_REASON", outcome.reason());
    facts.put("LORABAKE_CAUSE", cause == null ? "" : cause.category());
    facts.put("LORABAKE_STEP", Long.toString(whole.step()));
    facts.put("LORABAKE_TOTAL", total == 0 ? "" : Long.toString(total));
    facts.put("LORABAKE_CHECKPOINT", last(verified));
    facts.put("LORABAKE_RESUMABLE", isResumable(run, outcome) ? "1" : "0");
    facts.put("LORABAKE_TRIES", Integer.toString(attendant.tries().number()));
    return facts;
  }

  private static String last(Set<String> files) {
    return files.stream().reduce("", (_, file) -> file);
  }

  private static boolean isResumable(RunDirectory run, Outcome outcome) throws IOException {
    return outcome.verdict() != Verdict.FINISHED
        && SavedFiles.of(run).states().stream().anyMatch(state -> state.problem() == null);
  }
}
