package dev.lorabake.plan;

import dev.lorabake.json.JsonObject;

/**
 * Blocks that wait in main memory while others compute ({@code blocks_to_swap}). What they save is
 * the sizes of their weights: a block that comes in takes the very memory of the one that goes
 * ({@code swap_weight_devices_cuda} of custom_offloading_utils.py).
 */
sealed interface VramSwap {

  /** The most blocks that upstream accepts. */
  long most();

  /** MiB that so many blocks leave free. */
  double saved(long blocks, boolean fp8);

  /** MiB of the largest block, which lies on the card twice for a moment. */
  double largest(boolean fp8);

  static VramSwap read(JsonObject json) {
    return json.has("joint")
        ? new Joint(json.number("joint"), json.number("last_joint"), json.whole("most"))
        : new Pairs(
            json.number("fp8_block_double"),
            json.number("fp8_block_single"),
            json.number("factor_without_fp8"),
            json.whole("most"));
  }

  /** FLUX: a number of blocks is half double blocks, half pairs of single ones. */
  record Pairs(double fp8Double, double fp8Single, double withoutFp8, long most)
      implements VramSwap {
    @Override
    public double saved(long blocks, boolean fp8) {
      long swapped = Math.clamp(blocks, 0, most);
      long doubles = swapped / 2;
      double saved = doubles * fp8Double + 2 * (swapped - doubles) * fp8Single;
      return fp8 ? saved : saved * withoutFp8;
    }

    @Override
    public double largest(boolean fp8) {
      return fp8 ? fp8Double : fp8Double * withoutFp8;
    }
  }

  /** SD3: the last blocks wait first, and the very last is smaller; in 16 bits. */
  record Joint(double block, double last, long most) implements VramSwap {
    @Override
    public double saved(long blocks, boolean fp8) {
      long swapped = Math.clamp(blocks, 0, most);
      double saved = swapped == 0 ? 0 : (swapped - 1) * block + last;
      return fp8 ? saved / 2 : saved;
    }

    @Override
    public double largest(boolean fp8) {
      return fp8 ? block / 2 : block;
    }
  }
}
