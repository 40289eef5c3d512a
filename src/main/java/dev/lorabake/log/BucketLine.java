package dev.lorabake.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code bucket 0: resolution (128, 256), count: 2}: width, height, images after repeats. */
record BucketLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = message.text();
    if (!text.startsWith("bucket ")) {
      return null;
    }
    int open = text.indexOf(": resolution (");
    int close = text.indexOf("), count: ");
    if (open < 0 || close < open) {
      return null;
    }
    int size = open + ": resolution (".length();
    int comma = text.indexOf(',', size);
    Long width = Numbers.whole(text, size, comma);
    Long height = Numbers.whole(text, comma + 1, close);
    Long count = Numbers.whole(text, close + "), count: ".length(), text.length());
    if (width == null || height == null || count == null || Math.max(width, height) > 1 << 20) {
      return null;
    }
    return state -> state.bucket(width.intValue(), height.intValue(), count);
  }
}
