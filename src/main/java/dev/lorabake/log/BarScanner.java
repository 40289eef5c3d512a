package dev.lorabake.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a tqdm bar at the beginning of a line, byte by byte and never looking back: a bar-heavy log
 * is nothing but bars, at tens of thousands a second.
 *
 * <p>Forms: {@code label: 33%|### | 2/6 [00:02<00:04, 1.17s/it, avr_loss=1.21]}; without cells
 * ({@code TQDM_NCOLS=0}); without a total ({@code 0it [00:00, ?it/s]}); and {@code @tqdm label2/6
 * 00:02 1.17s/it, avr_loss=1.21}, for which {@code TQDM_BAR_FORMAT} asks.
 */
final class BarScanner {
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_PART = 1024;
  private static final byte[] MARK = "@tqdm ".getBytes(StandardCharsets.US_ASCII);

  private final Postfix postfix = new Postfix();
  private int end;

  /** The index behind the bar that {@link #scan} found last. */
  int end() {
    return end;
  }

  /**
   * Returns the bar that begins at {@code from}, or {@code null}.
   *
   * @param wholeLine the range is a line to its end, so a bar may be cut off there (a terminal
   *     narrower than the bar cuts it)
   */
  @Nullable Bar scan(byte[] bytes, int from, int to, boolean wholeLine) {
    if (to - from < 4) {
      return null;
    }
    if (wholeLine && startsWith(bytes, from, to, MARK)) {
      return marked(bytes, from + MARK.length, to);
    }
    int limit = Math.min(to, from + LONGEST_LABEL);
    int i = from;
    while (i < limit && bytes[i] != '%' && bytes[i] != '[') {
      byte b = bytes[i];
      if (b >= 0 && b < ' ') {
        return null;
      }
      i++;
    }
    if (i == limit) {
      return null;
    }
    return bytes[i] == '%'
        ? percent(bytes, from, i, to, wholeLine)
        : counted(bytes, from, i, to, wholeLine);
  }

  private @Nullable Bar percent(byte[] bytes, int from, int percentAt, int to, boolean wholeLine) {
    int digits = percentAt;
    while (digits > from && isDigit(bytes[digits - 1])) {
      digits--;
    }
    int label = labelEnd(bytes, from, digits);
    if (digits == percentAt || label < 0) {
      return null;
    }
    int i = percentAt + 1;
    if (i < to && bytes[i] == '|') {
      i = indexOf(bytes, '|', i + 1, Math.min(to, i + LONGEST_PART)) + 1;
      if (i == 0) {
        return null;
      }
    }
    i = skipBlanks(bytes, i, to);
    int slash = skipDigits(bytes, i, to);
    if (slash == to || bytes[slash] != '/') {
      return slash > i ? sized(bytes, slash, to) : null;
    }
    int totalEnd = skipDigits(bytes, slash + 1, to);
    if (slash == i || totalEnd == slash + 1) {
      return null;
    }
    int bracket = skipBlanks(bytes, totalEnd, to);
    if (bracket == to || bytes[bracket] != '[') {
      return totalEnd < to && bytes[totalEnd] != ' ' ? sized(bytes, totalEnd, to) : null;
    }
    if (!bracket(bytes, bracket, to, wholeLine)) {
      return null;
    }
    return bar(
        BarKind.of(bytes, from, label),
        Decimal.integer(bytes, i, slash),
        Decimal.integer(bytes, slash + 1, totalEnd));
  }

  /** A download: sizes with a unit, nothing to count. */
  private @Nullable Bar sized(byte[] bytes, int at, int to) {
    int bracket = indexOf(bytes, '[', at, Math.min(to, at + 64));
    if (bracket < 0 || !bracket(bytes, bracket, to, false)) {
      return null;
    }
    return bar(BarKind.OTHER, 0, -1);
  }

  /** {@code label: 12it [00:05, 2.3it/s]}. */
  private @Nullable Bar counted(byte[] bytes, int from, int bracketAt, int to, boolean wholeLine) {
    int unit = bracketAt - 3;
    if (unit <= from || bytes[unit] != 'i' || bytes[unit + 1] != 't' || bytes[unit + 2] != ' ') {
      return null;
    }
    int digits = unit;
    while (digits > from && isDigit(bytes[digits - 1])) {
      digits--;
    }
    int label = labelEnd(bytes, from, digits);
    if (digits == unit || label < 0 || !bracket(bytes, bracketAt, to, wholeLine)) {
      return null;
    }
    return bar(BarKind.of(bytes, from, label), Decimal.integer(bytes, digits, unit), -1);
  }

  private @Nullable Bar marked(byte[] bytes, int from, int to) {
    int slash = indexOf(bytes, '/', from, Math.min(to, from + LONGEST_LABEL));
    if (slash < 0) {
      return null;
    }
    int digits = slash;
    while (digits > from && isDigit(bytes[digits - 1])) {
      digits--;
    }
    int totalEnd = skipDigits(bytes, slash + 1, to);
    if (digits == slash || totalEnd == slash + 1) {
      return null;
    }
    int label = digits;
    while (label > from && (bytes[label - 1] == ' ' || bytes[label - 1] == ':')) {
      label--;
    }
    int time = skipBlanks(bytes, totalEnd, to);
    int rate = indexOf(bytes, ' ', time, to);
    postfix.read(bytes, rate < 0 ? to : rate, to, true);
    end = to;
    return bar(
        BarKind.of(bytes, from, label),
        Decimal.integer(bytes, digits, slash),
        Decimal.integer(bytes, slash + 1, totalEnd));
  }

  /** Reads {@code [00:02<00:04, 1.17s/it, avr_loss=1.21]} and says whether it is one. */
  private boolean bracket(byte[] bytes, int open, int to, boolean wholeLine) {
    if (open + 1 >= to || !isDigit(bytes[open + 1])) {
      return false;
    }
    int close = indexOf(bytes, ']', open, Math.min(to, open + LONGEST_PART));
    if (close < 0 && !wholeLine) {
      return false;
    }
    int inside = close < 0 ? to : close;
    int comma = indexOf(bytes, ',', open, inside);
    postfix.read(bytes, comma < 0 ? inside : comma + 1, inside, close >= 0);
    end = close < 0 ? to : close + 1;
    return true;
  }

  private Bar bar(BarKind kind, long done, long total) {
    return new Bar(
        kind,
        done,
        total,
        postfix.secondsPerUnit(),
        postfix.hasLoss(),
        postfix.loss(),
        postfix.learningRate());
  }

  /** The label's end where blanks, or a label with its colon, stand before the digits; else -1. */
  private static int labelEnd(byte[] bytes, int from, int digits) {
    int i = digits;
    while (i > from && bytes[i - 1] == ' ') {
      i--;
    }
    if (i == from) {
      return from;
    }
    return bytes[i - 1] == ':' ? i - 1 : -1;
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
    return to - from >= start.length
        && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] == ' ') {
      i++;
    }
    return i;
  }

  private static int skipDigits(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
