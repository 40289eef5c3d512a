package dev.lorabake.event;

/** How far a checkpoint is known to have come. */
public enum CheckpointStage {
  /** Upstream said that it starts to write; no line of it says that it is done. */
  BEGUN,
  /** Upstream said that it wrote all of it; the files were not read yet. */
  WRITTEN,
  /** The file was read: header, size and sampled values are right. */
  VERIFIED,
  /** The file was read and is not what it should be. */
  BROKEN,
  /** Upstream removed it to keep only the last ones. */
  REMOVED
}
