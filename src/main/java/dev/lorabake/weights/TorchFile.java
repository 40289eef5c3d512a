package dev.lorabake.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Looks at files of {@code torch.save} without unpickling them. */
public final class TorchFile {
  private static final byte[] ZIP_START = {'P', 'K', 3, 4};

  /** End of a zip's directory, where the zip has no comment: {@code torch.save} adds none. */
  private static final byte[] ZIP_END = {'P', 'K', 5, 6};

  private static final int ZIP_END_BYTES = 22;

  private TorchFile() {}

  /** Whether a file has a beginning and an end; an empty or cut one has not. */
  public static boolean isWhole(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (!startsAt(channel, 0, ZIP_START)) {
        return size > 0;
      }
      return size > ZIP_END_BYTES && startsAt(channel, size - ZIP_END_BYTES, ZIP_END);
    }
  }

  private static boolean startsAt(FileChannel channel, long position, byte[] wanted)
      throws IOException {
    ByteBuffer found = ByteBuffer.allocate(wanted.length);
    channel.read(found, position);
    return ByteBuffer.wrap(wanted).equals(found.flip());
  }
}
