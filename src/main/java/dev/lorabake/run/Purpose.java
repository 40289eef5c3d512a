package dev.lorabake.run;

import java.util.Locale;

/** What a run is for. */
public enum Purpose {
  TRAINING,
  /** The stand-in trainer goes through all of it; nothing is trained. */
  REHEARSAL,
  /** The real trainer makes some steps, to learn how long they take; nothing of it is kept. */
  MEASUREMENT;

  /** The name as it stands in JSON and tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Purpose of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** Whether what it writes stays within the run directory. */
  public boolean keepsToItself() {
    return this != TRAINING;
  }
}
