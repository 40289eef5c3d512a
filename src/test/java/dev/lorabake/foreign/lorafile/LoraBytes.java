package dev.lorabake.foreign.lorafile;

import dev.lorabake.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a small LoRA, with the metadata and tensors that a test wants. */
public final class LoraBytes {
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();

  /** Says something of the file. */
  public LoraBytes says(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** A matrix of zeros, in 16 bits. */
  public LoraBytes matrix(String name, long... shape) {
    long count = 1;
    for (long side : shape) {
      count *= side;
    }
    tensor(name, "F16", Arrays.stream(shape).boxed().toList(), new byte[(int) (2 * count)]);
    return this;
  }

  /** A single number, in 32 bits. */
  public LoraBytes scalar(String name, float value) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    tensor(name, "F32", List.of(), bytes);
    return this;
  }

  /** One module as networks/lora.py writes it. */
  public LoraBytes lora(String module, long rank, float alpha) {
    return matrix(module + ".lora_down.weight", rank, 8)
        .matrix(module + ".lora_up.weight", 8, rank)
        .scalar(module + ".alpha", alpha);
  }

  /** One 3x3 convolution as networks/lora.py writes it. */
  public LoraBytes convolution(String module, long rank, float alpha) {
    return matrix(module + ".lora_down.weight", rank, 4, 3, 3)
        .matrix(module + ".lora_up.weight", 4, rank, 1, 1)
        .scalar(module + ".alpha", alpha);
  }

  private void tensor(String name, String dtype, List<Long> shape, byte[] bytes) {
    int begin = values.size();
    values.writeBytes(bytes);
    header.put(
        name,
        Map.of("dtype", dtype, "shape", shape, "data_offsets", List.of(begin, values.size())));
  }

  public byte[] bytes() {
    Map<String, Object> whole = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      whole.put("__metadata__", metadata);
    }
    whole.putAll(header);
    byte[] text = Json.write(whole).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    file.writeBytes(text);
    file.writeBytes(values.toByteArray());
    return file.toByteArray();
  }
}
