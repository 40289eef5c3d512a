package dev.lorabake.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code epoch 1/2}. The record {@code epoch is incremented} comes from workers and says less. */
record EpochLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String rest = message.after("epoch ");
    if (rest == null) {
      return null;
    }
    int slash = rest.indexOf('/');
    Long epoch = Numbers.whole(rest, 0, slash);
    Long total = Numbers.whole(rest, slash + 1, rest.length());
    return epoch == null || total == null ? null : state -> state.epoch(epoch, total);
  }
}
