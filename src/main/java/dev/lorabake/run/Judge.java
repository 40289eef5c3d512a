package dev.lorabake.run;

import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.weights.CheckpointCheck;
import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how a run ended. The exit code alone says it in neither direction: upstream returns 0 for an
 * empty dataset and for NaN, and accelerate turns everything into 1.
 */
final class Judge {
  private static final String UNKNOWN = ", and nobody learnt how the trainer itself ended";

  private final JournalFacts facts;
  private final Expectation expected;
  private final StopRequest.@Nullable Mode stop;
  private final @Nullable PreemptionNotice notice;
  private final long before;

  /**
   * @param stop why it was ended; {@code null} when nobody did
   * @param before the step of the whole training that the run counts as 0
   */
  Judge(JournalFacts facts, Expectation expected, @Nullable StopRequest stop, long before) {
    this.facts = facts;
    this.expected = expected;
    this.stop = stop == null ? null : stop.mode();
    this.notice = stop == null ? null : stop.notice();
    this.before = before;
  }

  Outcome of(KeeperExit known) {
    KeeperExit exit = expected.ofTrainer(known);
    if (exit.error() != null) {
      return Outcome.of(Verdict.FAILED, exit.error());
    }
    if (stop == StopRequest.Mode.MEASURED) {
      return measured();
    }
    if (exit.abandoned() && stop == null) {
      return Outcome.of(
          Verdict.STOPPED,
          "the measurement was abandoned: the lorabake that wanted it is gone" + after());
    }
    List<String> warnings = new ArrayList<>();
    List<String> problems = problems(warnings);
    boolean clean = exit.isClean();
    if (clean && problems.isEmpty()) {
      return new Outcome(Verdict.FINISHED, finished() + survived(exit), warnings, null);
    }
    if (stop == StopRequest.Mode.NOW) {
      return Outcome.of(Verdict.STOPPED, "it was stopped on request" + after());
    }
    PreemptedEnd preempted = PreemptedEnd.of(exit, notice);
    if (preempted != null && !preempted.endedByItself(exit, facts.lastFailure())) {
      return Outcome.of(Verdict.STOPPED, preempted.reason() + after());
    }
    String end = ending(exit);
    String why = facts.lastFailure().map(failure -> ": " + failure.text()).orElse("");
    if (!clean) {
      // how a launcher ended says nothing of the trainer, which may have gone on to its end
      String yet = problems.isEmpty() ? "; and yet " + finished() : "";
      return Outcome.of(Verdict.FAILED, end + after() + why + yet);
    }
    return Outcome.of(Verdict.FAILED, end + ", and yet " + String.join(", and ", problems) + why);
  }

  /** A measurement ends by a signal as a rule, and its steps are all that is wanted of it. */
  private Outcome measured() {
    boolean finite = facts.lastStep().filter(Step::lossFinite).isPresent();
    return finite
        ? Outcome.of(Verdict.FINISHED, "it was measured, and ended for that" + after())
        : Outcome.of(Verdict.FAILED, "its loss is not finite (NaN or infinity)" + after());
  }

  /** Of a directory that nothing was started in. */
  static Outcome neverStarted() {
    return Outcome.of(Verdict.LOST, "it was prepared and never started");
  }

  /**
   * Of a run that is gone without a word.
   *
   * @param sameBoot whether the machine is up since before the start
   */
  Outcome lost(boolean sameBoot) {
    String how =
        sameBoot
            ? "trainer and keeper are gone, and nobody learnt the exit code"
            : "the machine was restarted while it ran";
    String left =
        problems(new ArrayList<>()).isEmpty() ? "; its final checkpoint is there and verifies" : "";
    String taken =
        notice == null ? "" : "; the machine was about to be taken away (" + notice.inWords() + ")";
    return Outcome.of(Verdict.LOST, how + after() + left + taken);
  }

  /** What speaks against success, beside the exit code. */
  private List<String> problems(List<String> warnings) {
    List<String> problems = new ArrayList<>();
    Step step = facts.lastStep().orElse(null);
    if (step == null) {
      problems.add("it made no step");
    } else {
      long last = expected.lastStep() == null ? step.total() : expected.lastStep();
      if (step.step() < last) {
        problems.add("it ended at step " + (before + step.step()) + " of " + (before + last));
      }
      if (!step.lossFinite()) {
        problems.add("its loss is not finite (NaN or infinity)");
      }
    }
    String checkpoint = checkpointProblem(warnings);
    if (checkpoint != null) {
      problems.add(checkpoint);
    }
    return problems;
  }

  private @Nullable String checkpointProblem(List<String> warnings) {
    Path file = expected.finalCheckpoint();
    if (file == null) {
      return null;
    }
    return switch (CheckpointCheck.verify(file)) {
      case Broken broken -> "its final checkpoint " + file + " is broken: " + broken.problem();
      case Verified whole -> {
        warnings.addAll(whole.warnings());
        yield expected.isFresh()
            ? null
            : "its final checkpoint " + file + " is the one from before the run";
      }
    };
  }

  private String finished() {
    Path file = expected.finalCheckpoint();
    String made = file == null ? "" : ", and " + file + " verifies";
    return "all "
        + (before + facts.lastStep().map(Step::step).orElse(0L))
        + " steps are done"
        + made;
  }

  private String after() {
    return facts
        .lastStep()
        .map(step -> " after step " + (before + step.step()))
        .orElse(" before its first step");
  }

  /** Of a launcher that a signal ended while its trainer trained on. */
  private static String survived(KeeperExit exit) {
    return exit.heirs() == null
        ? ""
        : "; its launcher was ended by signal "
            + exit.signal()
            + ", and the trainer itself exited with code 0";
  }

  private String ending(KeeperExit exit) {
    KeeperExit.Heirs heirs = exit.heirs();
    String launcher = ending(exit.code(), exit.signal());
    if (heirs == null) {
      // one that is slow to die takes with it how a trainer ended that went before it
      return expected.launched() && exit.signal() != null
          ? "the launcher" + launcher + UNKNOWN
          : "the trainer" + launcher;
    }
    if (heirs.clean() == heirs.count()) {
      return "the launcher" + launcher + ", and the trainer itself exited with code 0";
    }
    return heirs.code() == null && heirs.signal() == null
        ? "the launcher" + launcher + UNKNOWN
        : "the launcher"
            + launcher
            + ", and the trainer itself"
            + ending(heirs.code(), heirs.signal());
  }

  private static String ending(@Nullable Integer code, @Nullable Integer signal) {
    if (signal == null) {
      return " ended with exit code " + code;
    }
    String name =
        switch (signal) {
          case 1 -> " (SIGHUP)";
          case 2 -> " (SIGINT)";
          case 6 -> " (SIGABRT)";
          case 7 -> " (SIGBUS)";
          case 9 -> " (SIGKILL, perhaps by the kernel for lack of memory)";
          case 11 -> " (SIGSEGV)";
          case 15 -> " (SIGTERM)";
          default -> "";
        };
    return " was ended by signal " + signal + name;
  }
}
