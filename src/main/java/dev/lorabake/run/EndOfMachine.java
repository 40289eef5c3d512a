package dev.lorabake.run;

import dev.lorabake.process.KeeperRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Passes on to a run's keeper that the machine is about to be taken away. */
public final class EndOfMachine {
  private EndOfMachine() {}

  /** How long the machine stands after it announced its end; empty where that is not heeded. */
  public static Optional<Duration> grace(RunDirectory run) throws IOException {
    return Attendant.read(run).map(Attendant::policy).map(Policy::grace);
  }

  /** When the machine is gone, by the clock on the wall; empty where it did not announce that. */
  public static Optional<Instant> at(RunDirectory run) throws IOException {
    return StopRequest.read(run)
        .flatMap(wish -> Optional.ofNullable(wish.notice()).map(it -> wish.at().plus(it.grace())));
  }

  /** Whether the run's keeper, or whoever took its place, was told already. */
  public static boolean isAnnounced(RunDirectory run) throws IOException {
    return StopRequest.read(run).filter(wish -> wish.notice() != null).isPresent();
  }

  /**
   * Signals the keeper, which writes it down and ends the run in time. Where it is gone, the wish
   * is written here, for a supervisor to carry out.
   *
   * @param signal that was heard, by its number
   */
  public static void announce(
      RunDirectory run, int signal, Duration grace, Surroundings surroundings) throws IOException {
    Optional<KeeperRecord> record = run.record();
    boolean told = record.isPresent() && surroundings.processes().end(record.get().keeper(), false);
    if (!told && record.isPresent() && run.exit().isEmpty() && !StopRequest.isAtOnce(run)) {
      long endAt = surroundings.pacer().nanos() + grace.toNanos() - RunStop.GRACE.toNanos();
      PreemptionNotice notice =
          new PreemptionNotice(signal, grace, surroundings.processes().bootId(), endAt, null);
      new StopRequest(StopRequest.Mode.PREEMPTED, surroundings.clock().instant(), notice)
          .writtenTo(run);
    }
  }
}
