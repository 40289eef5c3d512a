package dev.lorabake.weights;

import java.util.List;

/**
 * One tensor as a safetensors header describes it.
 *
 * @param dtype the format's own name: {@code F16}, {@code BF16}, {@code F32}, …
 * @param shape empty for a single number
 * @param begin first byte of the values, counted from the end of the header
 * @param end byte after the last one
 */
public record Tensor(String dtype, List<Long> shape, long begin, long end) {
  public Tensor {
    shape = List.copyOf(shape);
  }

  /** Size of the values in the file. */
  public long bytes() {
    return end - begin;
  }
}
