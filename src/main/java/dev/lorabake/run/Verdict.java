package dev.lorabake.run;

import java.util.Locale;

/** How a run ended, by the facts. */
public enum Verdict {
  /**
   * Exit code 0, a fresh final checkpoint that verifies, the last step reached, a finite loss; of a
   * measurement, that it was measured.
   */
  FINISHED,
  FAILED,
  /** It was asked to stop, and did. */
  STOPPED,
  /** It is gone and nobody learnt how: its keeper was killed, or the machine went down. */
  LOST;

  /** The name as it stands in the journal. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
