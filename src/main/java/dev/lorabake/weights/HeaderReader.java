package dev.lorabake.weights;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.weights.UnreadableWeights.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the start of a safetensors file: eight bytes with the length of the header, low byte first,
 * then the header as a JSON object (safetensors/src/tensor.rs, README "Format").
 */
final class HeaderReader {
  /** The format's own cap on the header. */
  static final long MOST_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = 8;
  private static final String METADATA = "__metadata__";

  private HeaderReader() {}

  static SafetensorsHeader read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UnreadableWeights(Reason.NOT_SAFETENSORS, "it is a folder, not a file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      byte[] start = Bytes.read(channel, 0, (int) Math.min(size, Impostor.BYTES));
      long length = headerLength(start);
      if (length < 2 || length > MOST_HEADER_BYTES || start[LENGTH_BYTES] != '{') {
        throw Impostor.name(start, size);
      }
      long valuesStart = LENGTH_BYTES + length;
      if (valuesStart > size) {
        throw truncated("inside its header", valuesStart - size, size);
      }
      byte[] header = Bytes.read(channel, LENGTH_BYTES, (int) length);
      return checked(parse(header), valuesStart, size);
    }
  }

  /** The claimed length of the header, or -1 where the file is too short to have one. */
  private static long headerLength(byte[] start) {
    if (start.length <= LENGTH_BYTES) {
      return -1;
    }
    return ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static JsonObject parse(byte[] header) throws UnreadableWeights {
    try {
      return Json.object(new String(header, StandardCharsets.UTF_8), "header");
    } catch (JsonError e) {
      throw damaged("its header is no JSON (" + e.getMessage() + ")");
    }
  }

  private static SafetensorsHeader checked(JsonObject header, long valuesStart, long size)
      throws UnreadableWeights {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try {
      for (String name : header.names()) {
        JsonObject entry = header.object(name);
        if (name.equals(METADATA)) {
          entry.toMap().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        } else {
          tensors.put(name, tensor(name, entry));
        }
      }
    } catch (JsonError e) {
      throw damaged("its header is not as the format says (" + e.getMessage() + ")");
    }
    long end = coveredBytes(tensors);
    if (valuesStart + end > size) {
      throw truncated("in its values", valuesStart + end - size, size);
    }
    if (valuesStart + end < size) {
      throw damaged("it has " + (size - valuesStart - end) + " bytes more than its header names");
    }
    return new SafetensorsHeader(tensors, metadata, valuesStart, size);
  }

  private static Tensor tensor(String name, JsonObject entry) throws UnreadableWeights {
    List<Long> shape = wholes(entry, "shape");
    List<Long> offsets = wholes(entry, "data_offsets");
    if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
      throw damaged("tensor " + name + " has the offsets " + offsets);
    }
    Tensor tensor = new Tensor(entry.text("dtype"), shape, offsets.get(0), offsets.get(1));
    int elementBytes = Dtype.bytesOf(tensor.dtype());
    if (elementBytes > 0 && tensor.bytes() != bytes(shape, elementBytes)) {
      throw damaged(
          "tensor %s of shape %s and type %s has %d bytes"
              .formatted(name, shape, tensor.dtype(), tensor.bytes()));
    }
    return tensor;
  }

  private static List<Long> wholes(JsonObject entry, String name) throws UnreadableWeights {
    List<Long> wholes = new ArrayList<>();
    for (Object item : entry.list(name)) {
      if (!(item instanceof Long whole)) {
        throw damaged(name + " holds " + item);
      }
      wholes.add(whole);
    }
    return wholes;
  }

  /** -1, which no tensor has, where the product is beyond 64 bits. */
  private static long bytes(List<Long> shape, int elementBytes) {
    try {
      long bytes = elementBytes;
      for (long side : shape) {
        bytes = Math.multiplyExact(bytes, side);
      }
      return bytes;
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private static long coveredBytes(Map<String, Tensor> tensors) throws UnreadableWeights {
    List<Map.Entry<String, Tensor>> inOrder =
        tensors.entrySet().stream()
            .sorted(
                Map.Entry.comparingByValue(
                    Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end)))
            .toList();
    long covered = 0;
    for (Map.Entry<String, Tensor> entry : inOrder) {
      if (entry.getValue().begin() != covered) {
        throw damaged(
            "tensor %s begins at %d where the one before ends at %d"
                .formatted(entry.getKey(), entry.getValue().begin(), covered));
      }
      covered = entry.getValue().end();
    }
    return covered;
  }

  private static UnreadableWeights truncated(String where, long missing, long size) {
    return new UnreadableWeights(
        Reason.TRUNCATED,
        "the file is cut off %s: %d bytes of %d are missing"
            .formatted(where, missing, size + missing));
  }

  private static UnreadableWeights damaged(String problem) {
    return new UnreadableWeights(Reason.DAMAGED, "the file is damaged: " + problem);
  }
}
