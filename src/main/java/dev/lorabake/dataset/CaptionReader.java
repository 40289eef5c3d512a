package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.StringJoiner;

/** Reads a caption file as upstream does; not safe for use by several threads. */
final class CaptionReader {
  private static final int USUAL_SIZE = 4096;

  private final FolderMemory memory;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(USUAL_SIZE);

  /**
   * @param memory holds captions that were read by the same rule
   */
  CaptionReader(FolderMemory memory) {
    this.memory = memory;
  }

  /**
   * The caption in the file.
   *
   * @param key by which it is remembered
   * @throws IOException when there is no such regular file, or it cannot be read
   */
  Caption read(Path file, String key, boolean wildcard) throws IOException {
    if (!memory.lasts()) {
      return read(file, wildcard);
    }
    FileIdentity identity = FileIdentity.of(file);
    FolderMemory.Fact known = memory.find(key, identity);
    if (known != null) {
      return Caption.known(known.text());
    }
    Caption caption = read(file, wildcard);
    memory.keep(key, identity, new FolderMemory.Fact(0, 0, caption.remembered()));
    return caption;
  }

  private Caption read(Path file, boolean wildcard) throws IOException {
    load(file);
    if (bytes.limit() == 0) {
      return Caption.EMPTY_FILE;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return Caption.NOT_UTF8;
    }
    return Caption.of(wildcard ? everyLine(text) : firstLine(text, 0).strip());
  }

  private void load(Path file) throws IOException {
    bytes.clear();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(bytes) >= 0) {
        if (!bytes.hasRemaining()) {
          bytes = ByteBuffer.allocateDirect(bytes.capacity() * 4).put(bytes.flip());
        }
      }
    }
    bytes.flip();
  }

  /** Python ends a line of text at a line feed, a carriage return, or both. */
  private static String firstLine(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(from, end);
  }

  private static String everyLine(String text) {
    StringJoiner lines = new StringJoiner("\n");
    int at = 0;
    while (at < text.length()) {
      String line = firstLine(text, at);
      if (!line.isBlank()) {
        lines.add(line.strip());
      }
      at += line.length() + 1;
    }
    return lines.toString();
  }
}
