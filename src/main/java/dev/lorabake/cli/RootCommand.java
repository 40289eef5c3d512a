package dev.lorabake.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lorabake} alone. */
@Command(
    name = "lorabake",
    header = "Prove a LoRA training before you pay for it, then never lose it.",
    description = {
      "",
      "Checks, plans, renders, starts and watches LoRA trainings with sd-scripts.",
      "A typical way: new, check, plan, train.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 fine, 1 blocked by findings, 2 lorabake could not work,",
      "3 the training failed, 4 it was stopped, 5 it was lost."
    })
final class RootCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec CommandSpec spec;

  RootCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The text UI for a person at a terminal, the usage for everybody else. */
  @Override
  public void run() {
    if (TextUi.isPossible(surroundings)) {
      TextUi.open(surroundings);
      return;
    }
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
