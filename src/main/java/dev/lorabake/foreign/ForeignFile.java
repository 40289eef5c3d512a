package dev.lorabake.foreign;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file that somebody has, as bytes: what it is, is told from them.
 *
 * @param path absolute
 * @param head its first {@link #HEAD} bytes, or all where it is shorter
 * @param length in bytes
 */
public record ForeignFile(Path path, byte[] head, long length) {
  /** No settings file is longer; a model is, and is read by its header only. */
  public static final int HEAD = 8 << 20;

  /** Whether {@link #head} is all of it. */
  public boolean isWhole() {
    return length <= head.length;
  }

  /** The head as UTF-8 without a byte order mark; what is no UTF-8 becomes U+FFFD. */
  public String text() {
    String text = new String(head, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
