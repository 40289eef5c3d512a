package dev.lorabake.cli;

import dev.lorabake.run.Policy;
import dev.lorabake.train.Policies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a training of the queue goes on by itself. */
final class RetryArguments {
  @Option(
      names = "--retry-oom",
      paramLabel = "N",
      description =
          "Where GPU memory runs out, go on up to N times with half the batch and twice the"
              + " accumulation (0).")
  @Nullable Integer retryOom;

  @Option(
      names = "--retry-crash",
      paramLabel = "N",
      description = "After a crash, go on up to N times from the last state that verifies (0).")
  @Nullable Integer retryCrash;

  @Option(
      names = "--retry-wait",
      paramLabel = "SECONDS",
      description = "Wait before going on after a crash; doubled each time (30).")
  @Nullable Double retryWait;

  boolean isGiven() {
    return retryOom != null || retryCrash != null || retryWait != null;
  }

  /** What they say, else the user's own configuration; a rehearsal's are the flags alone. */
  Policy policy(Map<String, String> variables, boolean rehearsal) {
    return Policies.of(
        new Policies.Flags(retryOom, retryCrash, retryWait, null, null), variables, rehearsal);
  }
}
