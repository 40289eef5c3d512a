package dev.lorabake.preflight;

import dev.lorabake.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a small safetensors file of zeros; sides that tell nothing can be 1. */
final class SampleTensors {
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private int bytes;

  static SampleTensors of(String name, long... shape) {
    return new SampleTensors().and(name, shape);
  }

  /** Adds an fp16 tensor. */
  SampleTensors and(String name, long... shape) {
    return typed("F16", 2, name, shape);
  }

  /** Adds a tensor of one byte an element: F8_E4M3, F8_E5M2, U8. */
  SampleTensors bytes(String dtype, String name, long... shape) {
    return typed(dtype, 1, name, shape);
  }

  SampleTensors metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  byte[] file() {
    Map<String, Object> all = new LinkedHashMap<>(header);
    if (!metadata.isEmpty()) {
      all.put("__metadata__", metadata);
    }
    byte[] text = Json.write(all).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    file.writeBytes(text);
    file.writeBytes(new byte[bytes]);
    return file.toByteArray();
  }

  private SampleTensors typed(String dtype, int elementBytes, String name, long... shape) {
    int size = elementBytes;
    for (long side : shape) {
      size *= (int) side;
    }
    header.put(
        name,
        Map.of(
            "dtype",
            dtype,
            "shape",
            java.util.Arrays.stream(shape).boxed().toList(),
            "data_offsets",
            List.of((long) bytes, (long) bytes + size)));
    bytes += size;
    return this;
  }
}
