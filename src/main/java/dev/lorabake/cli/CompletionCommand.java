package dev.lorabake.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the shell's completion script, every upstream option in it. */
@Command(
    name = "completion",
    description = {
      "Print the completion script for bash and zsh.",
      "bash: source <(lorabake completion)",
      "zsh: autoload -U bashcompinit && bashcompinit && source <(lorabake completion)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec CommandSpec spec;

  CompletionCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().print(AutoComplete.bash("lorabake", spec.parent().commandLine()));
    surroundings.out().flush();
    return ExitCode.FINE;
  }
}
