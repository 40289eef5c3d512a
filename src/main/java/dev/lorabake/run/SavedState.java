package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A state folder that a run may be resumed from.
 *
 * @param step as the run counted it; -1 where the folder does not say
 * @param epoch as the run counted it, from 1; 0 where the folder does not say
 * @param doubt why it is none of the run's, {@code null} where it is
 */
public record SavedState(Path folder, long step, long epoch, @Nullable String doubt) {
  static final String TRAIN_STATE = "train_state.json";

  /** Reads what the folder says of itself. */
  public static SavedState at(Path folder) {
    return at(folder, null);
  }

  static SavedState at(Path folder, @Nullable String doubt) {
    try {
      JsonObject state = Json.object(Files.readString(folder.resolve(TRAIN_STATE)), TRAIN_STATE);
      return new SavedState(
          folder, state.whole("current_step", -1), state.whole("current_epoch", 0), doubt);
    } catch (IOException | JsonError e) {
      return new SavedState(folder, -1, 0, doubt);
    }
  }

  /** Why it cannot be resumed from, read to its end; {@code null} where it can. */
  public @Nullable String problem() {
    if (doubt != null) {
      return doubt;
    }
    return switch (StateFolderCheck.verify(folder)) {
      case Broken broken -> broken.problem();
      case Verified _ -> step < 0 ? TRAIN_STATE + " does not say its step" : null;
    };
  }
}
