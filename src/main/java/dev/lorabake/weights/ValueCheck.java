package dev.lorabake.weights;

import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Result;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for NaN and infinity in the values of one file. */
final class ValueCheck {
  /** A file up to this size is read whole. */
  static final long SMALL_FILE = 64L << 20;

  /** How much is read at a time; a multiple of every element's size. */
  static final int BLOCK = 1 << 14;

  /** How many blocks of a tensor are read in a large file, the first and the last among them. */
  static final int SAMPLES = 4;

  private final SafetensorsHeader header;
  private boolean allZero = true;

  ValueCheck(SafetensorsHeader header) {
    this.header = header;
  }

  Result read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      for (Map.Entry<String, Tensor> entry : header.tensors().entrySet()) {
        String problem = problem(channel, entry.getKey(), entry.getValue());
        if (problem != null) {
          return new Broken(problem);
        }
      }
    }
    List<String> warnings =
        allZero ? List.of("every value that was read is zero: nothing was learnt") : List.of();
    return new Verified(header.fileBytes(), header.tensors().size(), warnings);
  }

  private @Nullable String problem(FileChannel channel, String name, Tensor tensor)
      throws IOException {
    Dtype dtype = Dtype.floating(tensor.dtype());
    if (dtype == null) {
      allZero = false; // cannot be told, so nothing is said
      return null;
    }
    long blocks = Math.ceilDiv(tensor.bytes(), (long) BLOCK);
    boolean whole = header.fileBytes() <= SMALL_FILE || blocks <= SAMPLES;
    long count = whole ? blocks : SAMPLES;
    for (long sample = 0; sample < count; sample++) {
      long block = whole ? sample : sample * (blocks - 1) / (SAMPLES - 1);
      long begin = tensor.begin() + block * BLOCK;
      int bytes = (int) Math.min(BLOCK, tensor.end() - begin);
      byte[] values = Bytes.read(channel, header.valuesStart() + begin, bytes);
      if (!finite(ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN), dtype)) {
        return "tensor " + name + " holds values that are not finite (NaN or infinity)";
      }
    }
    return null;
  }

  private boolean finite(ByteBuffer values, Dtype dtype) {
    for (int at = 0; at < values.limit(); at += dtype.bytes()) {
      if (!dtype.finite(values, at)) {
        return false;
      }
      allZero &= dtype.zero(values, at);
    }
    return true;
  }
}
