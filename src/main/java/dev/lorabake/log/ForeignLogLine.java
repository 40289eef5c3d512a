package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Warning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines of loggers that are not upstream's: torch's ({@code W1123 18:57:45.506000 24345
 * torch/…/api.py:753] text}, {@code [E ProcessGroupNCCL.cpp:828] text}), LyCORIS' ({@code
 * 2026-11-23 18:53:29|[LyCORIS]-INFO: text}), DeepSpeed's ({@code [2026-11-23 18:53:29,123] [INFO]
 * [x.py:1:f] text}), TensorFlow's, NCCL's and plain {@code WARNING: text}. torch elastic speaks for
 * the launcher: it tells which process died.
 */
record ForeignLogLine() implements Recogniser {
  private static final int TIME = "2026-11-23 18:53:29".length();
  private static final int TENSORFLOW = "2026-11-23 18:53:29.123456: ".length();
  private static final int DEEPSPEED = "[2026-11-23 18:53:29,123".length();

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
    if (text.startsWith("|[LyCORIS]-", TIME)) {
      return lycoris(text.substring(TIME + "|[LyCORIS]-".length()));
    }
    if (isNccl(text) || text.startsWith("I tensorflow/", TENSORFLOW)) {
      return ForeignLogLine::nothing;
    }
    if (text.startsWith("[")) {
      return text.startsWith("] [", DEEPSPEED) ? deepSpeed(text) : torchNative(text);
    }
    return torch(text);
  }

  /** What NCCL tells; every line is asked, and a blank at the front would stop at each word. */
  static boolean isNccl(String text) {
    return text.contains("NCCL INFO ") && text.contains(" NCCL INFO ");
  }

  private static @Nullable Consumer<LogState> deepSpeed(String text) {
    int level = DEEPSPEED + "] [".length();
    int end = text.indexOf("] ", level);
    return end < 0 ? null : told(text.charAt(level), text.substring(end + 2), null);
  }

  private static @Nullable Consumer<LogState> torchNative(String text) {
    int bracket = text.indexOf("] ");
    int name = text.indexOf(".cpp:");
    if (text.length() < 4 || bracket < 0 || name < 0 || name > bracket) {
      return null;
    }
    boolean dated = Character.isDigit(text.charAt(2));
    return dated || text.charAt(2) == ' '
        ? told(text.charAt(1), text.substring(bracket + 2), null)
        : null;
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
    if (text.length() < 20
        || "IWEF".indexOf(text.charAt(0)) < 0
        || Numbers.whole(text, 1, 5) == null
        || text.charAt(5) != ' '
        || text.charAt(8) != ':') {
      return null;
    }
    int bracket = text.indexOf("] ");
    return bracket < 0 ? null : told(text.charAt(0), text.substring(bracket + 2), "launcher");
  }

  private static @Nullable Consumer<LogState> told(
      char level, String text, @Nullable String source) {
    return switch (level) {
      case 'I' -> ForeignLogLine::nothing;
      case 'W' -> warning(text, source);
      case 'E', 'F' -> state -> state.emit(new Failure(EventText.bounded(text), null, source));
      default -> null;
    };
  }

  private static Consumer<LogState> warning(String text, @Nullable String source) {
    return state -> state.emit(new Warning(EventText.bounded(text), source));
  }

  private static void nothing(LogState state) {}
}
