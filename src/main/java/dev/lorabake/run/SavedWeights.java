package dev.lorabake.run;

import dev.lorabake.weights.CheckpointCheck;
import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
import dev.lorabake.weights.SafetensorsHeader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Weights that a training may begin from.
 *
 * @param step as the run counted it ({@code ss_steps} of the file); -1 where the file does not say
 * @param doubt why it is none of the run's, {@code null} where it is
 */
public record SavedWeights(Path file, long step, @Nullable String doubt) {
  private static final String STEPS = "ss_steps";

  static SavedWeights at(Path file, @Nullable String doubt, @Nullable Long told) {
    long step = told == null ? -1 : told;
    try {
      String steps = SafetensorsHeader.read(file).metadata().get(STEPS);
      return new SavedWeights(file, steps == null ? step : Long.parseLong(steps), doubt);
    } catch (IOException | NumberFormatException e) {
      return new SavedWeights(file, step, doubt);
    }
  }

  /** Why nothing can begin from it, read to its end; {@code null} where it can. */
  public @Nullable String problem() {
    if (doubt != null) {
      return doubt;
    }
    return switch (CheckpointCheck.verify(file)) {
      case Broken broken -> broken.problem();
      case Verified _ -> step < 0 ? "nothing says after which step it was saved" : null;
    };
  }
}
