package dev.lorabake.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the pictures that a person would call the same, by their hashes. */
public final class NearDuplicates {
  private NearDuplicates() {}

  /**
   * What was found.
   *
   * @param groups of two and more paths
   * @param skipped pictures that cannot be decoded here, such as AVIF, and broken ones
   */
  public record Found(List<List<String>> groups, int skipped) {}

  /**
   * Looks at every picture, each once in its life.
   *
   * @throws ScanCancelled when somebody did not want to wait
   */
  public static Found among(List<Path> pictures, Scanning scanning) {
    PictureHashes.Hashed hashed = new PictureHashes(scanning).of(pictures);
    return new Found(groups(hashed.hashes()), hashed.skipped());
  }

  /**
   * Groups of two and more, in the order of their first member; whoever is like one of a group
   * belongs to it.
   *
   * @param hashes by name of the picture, see {@link PictureHash}
   */
  static List<List<String>> groups(Map<String, Long> hashes) {
    List<String> names = new ArrayList<>(hashes.keySet());
    long[] bits = hashes.values().stream().mapToLong(Long::longValue).toArray();
    int[] group = new int[bits.length];
    for (int i = 0; i < bits.length; i++) {
      group[i] = i;
    }
    for (int i = 0; i < bits.length; i++) {
      for (int j = i + 1; j < bits.length; j++) {
        if (Long.bitCount(bits[i] ^ bits[j]) <= PictureHash.ALIKE && !isFlat(bits[i])) {
          int one = first(group, i);
          int other = first(group, j);
          group[Math.max(one, other)] = Math.min(one, other);
        }
      }
    }
    Map<Integer, List<String>> members = new LinkedHashMap<>();
    for (int i = 0; i < bits.length; i++) {
      members.computeIfAbsent(first(group, i), _ -> new ArrayList<>()).add(names.get(i));
    }
    return members.values().stream().filter(each -> each.size() > 1).map(List::copyOf).toList();
  }

  /** Nothing but one colour hashes to 0: such pictures have nothing in common. */
  private static boolean isFlat(long bits) {
    return bits == 0;
  }

  private static int first(int[] group, int member) {
    int at = member;
    while (group[at] != at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  }
}
