package dev.lorabake.run;

import java.nio.file.Path;

/** A supervisor in a program of its own, for tests that kill it. */
final class SuperviseMain {
  private SuperviseMain() {}

  public static void main(String[] args) throws Exception {
    RunDirectory run = RunDirectory.open(Path.of(args[0]));
    try (Supervisor supervisor =
        Supervisor.attach(run, Surroundings.system(), entry -> {}).orElseThrow()) {
      supervisor.run(entry -> {});
    }
  }
}
