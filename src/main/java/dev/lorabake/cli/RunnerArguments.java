package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.Policy;
import dev.lorabake.train.Policies;
import dev.lorabake.train.queue.GpuSlots;
import dev.lorabake.train.queue.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a runner is to work the queue off. */
final class RunnerArguments {
  @Option(
      names = "--gpus",
      paramLabel = "LIST",
      description = "One training on each of these: 0,1. With 0+1,2+3 each has two.")
  @Nullable String gpus;

  @Option(
      names = "--retry-lost",
      paramLabel = "N",
      description = "Start an entry up to N times more where its run was lost (0).")
  int retryLost;

  @Option(
      names = "--from-start",
      description = "What was lost begins anew, though there is a state to go on from.")
  boolean fromStart;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long the machine stands after SIGTERM or SIGUSR1 announced its end (0).")
  @Nullable Double grace;

  @Mixin RetryArguments retry;

  GpuSlots slots() {
    return gpus == null ? GpuSlots.ONE : GpuSlots.of(gpus);
  }

  /** Read now, so that what makes no sense is told before anything starts. */
  Rules rules(Surroundings surroundings) {
    if (retryLost < 0) {
      throw new UserError("--retry-lost is " + retryLost, "give how often, such as 1");
    }
    grace(surroundings, false);
    Policy real = retry.policy(surroundings.variables(), false);
    Policy rehearsed = retry.policy(surroundings.variables(), true);
    return new Rules(retryLost, fromStart, asked -> asked.rehearsal() ? rehearsed : real);
  }

  /**
   * What is said, else the user's own configuration; {@code null} where nothing is to be heeded.
   */
  @Nullable Duration grace(Surroundings surroundings, boolean rehearsal) {
    Policies.Flags flags = new Policies.Flags(null, null, null, grace, null);
    return Policies.of(flags, surroundings.variables(), rehearsal).grace();
  }

  /** The same on a command line. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--gpus", gpus);
    add(words, "--retry-lost", retryLost);
    if (fromStart) {
      words.add("--from-start");
    }
    add(words, "--grace", grace);
    add(words, "--retry-oom", retry.retryOom);
    add(words, "--retry-crash", retry.retryCrash);
    add(words, "--retry-wait", retry.retryWait);
    return words;
  }

  private static void add(List<String> words, String flag, @Nullable Object value) {
    if (value != null) {
      words.addAll(List.of(flag, value.toString()));
    }
  }
}
