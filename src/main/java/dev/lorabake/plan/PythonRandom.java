package dev.lorabake.plan;

import java.util.List;

/**
 * Python's {@code random} after {@code random.seed(n)}, as far as shuffling goes: the Mersenne
 * Twister MT19937, seeded by array. With it a validation split sets aside the very images that
 * upstream does.
 */
final class PythonRandom {
  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int MATRIX = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;

  private final int[] state = new int[SIZE];
  private int index = SIZE;

  PythonRandom(long seed) {
    long magnitude = Math.abs(seed);
    int high = (int) (magnitude >>> 32);
    int[] key = high == 0 ? new int[] {(int) magnitude} : new int[] {(int) magnitude, high};
    seed(key);
  }

  private void seed(int[] key) {
    state[0] = 19650218;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * mixed(i - 1) + i;
    }
    int at = 1;
    int from = 0;
    for (int k = SIZE; k > 0; k--) {
      state[at] = (state[at] ^ (mixed(at - 1) * 1664525)) + key[from] + from;
      at = next(at);
      from = (from + 1) % key.length;
    }
    for (int k = SIZE - 1; k > 0; k--) {
      state[at] = (state[at] ^ (mixed(at - 1) * 1566083941)) - at;
      at = next(at);
    }
    state[0] = UPPER;
  }

  private int mixed(int i) {
    return state[i] ^ (state[i] >>> 30);
  }

  private int next(int at) {
    if (at + 1 < SIZE) {
      return at + 1;
    }
    state[0] = state[SIZE - 1];
    return 1;
  }

  private int word() {
    if (index == SIZE) {
      for (int i = 0; i < SIZE; i++) {
        int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
        state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX);
      }
      index = 0;
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private int below(int bound) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(bound);
    int value = word() >>> (Integer.SIZE - bits);
    while (value >= bound) {
      value = word() >>> (Integer.SIZE - bits);
    }
    return value;
  }

  /** {@code random.shuffle}. */
  <T> void shuffle(List<T> items) {
    for (int i = items.size() - 1; i > 0; i--) {
      int other = below(i + 1);
      T item = items.get(i);
      items.set(i, items.get(other));
      items.set(other, item);
    }
  }
}
