package dev.lorabake.tui;

import dev.lorabake.run.RunDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts trainings, as the command {@code train} does. */
public interface Trainings {
  /**
   * Checks a recipe once more and starts it.
   *
   * @param file as it lies on the disk
   * @param gpu a card to check for instead of this machine's
   * @param rehearse goes the whole way and trains nothing
   * @return the run, which goes on whatever becomes of the screen
   * @throws dev.lorabake.UserError when it is blocked, or cannot be started
   */
  RunDirectory start(Path file, @Nullable String gpu, boolean rehearse);
}
