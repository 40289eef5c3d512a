package dev.lorabake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attaches to a run. */
@Command(
    name = "watch",
    description = "Watch a run that is going on, or see how one ended.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RunArguments run;

  @Option(names = "--json", description = "Print the events, one object a line.")
  boolean json;

  @Option(names = "--plain", description = "Never rewrite a line.")
  boolean plain;

  WatchCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    return new Foreground(surroundings, output, json, plain).follow(run.find(surroundings));
  }
}
