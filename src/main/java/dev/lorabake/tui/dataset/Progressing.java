package dev.lorabake.tui.dataset;

import dev.lorabake.dataset.Progress;
import dev.lorabake.tui.Msg;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells now and then how far a look at many images is. */
record Progressing(Path file, Consumer<Msg> tell) implements Progress {
  private static final int EVERY = 100;

  /** So far it is. */
  record Far(Path file, Work work, int done, int all) implements Msg {}

  @Override
  public void done(Work work, int done, int all) {
    if (done % EVERY == 0 || done == all) {
      tell.accept(new Far(file, work, done, all));
    }
  }
}
