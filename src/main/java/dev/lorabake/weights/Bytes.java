package dev.lorabake.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a stretch of a file whole. */
final class Bytes {
  private Bytes() {}

  /** Throws {@link EOFException} where the file became shorter meanwhile. */
  static byte[] read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position + buffer.position());
      if (read < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }
}
