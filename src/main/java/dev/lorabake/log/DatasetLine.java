package dev.lorabake.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code [Prepare dataset 0]}: the buckets that follow are of this data set. */
record DatasetLine() implements Recogniser {
  private static final String TRAIN = "[Prepare dataset ";
  private static final String VALIDATION = "[Prepare validation dataset ";

  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = message.text();
    boolean train = text.startsWith(TRAIN);
    if (!train && !text.startsWith(VALIDATION)) {
      return null;
    }
    int from = train ? TRAIN.length() : VALIDATION.length();
    Long index = Numbers.whole(text, from, text.indexOf(']', from));
    return index == null ? null : state -> state.preparing(index.intValue(), !train);
  }
}
