package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Warning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines of loggers that are not upstream's: torch's ({@code W1123 18:57:45.506000 24345
 * torch/…/api.py:753] text}), LyCORIS' ({@code 2026-11-23 18:53:29|[LyCORIS]-INFO: text}) and plain
 * {@code WARNING: text}. torch elastic speaks for the launcher: it tells which process died.
 */
record ForeignLogLine() implements Recogniser {
  @Override
  public @Nullable Consumer<LogState> match(Message message) {
    if (message.level() != null) {
      return null;
    }
    String text = message.text();
    if (text.startsWith("WARNING")) {
      String said = text.substring("WARNING".length());
      return said.startsWith(":") || said.startsWith("[")
          ? warning(said.substring(1).strip(), null)
          : null;
    }
    int lycoris = text.indexOf("|[LyCORIS]-");
    if (lycoris > 0 && lycoris < 40) {
      return lycoris(text.substring(lycoris + "|[LyCORIS]-".length()));
    }
    return torch(text);
  }

  private static Consumer<LogState> lycoris(String rest) {
    int colon = rest.indexOf(": ");
    String said = colon < 0 ? rest : rest.substring(colon + 2);
    return switch (colon < 0 ? "" : rest.substring(0, colon)) {
      case "WARNING" -> warning(said, "LyCORIS");
      case "ERROR", "CRITICAL" ->
          state -> state.emit(new Failure(EventText.bounded(said), null, "LyCORIS"));
      default -> ForeignLogLine::nothing;
    };
  }

  private static @Nullable Consumer<LogState> torch(String text) {
    int bracket = text.indexOf("] ");
    if (text.length() < 20
        || "IWEF".indexOf(text.charAt(0)) < 0
        || Numbers.whole(text, 1, 5) == null
        || text.charAt(5) != ' '
        || text.charAt(8) != ':'
        || bracket < 0) {
      return null;
    }
    String said = text.substring(bracket + 2);
    return switch (text.charAt(0)) {
      case 'I' -> ForeignLogLine::nothing;
      case 'W' -> warning(said, "launcher");
      default -> state -> state.emit(new Failure(EventText.bounded(said), null, "launcher"));
    };
  }

  private static Consumer<LogState> warning(String text, @Nullable String source) {
    return state -> state.emit(new Warning(EventText.bounded(text), source));
  }

  private static void nothing(LogState state) {}
}
