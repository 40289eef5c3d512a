package dev.lorabake.json;

import dev.lorabake.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes many small objects, one a line, as UTF-8 right into a buffer: a log of hundreds of
 * megabytes gives millions, and Jackson's generator behind a {@link java.io.Writer} took longer
 * than reading the log. The bytes are those of {@link Json#write}, with what is unsafe to show
 * escaped as by {@link Visible#json}. What is written may wait in the buffer until {@link #flush}.
 */
public final class JsonLines {
  private static final int BATCH = 1 << 16;
  private static final int LONGEST_NUMBER = 32;

  private final OutputStream out;

  /** {@code ,"name":} by name; of names there are few. */
  private final Map<String, byte[]> heads = new HashMap<>();

  private byte[] buffer = new byte[2 * BATCH];
  private int length;
  private boolean first;

  /**
   * @param out is not closed
   */
  public JsonLines(OutputStream out) {
    this.out = out;
  }

  public void begin() {
    if (length >= BATCH) {
      write();
    }
    first = true;
  }

  /** A text, a number, a truth value, {@code null}, or a map or list of such. */
  public void member(String name, @Nullable Object value) {
    byte[] head = heads.computeIfAbsent(name, JsonLines::head);
    reserve(head.length + LONGEST_NUMBER);
    System.arraycopy(head, 0, buffer, length, head.length);
    if (first) {
      buffer[length] = '{';
      first = false;
    }
    length += head.length;
    if (value instanceof String text) {
      reserve(JsonText.most(text));
      length = JsonText.put(text, buffer, length);
    } else if (value instanceof Long number) {
      length = JsonNumber.put(number, buffer, length);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      length = JsonNumber.put(number, buffer, length);
    } else {
      raw(Visible.json(Json.write(value)));
    }
  }

  public void end() {
    reserve(3);
    if (first) {
      buffer[length++] = '{';
    }
    buffer[length++] = '}';
    buffer[length++] = '\n';
  }

  /** Hands on all that was written. */
  public void flush() {
    write();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] head(String name) {
    byte[] head = new byte[JsonText.most(name) + 2];
    head[0] = ',';
    int end = JsonText.put(name, head, 1);
    head[end] = ':';
    return Arrays.copyOf(head, end + 1);
  }

  private void raw(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }

  private void write() {
    try {
      out.write(buffer, 0, length);
      length = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
