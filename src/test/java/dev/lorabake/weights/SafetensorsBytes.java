package dev.lorabake.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small safetensors files byte by byte, right or wrong as a test wants them. */
final class SafetensorsBytes {
  private SafetensorsBytes() {}

  /** A file of one tensor {@code w} of that type, one dimension, and these values. */
  static byte[] of(String dtype, byte[] values, int elementBytes) {
    String header =
        "{\"__metadata__\":{\"ss_steps\":\"6\"},\"w\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(dtype, values.length / elementBytes, values.length);
    return of(header, values);
  }

  static byte[] of(String header, byte[] values) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    file.writeBytes(text);
    file.writeBytes(values);
    return file.toByteArray();
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }
}
