package dev.lorabake.train.policy;

import dev.lorabake.process.KeeperExit;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.StopRequest;
import dev.lorabake.run.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a run that has ended.
 *
 * @param category of the diagnosis; {@code null} where it has none
 * @param stopAsked whether somebody had asked it to stop, now or later
 * @param signalled whether its keeper was told to end it: by whoever ends services or the machine
 * @param ago how long ago it ended, by the clock on the wall; zero where nobody knows
 */
record Ending(
    Verdict verdict,
    @Nullable String category,
    boolean stopAsked,
    boolean signalled,
    Duration ago) {

  static Ending of(RunDirectory run, Outcome outcome, Instant now) throws IOException {
    Optional<KeeperExit> exit = run.exit();
    Outcome.Cause cause = outcome.cause();
    Duration ago = exit.map(end -> Duration.between(end.ended(), now)).orElse(Duration.ZERO);
    return new Ending(
        outcome.verdict(),
        cause == null ? null : cause.category(),
        StopRequest.read(run).isPresent(),
        exit.filter(KeeperExit::forwarded).isPresent(),
        ago.isNegative() ? Duration.ZERO : ago);
  }
}
