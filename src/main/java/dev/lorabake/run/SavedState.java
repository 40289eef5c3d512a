package dev.lorabake.run;

import dev.lorabake.recipe.TrainState;
import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
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
  /** Reads what the folder says of itself. */
  public static SavedState at(Path folder) {
    return at(folder, null);
  }

  static SavedState at(Path folder, @Nullable String doubt) {
    TrainState state = TrainState.of(folder);
    return new SavedState(folder, state.step(), state.epoch(), doubt);
  }

  /** Why it cannot be resumed from, read to its end; {@code null} where it can. */
  public @Nullable String problem() {
    if (doubt != null) {
      return doubt;
    }
    return switch (StateFolderCheck.verify(folder)) {
      case Broken broken -> broken.problem();
      case Verified _ -> step < 0 ? TrainState.FILE + " does not say its step" : null;
    };
  }
}
