package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short logs written out in a test, and the lines of their events. */
final class Feed {
  private Feed() {}

  /** The events of the text, one line each. */
  static List<String> events(String... lines) {
    return lines(Transcript.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
  }

  /** Those of {@link #events} that begin with a type. */
  static List<String> events(String type, List<String> log) {
    return events(log.toArray(String[]::new)).stream()
        .filter(line -> line.startsWith(type + " "))
        .toList();
  }

  static List<String> lines(List<RunEvent> events) {
    return events.isEmpty() ? List.of() : EventLines.of(events).strip().lines().toList();
  }

  /** A {@code steps:} bar with the loss as printed, or without one. */
  static String bar(long done, long total, @Nullable String loss) {
    String postfix = loss == null ? "" : ", avr_loss=" + loss;
    return "\rsteps:  50%%|█████     | %d/%d [00:02<00:04,  2.00s/it%s]"
        .formatted(done, total, postfix);
  }
}
