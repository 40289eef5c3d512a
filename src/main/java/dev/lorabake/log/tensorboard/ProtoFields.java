package dev.lorabake.log.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over the fields of one protobuf message. Where the bytes are none, it is at its end.
 *
 * <p>A field is a number with a kind, and a value: a number of varying or fixed size, or bytes.
 */
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer bytes;
  private int number;
  private int kind;
  private long value;
  private int from;
  private int to;

  ProtoFields(byte[] message, int from, int to) {
    this.bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    bytes.limit(to).position(from);
  }

  /** Goes to the next field; false at the end. */
  boolean next() {
    if (!bytes.hasRemaining()) {
      return false;
    }
    long key = varint();
    number = (int) (key >>> 3);
    kind = (int) key & 7;
    from = bytes.position();
    switch (kind) {
      case VARINT -> value = varint();
      case FIXED64 -> value = bytes.remaining() >= 8 ? bytes.getLong() : end();
      case FIXED32 -> value = bytes.remaining() >= 4 ? bytes.getInt() : end();
      case BYTES -> {
        long length = varint();
        from = bytes.position();
        if (length < 0 || length > bytes.remaining()) {
          end();
        } else {
          bytes.position(from + (int) length);
        }
      }
      default -> end();
    }
    to = bytes.position();
    return number > 0;
  }

  boolean isNumber(int wanted) {
    return number == wanted && kind == VARINT;
  }

  boolean isFloat(int wanted) {
    return number == wanted && kind == FIXED32;
  }

  boolean isBytes(int wanted) {
    return number == wanted && kind == BYTES;
  }

  long asLong() {
    return value;
  }

  float asFloat() {
    return Float.intBitsToFloat((int) value);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 64 && bytes.hasRemaining(); shift += 7) {
      byte b = bytes.get();
      result |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return result;
      }
    }
    return end();
  }

  /** These are no fields: nothing more is read. */
  private long end() {
    bytes.position(bytes.limit());
    number = 0;
    return 0;
  }
}
