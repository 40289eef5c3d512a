package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.train.Home;
import dev.lorabake.train.OwnCommand;
import dev.lorabake.train.queue.RestartUnit;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what has the queue worked off after a restart of the machine; installs nothing. */
@Command(
    name = "service",
    description = "Print a systemd unit and a crontab line for after a restart; installs nothing.",
    mixinStandardHelpOptions = true)
final class QueueServiceCommand implements Callable<Integer> {
  /** What tells a runner where things are; a token is none of them. */
  private static final List<String> VARIABLES =
      List.of(
          "PATH",
          "LORABAKE_SD_SCRIPTS",
          "LORABAKE_PYTHON",
          "XDG_CONFIG_HOME",
          "XDG_CACHE_HOME",
          "HF_HOME",
          "CUDA_DEVICE_ORDER",
          "LD_LIBRARY_PATH");

  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Mixin RunnerArguments runner;

  @Option(names = "--systemd", description = "Print the unit alone.")
  boolean systemd;

  @Option(names = "--cron", description = "Print the line for crontab -e alone.")
  boolean cron;

  QueueServiceCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (File.separatorChar == '\\') {
      throw new UserError(
          "Windows has neither systemd nor cron",
          "have the Task Scheduler start: lorabake queue run --runs-dir "
              + queue.runsRoot(surroundings));
    }
    runner.slots();
    runner.rules(surroundings);
    String unit = restart(false).unit();
    String line = restart(true).cronLine();
    if (queue.json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("unit_name", RestartUnit.NAME);
      members.put("unit", unit);
      members.put("cron", line);
      output.json(members);
    } else if (systemd || cron) {
      output.block((systemd ? unit : "") + (cron ? line : ""));
    } else {
      explain(unit, line);
    }
    return ExitCode.FINE;
  }

  private void explain(String unit, String line) {
    Path root = surroundings.workingFolder().relativize(queue.runsRoot(surroundings));
    String again =
        String.join(" ", runner.words())
            + (root.toString().equals("runs") ? "" : " --runs-dir DIR");
    output.line("# By systemd, for your user. As ~/.config/systemd/user/" + RestartUnit.NAME + ":");
    output.blank();
    output.block(unit);
    output.blank();
    output.line("# Nothing was installed. To write and enable it:");
    output.line("#   mkdir -p ~/.config/systemd/user");
    output.line("#   lorabake queue service --systemd " + again + " \\");
    output.line("#     > ~/.config/systemd/user/" + RestartUnit.NAME);
    output.line("#   systemctl --user daemon-reload");
    output.line("#   systemctl --user enable " + RestartUnit.NAME);
    output.line("#   loginctl enable-linger     (starts it without a login)");
    output.line("# It ends when nothing waits; systemctl --user start has it work again.");
    output.line("# Tokens are not in it: systemctl --user edit adds Environment=HF_TOKEN=...");
    output.blank();
    output.line("# Or by cron, where there is no systemd, as one line of crontab -e:");
    output.blank();
    output.line(line);
  }

  /**
   * @param detached whether the runner is to leave at once, its words in the queue's own log
   */
  private RestartUnit restart(boolean detached) {
    Path root = queue.runsRoot(surroundings);
    List<String> command = new ArrayList<>(OwnCommand.of(Home.find(), Main.class));
    command.addAll(List.of("queue", "run", "--runs-dir", root.toString()));
    command.addAll(runner.words());
    if (detached) {
      command.add("--detach");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : VARIABLES) {
      String value = surroundings.variables().getOrDefault(name, "");
      if (!value.isBlank()) {
        variables.put(name, value);
      }
    }
    return new RestartUnit(command, variables, surroundings.workingFolder());
  }
}
