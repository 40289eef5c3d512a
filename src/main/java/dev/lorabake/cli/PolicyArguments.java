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
import picocli.CommandLine.Option;

/** What shall happen by itself when a run ends. */
final class PolicyArguments {
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
            new Policies.Flags(retryOom, retryCrash, retryWait, grace, onEnd),
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
