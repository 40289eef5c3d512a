package dev.lorabake.log;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of weights is begun or removed: printed by the network trainers, logged by the others
 * (sd-scripts train_network.py, library/train_util.py). No line says that one is done.
 */
record WeightsLine() implements Recogniser {
  private static final Map<String, CheckpointStage> STARTS =
      Map.of(
          "saving checkpoint: ", CheckpointStage.BEGUN,
          "saving model: ", CheckpointStage.BEGUN,
          "save trained model as StableDiffusion checkpoint to ", CheckpointStage.BEGUN,
          "save trained model as Diffusers to ", CheckpointStage.BEGUN,
          "removing old checkpoint: ", CheckpointStage.REMOVED,
          "removing old model: ", CheckpointStage.REMOVED);

  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    char first = message.text().isEmpty() ? ' ' : message.text().charAt(0);
    if (first != 's' && first != 'r') {
      return null;
    }
    for (Map.Entry<String, CheckpointStage> start : STARTS.entrySet()) {
      String file = message.after(start.getKey());
      if (file != null && !file.isEmpty()) {
        return state -> state.checkpoint(file, CheckpointKind.WEIGHTS, start.getValue());
      }
    }
    return null;
  }
}
