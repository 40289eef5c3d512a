package dev.lorabake.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the indented lines behind {@code running training}. They are known by their English part:
 * two of them have the same Japanese one. train_db.py writes {@code gradient ccumulation steps}.
 */
record SummaryLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    String text = message.text();
    if (!text.startsWith("  ") || message.level() != null) {
      return null;
    }
    String line = text.strip();
    int cut = Math.max(line.lastIndexOf(": "), line.lastIndexOf(" = "));
    if (cut < 0) {
      return null;
    }
    String value = line.substring(cut + 2).strip();
    RunTotals.Field field = RunTotals.Field.of(line);
    return field == null ? null : state -> state.total(field, value);
  }
}
