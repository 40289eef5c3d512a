package dev.lorabake.log.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Cuts a file of TensorFlow's record format into records: length (8 bytes, little-endian), its
 * checksum (4), the data, their checksum (4). It holds one record of up to {@link #LARGEST} bytes.
 */
final class RecordFrames {
  /** A step's scalars take some hundred bytes; beyond this are pictures. */
  private static final int LARGEST = 1 << 20;

  private static final int HEAD = 12;
  private static final int CHECKSUM = 4;

  /** Takes whole records. The bytes are only lent. */
  interface Sink {
    void record(byte[] bytes, int length);
  }

  private final Sink sink;
  private final CRC32C crc = new CRC32C();
  private final byte[] head = new byte[HEAD];
  private byte[] body = new byte[512];
  private int headLength;
  private int bodyLength;

  /** Of the record that is being read, with its checksum; meant only once its head is whole. */
  private int bodyTotal;

  /** Bytes of a record that is too large, still to be passed over. */
  private long toSkip;

  private boolean damaged;

  RecordFrames(Sink sink) {
    this.sink = sink;
  }

  boolean isDamaged() {
    return damaged;
  }

  void feed(byte[] chunk, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && !damaged) {
      if (toSkip > 0) {
        int skipped = (int) Math.min(toSkip, end - at);
        toSkip -= skipped;
        at += skipped;
      } else if (headLength < HEAD) {
        int taken = Math.min(HEAD - headLength, end - at);
        System.arraycopy(chunk, at, head, headLength, taken);
        headLength += taken;
        at += taken;
        if (headLength == HEAD) {
          begin();
        }
      } else {
        int taken = Math.min(bodyTotal - bodyLength, end - at);
        System.arraycopy(chunk, at, body, bodyLength, taken);
        bodyLength += taken;
        at += taken;
        if (bodyLength == bodyTotal) {
          end();
        }
      }
    }
  }

  private void begin() {
    ByteBuffer values = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long length = values.getLong(0);
    damaged = length < 0 || masked(head, HEAD - CHECKSUM) != values.getInt(HEAD - CHECKSUM);
    if (damaged) {
      return;
    }
    if (length > LARGEST) {
      toSkip = length + CHECKSUM;
      headLength = 0;
      return;
    }
    bodyTotal = (int) length + CHECKSUM;
    bodyLength = 0;
    if (body.length < bodyTotal) {
      body = new byte[bodyTotal];
    }
  }

  private void end() {
    int length = bodyTotal - CHECKSUM;
    int checksum = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    headLength = 0;
    if (masked(body, length) == checksum) {
      sink.record(body, length);
    }
  }

  /** The format's checksum: CRC-32C, turned and shifted so that sums over sums differ. */
  private int masked(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }
}
