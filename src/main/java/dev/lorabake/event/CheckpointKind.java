package dev.lorabake.event;

/** What a checkpoint is: weights to use, or the whole state to resume from. */
public enum CheckpointKind {
  WEIGHTS,
  STATE
}
