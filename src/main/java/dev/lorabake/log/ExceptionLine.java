package dev.lorabake.log;

import org.jspecify.annotations.Nullable;

/** The single lines of a Python traceback. */
final class ExceptionLine {
  private static final String FILE = "File \"";

  private ExceptionLine() {}

  /**
   * {@code ValueError} of {@code ValueError: text}, with its package; {@code null} if it is none.
   */
  static @Nullable String type(String line) {
    int end = 0;
    while (end < line.length() && isPartOfName(line.charAt(end))) {
      end++;
    }
    boolean ends = end == line.length() || line.charAt(end) == ':';
    boolean named = end > 2 && !Character.isDigit(line.charAt(0)) && line.charAt(end - 1) != '.';
    return ends && named ? line.substring(0, end) : null;
  }

  /** Whether the line is an exception without its traceback, as a cut log may hold it. */
  static boolean isBare(String line) {
    String type = type(line);
    return type != null
        && type.length() > "Error".length()
        && (type.endsWith("Error")
            || type.endsWith("Exception")
            || type.endsWith("KeyboardInterrupt"));
  }

  private static boolean isPartOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }

  /** The path of {@code File "/x/y.py", line 8, in main}, or {@code null}. */
  static @Nullable String framePath(String line) {
    String frame = line.strip();
    int close = frame.indexOf('"', FILE.length());
    return frame.startsWith(FILE) && close > 0 ? frame.substring(FILE.length(), close) : null;
  }

  /** {@code y.py:8}. */
  static String frameSource(String line, String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    int at = line.indexOf(", line ");
    Long number = at < 0 ? null : Numbers.first(line.substring(at + ", line ".length()));
    return number == null ? name : name + ":" + number;
  }

  /** Whether a frame is of {@code accelerate launch} or torch's launcher, on any system. */
  static boolean isLaunchers(String path) {
    String unix = path.replace('\\', '/');
    return unix.endsWith("/bin/accelerate")
        || unix.contains("/accelerate.exe/")
        || unix.endsWith("accelerate/commands/accelerate_cli.py")
        || unix.endsWith("accelerate/commands/launch.py")
        || unix.endsWith("torch/distributed/run.py");
  }

  /** Whether a launcher raises it because the process failed that it had started. */
  static boolean isOfAnotherProcess(@Nullable String type) {
    return type != null
        && (type.endsWith("CalledProcessError")
            || type.endsWith("ChildFailedError")
            || type.endsWith("SignalException"));
  }

  /** {@code returned non-zero exit status 1.} of a message that holds the whole command line. */
  static String withoutCommand(String message) {
    if (!message.startsWith("Command ")) {
      return message;
    }
    int at = Math.max(message.lastIndexOf("returned non-zero"), message.lastIndexOf("died with"));
    return at < 0 ? message : message.substring(at);
  }
}
