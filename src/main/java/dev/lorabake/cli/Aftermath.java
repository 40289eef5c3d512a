package dev.lorabake.cli;

import dev.lorabake.process.LockFile;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.EndOfMachine;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Policy;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.SettledText;
import dev.lorabake.train.policy.Settling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What happens by itself once a run has ended: done or looked on at, and told. */
final class Aftermath {
  /** How long the attendant that the keeper calls may take to begin. */
  private static final Duration ATTENDANT = Duration.ofSeconds(10);

  private final Output output;
  private final boolean json;
  private final Surroundings machine;
  private final Settling settling;
  private final Set<SettledText.Line> told = new HashSet<>();
  private volatile boolean left;

  Aftermath(
      dev.lorabake.cli.Surroundings terminal, Output output, boolean json, Surroundings machine) {
    this.output = output;
    this.json = json;
    this.machine = machine;
    this.settling = new Settling(new PolicyWork(terminal), machine, this::tell);
  }

  /** Makes {@link #of} return soon. From any thread. */
  void leave() {
    left = true;
    settling.leave();
  }

  /**
   * Settles a run.
   *
   * @return what was decided; empty where there is no policy, and for who leaves
   */
  Optional<Settled> of(RunDirectory run, Outcome outcome) throws IOException, InterruptedException {
    return settling.settle(run, outcome, patience(run));
  }

  /** Says what happens with a run that was left before it was settled. */
  void tellIfLeft(RunDirectory run) throws IOException {
    if (!left) {
      return;
    }
    boolean others =
        LockFile.isHeld(run.file(RunDirectory.SETTLE_LOCK)) || patience(run).isPositive();
    if (!others) {
      output.note("nobody else sees to the run; lorabake watch goes on with it");
    } else if (Settled.isOpen(run)) {
      output.note("it goes on all the same; lorabake stop calls that off");
    } else {
      output.note("what was asked for at the end is done all the same");
    }
  }

  /** As above, for the attendant itself. */
  Optional<Settled> atOnce(RunDirectory run, Outcome outcome)
      throws IOException, InterruptedException {
    return settling.settle(run, outcome, Duration.ZERO);
  }

  /** The run that goes on. */
  static Optional<RunDirectory> next(RunDirectory run, Settled settled) throws IOException {
    Settled.Next next = settled.next();
    Path root = run.path().getParent();
    return next == null || !next.started() || root == null
        ? Optional.empty()
        : Optional.of(RunDirectory.open(root.resolve(next.run())));
  }

  /**
   * No attendant comes where the keeper was killed, or long after the end. Of the time that a
   * machine still stands which is taken away, half is left for what is to be done.
   */
  private Duration patience(RunDirectory run) throws IOException {
    if (Attendant.read(run).map(Attendant::policy).filter(Policy::isForTheEnd).isEmpty()) {
      return Duration.ZERO; // there is nothing to be done that variables matter for
    }
    Instant now = machine.clock().instant();
    Duration left =
        run.exit()
            .map(exit -> ATTENDANT.minus(Duration.between(exit.ended(), now)))
            .orElse(Duration.ZERO);
    Duration stands =
        EndOfMachine.at(run).map(end -> Duration.between(now, end).dividedBy(2)).orElse(ATTENDANT);
    return Stream.of(left, stands, ATTENDANT)
        .min(Comparator.naturalOrder())
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  private void tell(Settled settled) {
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("settled", settled.members());
      output.jsonLine(members);
    } else {
      for (SettledText.Line line : SettledText.lines(settled)) {
        if (told.add(line)) {
          output.filled(String.format("  %-9s", line.head()), line.text());
        }
      }
    }
    output.flush();
  }
}
