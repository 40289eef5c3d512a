package dev.lorabake.cli;

import dev.lorabake.run.Attendant;
import dev.lorabake.run.Policy;
import dev.lorabake.train.Home;
import dev.lorabake.train.OwnCommand;
import dev.lorabake.train.Policies;
import dev.lorabake.train.UpstreamPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What shall happen by itself when a run ends. */
final class PolicyArguments {
  @Mixin RetryArguments retry;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long the machine stands after SIGTERM or SIGUSR1 announced its end (0).")
  @Nullable Double grace;

  @Option(
      names = "--on-end",
      paramLabel = "COMMAND",
      description = "Run this in a shell at the very end, LORABAKE_VERDICT in its environment.")
  @Nullable String onEnd;

  /**
   * Whom to call when a run ends; {@code null} where no policy was asked for.
   *
   * @param gpu a card to plan for instead of this machine's
   */
  @Nullable Attendant attendant(
      Surroundings surroundings, UpstreamPlace place, @Nullable String gpu, boolean probe) {
    Policy policy =
        Policies.of(
            new Policies.Flags(retry.retryOom, retry.retryCrash, retry.retryWait, grace, onEnd),
            surroundings.variables(),
            place.rehearsal());
    if (policy.isOff()) {
      return null;
    }
    List<String> argv = new ArrayList<>(OwnCommand.of(Home.find(), Main.class));
    argv.add(AttendCommand.NAME);
    return new Attendant(
        argv,
        surroundings.workingFolder(),
        policy,
        false,
        new Attendant.Start(place.checkout(), place.python(), place.rehearsal(), gpu, probe),
        Set.of(),
        null);
  }
}
