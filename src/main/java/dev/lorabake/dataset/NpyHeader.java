package dev.lorabake.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header of an array in NumPy's {@code .npy} format, versions 1 to 3. */
final class NpyHeader {
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");
  private static final Pattern TYPE = Pattern.compile("'descr': *'([^']*)'");
  private static final int MOST_DIGITS = 9;

  private NpyHeader() {}

  /** The array that begins at the buffer's position, {@code null} when that is none. */
  static @Nullable NpyArray read(ByteBuffer bytes) {
    if (bytes.remaining() < 12 || bytes.get() != (byte) 0x93) {
      return null;
    }
    bytes.position(bytes.position() + 5);
    int version = bytes.get();
    bytes.get();
    int length = version == 1 ? bytes.getShort() & 0xffff : bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      return null;
    }
    byte[] text = new byte[length];
    bytes.get(text);
    String header = new String(text, StandardCharsets.ISO_8859_1);
    Matcher shape = SHAPE.matcher(header);
    Matcher type = TYPE.matcher(header);
    if (!shape.find() || !type.find()) {
      return null;
    }
    List<Integer> sizes = sizes(shape.group(1));
    return new NpyArray(sizes, sizes.isEmpty() ? value(type.group(1), bytes) : null);
  }

  private static List<Integer> sizes(String text) {
    List<Integer> sizes = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String digits = part.strip();
      if (!digits.isEmpty()) {
        sizes.add(digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits));
      }
    }
    return List.copyOf(sizes);
  }

  private static @Nullable Double value(String type, ByteBuffer bytes) {
    if (type.equals("|b1") && bytes.hasRemaining()) {
      return (double) bytes.get();
    }
    return type.equals("<f4") && bytes.remaining() >= 4 ? (double) bytes.getFloat() : null;
  }
}
