package dev.lorabake.log;

import org.jspecify.annotations.Nullable;

/**
 * What upstream puts into the names of files and folders that it saves: {@code name-000001} after
 * an epoch, {@code name-step00000002} after a step, {@code -state} behind either, nothing at the
 * end (sd-scripts library/train_util.py).
 *
 * @param epoch the epoch that ended, {@code null} where the name holds none
 * @param step upstream's own count, {@code null} where the name holds none
 */
record CheckpointName(@Nullable Long epoch, @Nullable Long step) {
  private static final int EPOCH_DIGITS = 6;
  private static final int STEP_DIGITS = 8;

  static CheckpointName of(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    for (String ending : new String[] {".safetensors", ".ckpt", ".pt", "-state"}) {
      if (name.endsWith(ending)) {
        name = name.substring(0, name.length() - ending.length());
      }
    }
    int dash = name.lastIndexOf('-');
    String last = name.substring(dash + 1);
    if (dash >= 0 && last.startsWith("step") && last.length() >= STEP_DIGITS + 4) {
      return new CheckpointName(null, Numbers.whole(last.substring(4)));
    }
    boolean isEpoch = dash >= 0 && last.length() >= EPOCH_DIGITS;
    return new CheckpointName(isEpoch ? Numbers.whole(last) : null, null);
  }
}
