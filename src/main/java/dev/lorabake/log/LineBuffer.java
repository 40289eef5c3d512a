package dev.lorabake.log;

/**
 * The beginning and the end of a line of any length: a line of up to {@link #CAPACITY} bytes is
 * kept whole, of a longer one the middle is dropped.
 */
final class LineBuffer {
  private static final int HALF = 32 * 1024;

  /** The most bytes that a line has once it is handed on. */
  static final int CAPACITY = 2 * HALF;

  private byte[] head = new byte[512];

  /** A ring with the last bytes behind the head; allocated once a line needs it. */
  private byte[] tail = new byte[0];

  private byte[] joined = new byte[0];
  private long length;

  /** All bytes appended since the line began, kept or not. */
  long length() {
    return length;
  }

  /** The bytes that {@link #bytes} holds. */
  int kept() {
    return (int) Math.min(length, CAPACITY);
  }

  void append(byte[] bytes, int offset, int count) {
    int toHead = (int) Math.min(count, Math.max(0, HALF - length));
    if (toHead > 0) {
      grow((int) length + toHead);
      System.arraycopy(bytes, offset, head, (int) length, toHead);
      length += toHead;
    }
    int from = offset + toHead;
    int rest = count - toHead;
    if (rest > 0) {
      appendToTail(bytes, from, rest);
    }
  }

  private void grow(int needed) {
    if (needed > head.length) {
      byte[] larger = new byte[Math.min(HALF, Math.max(needed, head.length * 2))];
      System.arraycopy(head, 0, larger, 0, (int) length);
      head = larger;
    }
  }

  private void appendToTail(byte[] bytes, int offset, int count) {
    if (tail.length == 0) {
      tail = new byte[HALF];
      joined = new byte[CAPACITY];
    }
    int skipped = Math.max(0, count - HALF);
    length += skipped;
    int from = offset + skipped;
    int left = count - skipped;
    while (left > 0) {
      int at = (int) ((length - HALF) % HALF);
      int part = Math.min(left, HALF - at);
      System.arraycopy(bytes, from, tail, at, part);
      from += part;
      left -= part;
      length += part;
    }
  }

  /** The kept bytes from index 0 on; valid until the next call. */
  byte[] bytes() {
    if (length <= HALF) {
      return head;
    }
    System.arraycopy(head, 0, joined, 0, HALF);
    int behind = (int) Math.min(length - HALF, HALF);
    int first = length > CAPACITY ? (int) ((length - HALF) % HALF) : 0;
    System.arraycopy(tail, first, joined, HALF, behind - first);
    System.arraycopy(tail, 0, joined, HALF + behind - first, first);
    return joined;
  }

  /** Takes the first bytes of a line away that is not longer than its head. */
  void dropFirst(int count) {
    int left = (int) length - count;
    System.arraycopy(head, count, head, 0, left);
    length = left;
  }

  void clear() {
    length = 0;
  }
}
