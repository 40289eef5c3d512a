package dev.lorabake.log;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Control images are begun. No line names an image, and none says that one is done. */
record SampleLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = message.text();
    if (!text.toLowerCase(Locale.ROOT).startsWith("generating sample images at step")) {
      return null;
    }
    Long step = Numbers.last(text);
    return state -> state.sample(step);
  }
}
