package dev.lorabake.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code skipping 4 steps / …}: the bar counts from 0 here, upstream's file names from 4. */
record SkipLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String rest = message.after("skipping ");
    Long steps = rest == null ? null : Numbers.first(rest);
    if (rest == null || steps == null || !rest.contains(" steps")) {
      return null;
    }
    return state -> state.skipped(steps);
  }
}
