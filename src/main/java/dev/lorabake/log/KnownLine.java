package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Warning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a plain line by its beginning, from the file {@code known-lines.txt}. Under
 * {@code --console_log_simple} records are plain lines without a level, so upstream's warnings and
 * errors are known by their text, too.
 */
enum KnownLine {
  NOISE,
  /** Noise as an event; it tells more of an error that stands near it. */
  DETAIL,
  WARNING,
  ERROR;

  private static final PrefixTable<KnownLine> BY_START = new PrefixTable<>(load());

  /** Returns what the line is, or {@code null} where nobody knows it. */
  static @Nullable KnownLine of(String line) {
    String text = line.strip();
    if (isRule(text) || isOptimizer(text)) {
      return NOISE;
    }
    KnownLine known = BY_START.find(text);
    return known == null ? BY_START.find(withoutCount(text)) : known;
  }

  /** {@code use NAME | {settings}}: any class may be named. */
  private static boolean isOptimizer(String text) {
    return text.startsWith("use ") && text.contains(" | {");
  }

  void tell(String text, LogState state) {
    switch (this) {
      case NOISE, DETAIL -> {}
      case WARNING -> state.emit(new Warning(EventText.bounded(text.strip()), null));
      case ERROR -> state.emit(new Failure(EventText.bounded(text.strip()), null, null));
    }
  }

  /** {@code 12 train images with repeats.} */
  private static String withoutCount(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits > 0 ? text.substring(digits).strip() : text;
  }

  /** A line drawn with one character, maybe with a title in it. */
  private static boolean isRule(String text) {
    if (text.isEmpty() || "=-*_#".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    for (int i = 1; i < Math.min(text.length(), 20); i++) {
      if (text.charAt(i) != text.charAt(0)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, KnownLine> load() {
    Map<String, KnownLine> starts = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(KnownLine.class.getResourceAsStream("known-lines.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      KnownLine kind = NOISE;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[") && line.endsWith("]:")) {
          kind = valueOf(line.substring(1, line.length() - 2));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          starts.put(line, kind);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return starts;
  }
}
