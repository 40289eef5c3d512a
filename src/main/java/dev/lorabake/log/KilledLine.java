package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a shell prints when a signal ended its child: no traceback comes with it. */
record KilledLine() implements Recogniser {
  private static final List<String> WORDS =
      List.of(
          "Killed",
          "Terminated",
          "Aborted",
          "Segmentation fault",
          "Bus error",
          "Illegal instruction",
          "Floating point exception");

  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = message.text().strip();
    if (message.level() != null || text.length() > 60) {
      return null;
    }
    String words = text.endsWith(" (core dumped)") ? text.substring(0, text.length() - 14) : text;
    return WORDS.contains(words) ? state -> state.emit(new Failure(text, null, null)) : null;
  }
}
