package dev.lorabake.tui.sixel;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws a sixel sequence, as a terminal does; what nothing is drawn on stays see-through. */
public final class SixelReader {
  private static final Pattern WHOLE =
      Pattern.compile("\u001bP0;1;0q\"1;1;(\\d+);(\\d+)(.*)\u001b\\\\", Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile("#(\\d+);2;(\\d+);(\\d+);(\\d+)|#(\\d+)|!(\\d+)([?-~])|([?-~])|([$-])");

  private SixelReader() {}

  /** The picture; fails where something is drawn outside of it or is no sixel. */
  public static BufferedImage read(byte[] sequence) {
    Matcher whole = WHOLE.matcher(new String(sequence, StandardCharsets.US_ASCII));
    if (!whole.matches()) {
      throw new AssertionError("no sixel sequence");
    }
    BufferedImage picture =
        new BufferedImage(
            Integer.parseInt(whole.group(1)),
            Integer.parseInt(whole.group(2)),
            BufferedImage.TYPE_INT_ARGB);
    Map<Integer, Integer> colours = new HashMap<>();
    Matcher part = PART.matcher(whole.group(3));
    int colour = 0;
    int x = 0;
    int top = 0;
    int end = 0;
    while (part.find()) {
      if (part.start() != end) {
        throw new AssertionError("no sixel: " + whole.group(3).substring(end, part.start()));
      }
      end = part.end();
      if (part.group(1) != null) {
        int red = Integer.parseInt(part.group(2)) * 255 / 100;
        int green = Integer.parseInt(part.group(3)) * 255 / 100;
        int blue = Integer.parseInt(part.group(4)) * 255 / 100;
        colours.put(Integer.parseInt(part.group(1)), 0xFF << 24 | red << 16 | green << 8 | blue);
      } else if (part.group(5) != null) {
        colour = Objects.requireNonNull(colours.get(Integer.parseInt(part.group(5))));
      } else if (part.group(9) != null) {
        x = 0;
        top += part.group(9).equals("-") ? 6 : 0;
      } else {
        int times = part.group(6) == null ? 1 : Integer.parseInt(part.group(6));
        String sign = part.group(6) == null ? part.group(8) : part.group(7);
        for (int i = 0; i < times; i++, x++) {
          for (int row = 0; row < 6; row++) {
            if (((sign.charAt(0) - '?') & (1 << row)) != 0) {
              picture.setRGB(x, top + row, colour);
            }
          }
        }
      }
    }
    if (end != whole.group(3).length() || colours.size() > 256) {
      throw new AssertionError("more than a picture, or more than 256 colours");
    }
    return picture;
  }
}
