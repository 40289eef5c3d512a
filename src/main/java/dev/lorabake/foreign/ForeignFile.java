package dev.lorabake.foreign;

import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that somebody has, as bytes: what it is, is told from them. */
public final class ForeignFile {
  /** No settings file is longer; a model is, and is read by its header only. */
  public static final int HEAD = 8 << 20;

  private final Path path;
  private final byte[] head;
  private final long length;
  private final String text;
  private final boolean isText;
  private @Nullable JsonTree json;
  private @Nullable JsonError notJson;

  /**
   * @param path absolute
   * @param head its first {@link #HEAD} bytes, or all where it is shorter
   * @param length in bytes
   */
  public ForeignFile(Path path, byte[] head, long length) {
    this.path = path;
    this.head = head;
    this.length = length;
    Charset charset = charset(head);
    String strict = decode(head, charset);
    isText = strict != null && strict.indexOf('\0') < 0;
    String decoded = strict == null ? new String(head, charset) : strict;
    text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }

  public Path path() {
    return path;
  }

  public byte[] head() {
    return head;
  }

  public long length() {
    return length;
  }

  /** Whether {@link #head} is all of it. */
  public boolean isWhole() {
    return length <= head.length;
  }

  /**
   * The head as text without a byte order mark: UTF-8, or UTF-16 where the mark says so, as
   * PowerShell's {@code >} writes it. What is neither becomes U+FFFD.
   */
  public String text() {
    return text;
  }

  /** Whether all of the head is text: no other encoding, and no NUL in it. */
  public boolean isText() {
    return isText;
  }

  /** Its JSON, parsed once; empty where it is none, is cut off or is not whole. */
  public Optional<JsonTree> json() {
    parse();
    return Optional.ofNullable(json);
  }

  /** Why {@link #json} is empty; {@code null} where it is not. */
  @Nullable JsonError notJson() {
    parse();
    return notJson;
  }

  private void parse() {
    if (json == null && notJson == null) {
      try {
        json = JsonTree.parse(text, path.toString());
      } catch (JsonError e) {
        notJson = e;
      }
    }
  }

  private static Charset charset(byte[] head) {
    if (head.length >= 2) {
      int mark = (head[0] & 0xff) << 8 | head[1] & 0xff;
      if (mark == 0xFFFE || mark == 0xFEFF) {
        return mark == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      }
    }
    return StandardCharsets.UTF_8;
  }

  /** {@code null} where the bytes are not of that encoding. */
  private static @Nullable String decode(byte[] head, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(head))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
