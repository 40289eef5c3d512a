package dev.lorabake.train.policy;

import dev.lorabake.run.Outcome;
import dev.lorabake.run.Policy;
import dev.lorabake.run.Retry;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Tries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That a training goes on by itself, for whoever starts it: of a queued one its runner.
 *
 * @param pause before it does
 * @param reason as one sentence without a full stop
 */
public record Further(Retry why, Duration pause, String reason) {
  /**
   * What a policy makes of a run's end.
   *
   * @param tries that were made by itself until now
   * @param now by the clock on the wall
   * @return empty where it does not go on
   */
  public static Optional<Further> of(
      Policy policy, RunDirectory run, Outcome outcome, Tries tries, Instant now)
      throws IOException {
    return switch (Decision.of(policy, Ending.of(run, outcome, now), tries)) {
      case Decision.Again again ->
          Optional.of(new Further(again.why(), again.pause(), again.reason()));
      case Decision.End _ -> Optional.empty();
    };
  }
}
