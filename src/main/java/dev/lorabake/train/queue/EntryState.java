package dev.lorabake.train.queue;

import dev.lorabake.run.RunState;
import java.util.Locale;

/** Where an entry of the queue is; told anew from the facts, and written nowhere. */
public enum EntryState {
  WAITING,
  /** A start was written down, and nothing runs yet. */
  STARTING,
  PREPARING,
  TRAINING,
  SAMPLING,
  SAVING,
  STOPPING,
  FINISHED,
  FAILED,
  STOPPED,
  LOST,
  /** It could not be started; its reason is kept. */
  BLOCKED,
  /** An earlier run of the same recipe had finished, and its file is there. */
  SKIPPED,
  CANCELLED;

  /** The name as it stands in JSON and tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing will come of it any more by itself. */
  public boolean isOver() {
    return switch (this) {
      case WAITING, STARTING, PREPARING, TRAINING, SAMPLING, SAVING, STOPPING -> false;
      case FINISHED, FAILED, STOPPED, LOST, BLOCKED, SKIPPED, CANCELLED -> true;
    };
  }

  /** Whether its trainer is alive. */
  public boolean isRunning() {
    return switch (this) {
      case PREPARING, TRAINING, SAMPLING, SAVING, STOPPING -> true;
      case WAITING, STARTING, FINISHED, FAILED, STOPPED, LOST, BLOCKED, SKIPPED, CANCELLED -> false;
    };
  }

  static EntryState of(RunState state) {
    return switch (state) {
      case PREPARING -> PREPARING;
      case TRAINING -> TRAINING;
      case SAMPLING -> SAMPLING;
      case SAVING -> SAVING;
      case STOPPING -> STOPPING;
      case FINISHED -> FINISHED;
      case FAILED -> FAILED;
      case STOPPED -> STOPPED;
      case LOST -> LOST;
    };
  }
}
