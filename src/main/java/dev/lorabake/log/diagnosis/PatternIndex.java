package dev.lorabake.log.diagnosis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the patterns that may be in a text, however many are known, and is done quickly with a text
 * that holds none, as nearly every line of a log does. It reads four bytes here and there: whoever
 * looks at every fifth place cannot miss a key of eight bytes, if all the fours of these eight are
 * known. Where one is met, the whole key is compared.
 */
final class PatternIndex {
  private static final int FOUR = Integer.BYTES;
  private static final int WIDEST_STRIDE = 8;
  private static final int LOG_PLACES = 15;
  private static final int SPREAD = 0x9E3779B9;
  private static final int SMALL = 0x20;
  private static final int ALL_SMALL = 0x20202020;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final Key[] NONE = {};

  /** What logs are full of: four characters of it lead to a comparison too often. */
  private static final String COMMON =
      "error loading the data file path name and value from config training steps model network"
          + " caption image module attention device memory version cuda torch not found for with"
          + " this that using default batch epoch cache state text encoder dataset warning failed"
          + " number resolution latents sampling optimizer info output";

  /** A pattern and the failure that it is of. */
  record Entry(KnownFailure failure, TextPattern pattern) {}

  /** What a text must hold for the entry, and where in it the four bytes lie that lead to it. */
  private static final class Key {
    private final byte[] bytes;
    private final int offset;
    private final Entry entry;

    Key(byte[] bytes, int offset, Entry entry) {
      this.bytes = bytes;
      this.offset = offset;
      this.entry = entry;
    }

    /** Whether it is in the text, its four bytes at that place. */
    boolean isIn(byte[] text, int four) {
      int at = four - offset;
      if (at < 0 || at + bytes.length > text.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if ((bytes[i] | SMALL) != (text[at + i] | SMALL)) {
          return false;
        }
      }
      return true;
    }
  }

  private final int stride;
  private final long[] known = new long[(1 << LOG_PLACES) / Long.SIZE];
  private final Key[][] keys = new Key[1 << LOG_PLACES][];

  /** Those that a text must begin with. */
  private final Key[][] heads = new Key[1 << LOG_PLACES][];

  PatternIndex(List<KnownFailure> failures) {
    Arrays.fill(keys, NONE);
    Arrays.fill(heads, NONE);
    int shortest = FOUR + WIDEST_STRIDE - 1;
    for (KnownFailure failure : failures) {
      for (TextPattern pattern : failure.texts()) {
        int length = isHead(pattern) ? shortest : bytes(pattern.key()).length;
        if (length <= FOUR) {
          throw new IllegalStateException(failure.id() + ": no piece of five characters");
        }
        shortest = Math.min(shortest, length);
      }
    }
    stride = shortest - FOUR + 1;
    for (KnownFailure failure : failures) {
      failure.texts().forEach(pattern -> add(new Entry(failure, pattern)));
    }
  }

  private void add(Entry entry) {
    if (isHead(entry.pattern())) {
      byte[] head = bytes(entry.pattern().pieces().getFirst());
      add(heads, four(head, 0), new Key(head, 0, entry));
      return;
    }
    byte[] key = bytes(entry.pattern().key());
    int from = rarest(key, stride + FOUR - 1);
    for (int offset = from; offset < from + stride; offset++) {
      int place = four(key, offset);
      known[place >>> 6] |= 1L << place;
      add(keys, place, new Key(key, offset, entry));
    }
  }

  private static void add(Key[][] keys, int place, Key key) {
    Key[] before = keys[place];
    keys[place] = Arrays.copyOf(before, before.length + 1);
    keys[place][before.length] = key;
  }

  private static boolean isHead(TextPattern pattern) {
    return pattern.atStart() && pattern.pieces().getFirst().length() >= FOUR;
  }

  /** Where so many bytes begin that other texts seldom have. */
  private static int rarest(byte[] key, int width) {
    String text = new String(key, StandardCharsets.ISO_8859_1);
    int best = 0;
    int fewest = Integer.MAX_VALUE;
    for (int from = 0; from + width <= key.length; from++) {
      int common = 0;
      for (int at = from; at + FOUR <= from + width; at++) {
        common += COMMON.contains(text.substring(at, at + FOUR)) ? FOUR : 0;
        common += COMMON.contains(text.substring(at, at + FOUR - 1)) ? 1 : 0;
      }
      if (common < fewest) {
        fewest = common;
        best = from;
      }
    }
    return best;
  }

  /** Those that may be in the text: their keys are. The text does not have to be folded. */
  Set<Entry> find(String text) {
    byte[] bytes = bytes(isFlat(text) ? text : Folded.of(text).plain());
    int last = bytes.length - FOUR;
    Set<Entry> found = Set.of();
    if (last >= 0) {
      found = more(found, heads[four(bytes, 0)], bytes, 0);
    }
    for (int at = 0; at <= last; at += stride) {
      int place = four(bytes, at);
      if ((known[place >>> 6] & (1L << place)) != 0) {
        found = more(found, keys[place], bytes, at);
      }
    }
    return found;
  }

  private static Set<Entry> more(Set<Entry> before, Key[] keys, byte[] text, int at) {
    Set<Entry> found = before;
    for (Key key : keys) {
      if (key.isIn(text, at)) {
        found = found.isEmpty() ? new LinkedHashSet<>() : found;
        found.add(key.entry);
      }
    }
    return found;
  }

  /** Whether folding would change no more than capitals, which make no difference here. */
  private static boolean isFlat(String text) {
    return text.length() <= Folded.LONGEST
        && !text.startsWith(" ")
        && !text.contains("  ")
        && text.indexOf('\t') < 0
        && text.indexOf('\n') < 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int four(byte[] bytes, int at) {
    int four = (int) INT.get(bytes, at) | ALL_SMALL;
    return (four * SPREAD) >>> (Integer.SIZE - LOG_PLACES);
  }
}
