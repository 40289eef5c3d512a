package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows a run with little memory and says how much it took at most. */
final class LongLogMain {
  private LongLogMain() {}

  public static void main(String[] args) throws Exception {
    RunDirectory run = RunDirectory.open(Path.of(args[0]));
    long[] lastStep = {0};
    try (Supervisor supervisor =
        Supervisor.attach(run, Surroundings.system(), entry -> {}).orElseThrow()) {
      Outcome outcome =
          supervisor.run(entry -> lastStep[0] = step(entry, lastStep[0])).orElseThrow();
      System.out.println("outcome " + outcome.verdict());
    }
    System.out.println("step " + lastStep[0]);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        System.out.println("kilobytes " + line.replaceAll("\\D", ""));
      }
    }
  }

  private static long step(JournalEntry entry, long before) {
    return entry.event() instanceof RunEvent.Step step ? step.step() : before;
  }
}
