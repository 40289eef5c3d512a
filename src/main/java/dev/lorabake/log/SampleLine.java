package dev.lorabake.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Control images are begun. No line names an image, and none says that one is done. */
record SampleLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = message.text();
    // the Anima trainer writes it with a capital
    if (!text.startsWith("enerating sample images at step", 1)) {
      return null;
    }
    Long step = Numbers.last(text);
    return state -> state.sample(step);
  }
}
