package dev.lorabake.run;

import java.util.Locale;

/** Why a run is started again by itself. */
public enum Retry {
  /** The GPU's memory ran out: with settings that need less. */
  OOM,
  /** It crashed: as it was. */
  CRASH;

  /** The name as it stands in files and JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name. */
  public static Retry of(String id) {
    return id.equals(OOM.id()) ? OOM : CRASH;
  }
}
