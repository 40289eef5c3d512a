package dev.lorabake.log;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder to resume from is begun, complete or removed. accelerate logs the first two (1.15 with
 * {@code [RANK 0] } in front, older versions without); the random states are what it writes last.
 */
record StateLine() implements Recogniser {
  private static final String RANDOM_STATES = "Random states saved in ";

  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = withoutRank(message.text());
    if (text.isEmpty() || "SRr".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    Message said = new Message(text, message.level(), message.source());
    String begun = said.after("Saving current state to ");
    if (begun != null) {
      return state -> state.checkpoint(begun, CheckpointKind.STATE, CheckpointStage.BEGUN);
    }
    String written = said.after(RANDOM_STATES);
    if (written != null) {
      String folder = folderOf(written);
      return state -> state.checkpoint(folder, CheckpointKind.STATE, CheckpointStage.WRITTEN);
    }
    String removed = said.after("removing old state: ");
    return removed == null
        ? null
        : state -> state.checkpoint(removed, CheckpointKind.STATE, CheckpointStage.REMOVED);
  }

  private static String withoutRank(String text) {
    int end = text.startsWith("[RANK ") ? text.indexOf("] ") : -1;
    return end > 0 ? text.substring(end + 2) : text;
  }

  private static String folderOf(String file) {
    int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    return slash > 0 ? file.substring(0, slash) : file;
  }
}
