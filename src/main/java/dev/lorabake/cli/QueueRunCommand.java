package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.Policy;
import dev.lorabake.train.queue.Detaching;
import dev.lorabake.train.queue.GpuSlots;
import dev.lorabake.train.queue.QueueFolder;
import dev.lorabake.train.queue.QueueRunner;
import dev.lorabake.train.queue.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works the queue off. */
@Command(
    name = "run",
    description = "Start the entries in their order, and take up what runs already.",
    mixinStandardHelpOptions = true)
final class QueueRunCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

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

  @Mixin RetryArguments retry;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long the machine stands after SIGTERM or SIGUSR1 announced its end (0).")
  @Nullable Double grace;

  @Option(names = "--detach", description = "Return at once; the work goes on without a terminal.")
  boolean detach;

  QueueRunCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (retryLost < 0) {
      throw new UserError("--retry-lost is " + retryLost, "give how often, such as 1");
    }
    GpuSlots slots = gpus == null ? GpuSlots.ONE : GpuSlots.of(gpus);
    Rules rules = rules();
    return detach ? detached() : work(slots, rules);
  }

  private static void add(List<String> words, String flag, @Nullable Number value) {
    if (value != null) {
      words.addAll(List.of(flag, value.toString()));
    }
  }

  private int work(GpuSlots slots, Rules rules) {
    QueueProgress progress = new QueueProgress(output, queue.json);
    QueueRunner runner =
        new QueueRunner(
            queue.folder(surroundings),
            new QueueWork(surroundings, queue.runsRoot(surroundings), grace),
            dev.lorabake.run.Surroundings.system(),
            slots,
            rules,
            progress);
    boolean[] left = new boolean[1];
    Interrupts.onInterrupt(() -> {
      left[0] = true;
      runner.leave();
    });
    Interrupts.on("TERM", () -> runner.machineEnds(true));
    Interrupts.on("USR1", () -> runner.machineEnds(false));
    try {
      queue.doing(
          surroundings,
          () -> {
            runner.run();
            return true;
          });
    } finally {
      Interrupts.endOn("TERM");
      Interrupts.endOn("USR1");
    }
    if (runner.isEnding()) {
      output.note("the machine is about to be taken away: nothing more is started");
      return ExitCode.STOPPED;
    }
    if (left[0]) {
      output.note("trainings that run go on; take them up with: lorabake queue run");
      return ExitCode.FINE;
    }
    return progress.exitCode();
  }

  private Rules rules() {
    Policy real = retry.policy(surroundings.variables(), false); // told now where it makes no sense
    Policy rehearsed = retry.policy(surroundings.variables(), true);
    return new Rules(retryLost, fromStart, asked -> asked.rehearsal() ? rehearsed : real);
  }

  private int detached() {
    QueueFolder folder = queue.folder(surroundings);
    List<String> words = new ArrayList<>(List.of("queue", "run", "--runs-dir"));
    words.add(queue.runsRoot(surroundings).toString());
    if (gpus != null) {
      words.addAll(List.of("--gpus", gpus));
    }
    words.addAll(List.of("--retry-lost", Integer.toString(retryLost)));
    if (fromStart) {
      words.add("--from-start");
    }
    add(words, "--grace", grace);
    add(words, "--retry-oom", retry.retryOom);
    add(words, "--retry-crash", retry.retryCrash);
    add(words, "--retry-wait", retry.retryWait);
    Path log = folder.file(QueueFolder.RUNNER_LOG);
    UpstreamArguments any = new UpstreamArguments();
    any.rehearse = true; // any Python will do
    long pid =
        queue.doing(
            surroundings,
            () -> Detaching.start(folder, any.find(surroundings).python(), Main.class, words));
    if (queue.json) {
      output.jsonLine(Map.of("pid", pid, "log", log.toString()));
    } else {
      output.line("a runner works the queue off; it says what it does in");
      output.line("  " + surroundings.shown(log));
      output.line("  lorabake queue");
    }
    return ExitCode.FINE;
  }
}
