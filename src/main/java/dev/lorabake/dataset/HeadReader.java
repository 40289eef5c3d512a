package dev.lorabake.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Random access to the first bytes of one file after another, through one buffer that holds the
 * part last asked for. Not safe for use by several threads.
 */
final class HeadReader implements Closeable {
  /** A page: the size of nearly every image stands in its first one. */
  private static final int WINDOW = 4096;

  private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW);
  private @Nullable FileChannel channel;
  private long start;

  void open(Path file) throws IOException {
    close();
    FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
    channel = opened;
    fill(opened, 0);
  }

  /** The length of the open file in bytes. */
  long size() throws IOException {
    FileChannel open = channel;
    return open == null ? 0 : open.size();
  }

  /** The byte at that place of the file, -1 past its end. */
  int at(long offset) throws IOException {
    if (offset < start || offset >= start + window.limit()) {
      FileChannel open = channel;
      if (open == null || offset < 0) {
        return -1;
      }
      fill(open, offset);
    }
    long within = offset - start;
    return within < window.limit() ? window.get((int) within) & 0xff : -1;
  }

  /** Whether the file has these bytes there, given as Latin-1 text. */
  boolean matches(long offset, String bytes) throws IOException {
    for (int i = 0; i < bytes.length(); i++) {
      if (at(offset + i) != bytes.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** That many bytes as Latin-1 text; a space for each past the end. */
  String text(long offset, int length) throws IOException {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int next = at(offset + i);
      text.append(next < 0 ? ' ' : (char) next);
    }
    return text.toString();
  }

  /** An unsigned big-endian number of 2 bytes, -1 past the end. */
  int big16(long offset) throws IOException {
    int high = at(offset);
    int low = at(offset + 1);
    return high < 0 || low < 0 ? -1 : (high << 8) | low;
  }

  /** A big-endian number of 4 bytes, -1 past the end. */
  long big32(long offset) throws IOException {
    int high = big16(offset);
    int low = big16(offset + 2);
    return high < 0 || low < 0 ? -1 : ((long) high << 16) | low;
  }

  /** An unsigned little-endian number of 2 bytes, -1 past the end. */
  int little16(long offset) throws IOException {
    int low = at(offset);
    int high = at(offset + 1);
    return high < 0 || low < 0 ? -1 : (high << 8) | low;
  }

  /** An unsigned little-endian number of 3 bytes, -1 past the end. */
  int little24(long offset) throws IOException {
    int low = little16(offset);
    int high = at(offset + 2);
    return high < 0 || low < 0 ? -1 : (high << 16) | low;
  }

  /** A signed little-endian number of 4 bytes; 0 past the end. */
  int little32(long offset) throws IOException {
    int low = little16(offset);
    int high = little16(offset + 2);
    return high < 0 || low < 0 ? 0 : (high << 16) | low;
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    window.limit(0);
    start = 0;
    if (open != null) {
      open.close();
    }
  }

  private void fill(FileChannel open, long offset) throws IOException {
    window.clear();
    int read = Math.max(0, open.read(window, offset));
    window.limit(read);
    start = offset;
  }
}
