package dev.lorabake.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Looks at files of {@code torch.save} without unpickling them. */
public final class TorchFile {
  private static final byte[] ZIP_START = {'P', 'K', 3, 4};

  /** End of a zip's directory, where the zip has no comment: {@code torch.save} adds none. */
  private static final byte[] ZIP_END = {'P', 'K', 5, 6};

  private static final int ZIP_END_BYTES = 22;

  /**
   * What {@code torch.save} wrote before it made zips, and still does when told to: a pickled
   * number (torch/serialization.py, MAGIC_NUMBER).
   */
  private static final byte[] LEGACY_START =
      HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

  /** The opcode PROTO with protocol 2 to 5, and STOP. */
  private static final byte PICKLE_START = (byte) 0x80;

  private static final byte[] PICKLE_END = {'.'};

  private TorchFile() {}

  /**
   * Whether a file has a beginning and an end; an empty or cut one has not, nor has one that
   * neither torch nor pickle wrote. The old form has no end to look for.
   */
  public static boolean isWhole(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (startsAt(channel, 0, LEGACY_START)) {
        return size > LEGACY_START.length;
      }
      if (!startsAt(channel, 0, ZIP_START)) {
        return size > 2 && isPickle(channel) && startsAt(channel, size - 1, PICKLE_END);
      }
      return size > ZIP_END_BYTES && startsAt(channel, size - ZIP_END_BYTES, ZIP_END);
    }
  }

  private static boolean isPickle(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(2);
    channel.read(start, 0);
    return start.get(0) == PICKLE_START && start.get(1) >= 2 && start.get(1) <= 5;
  }

  private static boolean startsAt(FileChannel channel, long position, byte[] wanted)
      throws IOException {
    ByteBuffer found = ByteBuffer.allocate(wanted.length);
    channel.read(found, position);
    return ByteBuffer.wrap(wanted).equals(found.flip());
  }
}
