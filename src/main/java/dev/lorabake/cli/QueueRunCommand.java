package dev.lorabake.cli;

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

  @Mixin RunnerArguments runner;

  @Option(names = "--detach", description = "Return at once; the work goes on without a terminal.")
  boolean detach;

  QueueRunCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    GpuSlots slots = runner.slots();
    Rules rules = runner.rules(surroundings);
    return detach ? detached() : work(slots, rules);
  }

  private int work(GpuSlots slots, Rules rules) {
    QueueProgress progress = new QueueProgress(output, queue.json);
    QueueRunner works =
        new QueueRunner(
            queue.folder(surroundings),
            new QueueWork(surroundings, queue.runsRoot(surroundings), runner),
            dev.lorabake.run.Surroundings.system(),
            slots,
            rules,
            progress);
    boolean[] left = new boolean[1];
    Interrupts.onInterrupt(() -> {
      left[0] = true;
      works.leave();
    });
    Interrupts.on("TERM", () -> works.machineEnds(true));
    Interrupts.on("USR1", () -> works.machineEnds(false));
    try {
      queue.doing(
          surroundings,
          () -> {
            works.run();
            return true;
          });
    } finally {
      Interrupts.endOn("TERM");
      Interrupts.endOn("USR1");
    }
    if (works.isEnding()) {
      output.note("the machine is about to be taken away: nothing more is started");
      return ExitCode.STOPPED;
    }
    if (left[0]) {
      output.note("trainings that run go on; take them up with: lorabake queue run");
      return ExitCode.FINE;
    }
    return progress.exitCode();
  }

  private int detached() {
    QueueFolder folder = queue.folder(surroundings);
    List<String> words = new ArrayList<>(List.of("queue", "run", "--runs-dir"));
    words.add(queue.runsRoot(surroundings).toString());
    words.addAll(runner.words());
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
