package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of NumPy's {@code .npz}, which is a zip of {@code .npy} arrays: a few kB of
 * a file that may have many MB.
 *
 * @param arrays every array by its name; {@code null} for one that was not asked for, or is
 *     compressed
 */
record NpzFile(Map<String, @Nullable NpyArray> arrays) {
  /** The tail that holds the contents of any cache that upstream writes. */
  private static final int TAIL = 4096;

  private static final int MOST_CONTENTS = 1 << 20;
  private static final int END_BYTES = 22;
  private static final int END = 0x06054b50;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  /** A local header, an array's header of the usual 128 bytes and a single value, with room. */
  private static final int HEAD = 1024;

  /** The file is no zip, or its end is missing: NumPy fails at it. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads the contents, and the headers of the wanted arrays.
   *
   * @throws Broken when NumPy cannot open it
   */
  static NpzFile read(Path file, Set<String> wanted) throws IOException, Broken {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size == 0) {
        throw new Broken("it is empty");
      }
      ByteBuffer tail = bytes(channel, Math.max(0, size - TAIL), TAIL);
      int end = end(tail);
      if (end < 0) {
        throw new Broken("its end is missing");
      }
      long length = Integer.toUnsignedLong(tail.getInt(end + 12));
      long start = Integer.toUnsignedLong(tail.getInt(end + 16));
      if (length > MOST_CONTENTS || start + length > size) {
        throw new Broken("its table of contents is broken");
      }
      long tailStart = size - tail.limit();
      ByteBuffer contents =
          start >= tailStart
              ? tail.position((int) (start - tailStart)).slice().order(ByteOrder.LITTLE_ENDIAN)
              : bytes(channel, start, (int) length);
      return new NpzFile(arrays(channel, contents, wanted));
    }
  }

  private static int end(ByteBuffer tail) {
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return at;
      }
    }
    return -1;
  }

  private static Map<String, @Nullable NpyArray> arrays(
      FileChannel channel, ByteBuffer contents, Set<String> wanted) throws IOException {
    Map<String, @Nullable NpyArray> arrays = new LinkedHashMap<>();
    int at = 0;
    while (at + ENTRY_BYTES <= contents.limit() && contents.getInt(at) == ENTRY) {
      int method = contents.getShort(at + 10);
      int nameBytes = contents.getShort(at + 28) & 0xffff;
      int more = (contents.getShort(at + 30) & 0xffff) + (contents.getShort(at + 32) & 0xffff);
      if (at + ENTRY_BYTES + nameBytes > contents.limit()) {
        break;
      }
      byte[] text = new byte[nameBytes];
      contents.get(at + ENTRY_BYTES, text);
      String name = new String(text, StandardCharsets.UTF_8).replaceAll("\\.npy$", "");
      long local = Integer.toUnsignedLong(contents.getInt(at + 42));
      arrays.put(name, method == 0 && wanted.contains(name) ? array(channel, local) : null);
      at += ENTRY_BYTES + nameBytes + more;
    }
    return arrays;
  }

  private static @Nullable NpyArray array(FileChannel channel, long local) throws IOException {
    ByteBuffer head = bytes(channel, local, HEAD);
    if (head.limit() < LOCAL_BYTES || head.getInt(0) != LOCAL) {
      return null;
    }
    int start = LOCAL_BYTES + (head.getShort(26) & 0xffff) + (head.getShort(28) & 0xffff);
    return start > head.limit() ? null : NpyHeader.read(head.position(start));
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
      // until the file ends
    }
    return bytes.flip();
  }
}
