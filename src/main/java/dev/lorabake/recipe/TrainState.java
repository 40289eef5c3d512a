package dev.lorabake.recipe;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a training was when it saved a state, as upstream notes it in the state's folder ( {@code
 * train_network.py}).
 *
 * @param step as the run counted it; -1 where the folder does not say
 * @param epoch as the run counted it, from 1; 0 where the folder does not say
 */
public record TrainState(long step, long epoch) {
  public static final String FILE = "train_state.json";

  /** The member that has the step. */
  public static final String STEP = "current_step";

  /** Reads what a state folder says of itself. */
  public static TrainState of(Path folder) {
    try {
      JsonObject state = Json.object(Files.readString(folder.resolve(FILE)), FILE);
      return new TrainState(state.whole(STEP, -1), state.whole("current_epoch", 0));
    } catch (IOException | JsonError e) {
      return new TrainState(-1, 0);
    }
  }

  /** Whether a folder has such a note. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }
}
