package dev.lorabake.run.watch;

import java.util.Locale;

/** What lorabake warns of while a training runs; the codes are a published format. */
public enum Concern {
  LOSS_NOT_FINITE,
  LOSS_ZERO,
  STEPS_SLOWER,
  NO_PROGRESS,
  PROCESSES_GONE,
  DISK_NEARLY_FULL,
  PREEMPTED;

  /** The code as it stands in the journal. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
