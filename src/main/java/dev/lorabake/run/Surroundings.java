package dev.lorabake.run;

import dev.lorabake.process.Pacer;
import dev.lorabake.process.Processes;
import java.time.InstantSource;

/** What a run is watched with: tests bring their own. */
public record Surroundings(Processes processes, Pacer pacer, InstantSource clock) {
  /** This machine's. */
  public static Surroundings system() {
    return new Surroundings(Processes.here(), Pacer.system(), InstantSource.system());
  }
}
