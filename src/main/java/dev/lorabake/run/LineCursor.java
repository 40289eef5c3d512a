package dev.lorabake.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Goes through the complete lines of a file that may be growing; knows where each began. */
final class LineCursor {
  /** No event is longer; what is, is damage. */
  private static final int MOST_LINE_BYTES = 4 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;
  private long lineStart;

  LineCursor(FileChannel channel, long position) {
    this.channel = channel;
    this.position = position;
    this.lineStart = position;
  }

  /** Position behind the last line returned. */
  long lineStart() {
    return lineStart;
  }

  /** The next line that has its end, without it; null where the file ends before one does. */
  @Nullable String next() throws IOException {
    while (true) {
      while (buffer.hasRemaining()) {
        byte b = buffer.get();
        if (b == '\n') {
          lineStart += line.size() + 1;
          String text = line.toString(StandardCharsets.UTF_8);
          line.reset();
          return text;
        }
        if (line.size() >= MOST_LINE_BYTES) {
          return null;
        }
        line.write(b);
      }
      buffer.clear();
      int read = channel.read(buffer, position);
      buffer.flip();
      if (read <= 0) {
        buffer.limit(0);
        return null;
      }
      position += read;
    }
  }
}
