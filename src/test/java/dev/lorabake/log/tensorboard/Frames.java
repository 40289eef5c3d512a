package dev.lorabake.log.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Event files as tests want them. */
public final class Frames {
  private Frames() {}

  /** A record with one scalar. */
  public static byte[] scalar(int step, String tag, float value) {
    return frame(message(step, tag, value));
  }

  static byte[] message(int step, String tag, float value) {
    byte[] name = tag.getBytes(StandardCharsets.UTF_8);
    byte[] number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    byte[] inner = join(new byte[] {0x0a, (byte) name.length}, name, new byte[] {0x15}, number);
    byte[] summary = join(new byte[] {0x0a, (byte) inner.length}, inner);
    return join(
        new byte[] {0x10, (byte) ((step & 0x7f) | 0x80), (byte) (step >>> 7), 0x2a},
        new byte[] {(byte) summary.length},
        summary);
  }

  static byte[] frame(byte[] message) {
    return join(head(message.length), message, masked(message));
  }

  /** A record's length with its checksum. */
  static byte[] head(long length) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    return join(bytes, masked(bytes));
  }

  private static byte[] masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
