package dev.lorabake.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an AVIF tells of its main picture: that of its primary item (ISO/IEC 23008-12), be it one
 * picture or a grid of them, or of the track of a sequence.
 *
 * @param track the size of a sequence's pictures, {@code null} for a still picture
 * @param orientation as by EXIF: of its turn, else of its EXIF data; 1 for none
 * @param exif the orientation of its EXIF data, -1 for none
 * @param turn whether a property turns it
 * @param whole whether the file ends where it says that it does
 */
record AvifHeader(
    @Nullable ImageSize item,
    @Nullable ImageSize track,
    int orientation,
    int exif,
    boolean turn,
    boolean alpha,
    boolean whole) {
  private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

  /** Whatever else is cut off was appended by somebody. */
  private static final Set<String> NEEDED = Set.of("meta", "mdat", "moov");

  /** Whether the file says of itself that it is one. */
  static boolean matches(HeadReader head) throws IOException {
    return head.matches(4, "ftyp") && hasBrand(head, "avif", "avis");
  }

  static boolean hasBrand(HeadReader head, String... brands) throws IOException {
    long end = Math.min(head.big32(0), 256);
    for (long at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      for (String brand : brands) {
        if (head.matches(at, brand)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The size as upstream reads it. The package imagesize takes the property that turns a picture
   * for longer than it is: 2.0.0 passes it by, and later ones leave the file to Pillow, which never
   * turns one.
   */
  ImageSize size(SizeReading reading) throws UnreadableImage {
    boolean pillow = !reading.turned() || (turn && reading.seeksMarkers()) || item == null;
    ImageSize size = pillow && track != null ? track : item;
    if (size == null || (pillow && !whole)) {
      throw new UnreadableImage("its AVIF header is cut off or broken");
    }
    return !pillow && ExifOrientation.swaps(exif) ? size.turned() : size;
  }

  boolean animated() {
    return track != null;
  }

  /** Reads the boxes at the top and those of the main picture. */
  static AvifHeader read(HeadReader head) throws IOException {
    List<IsoBox> top = IsoBox.within(head, 0, head.size());
    boolean sequence = head.matches(8, "avis");
    IsoBox meta = IsoBox.first(top, "meta");
    IsoBox movie = IsoBox.first(top, "moov");
    ImageSize track = sequence && movie != null ? track(head, movie) : null;
    boolean whole = top.stream().noneMatch(box -> box.cutOff() && NEEDED.contains(box.type()));
    if (meta == null) {
      return new AvifHeader(null, track, 1, -1, false, false, whole);
    }
    List<IsoBox> boxes = meta.boxes(head, 4);
    ImageSize size = null;
    int turn = -1;
    boolean mirrored = false;
    boolean alpha = false;
    for (Property property : properties(head, boxes)) {
      long from = property.box.from();
      alpha |= property.box.type().equals("auxC") && head.matches(from + 4, ALPHA);
      if (property.ofPrimary) {
        switch (property.box.type()) {
          case "ispe" -> size = side(head.big32(from + 4), head.big32(from + 8));
          case "irot" -> turn = head.at(from) & 3;
          case "imir" -> mirrored = true;
          default -> {}
        }
      }
    }
    int exif = AvifExif.orientation(head, boxes);
    int orientation = turn >= 0 ? turned(turn) : Math.max(1, exif);
    int shown = orientation == 1 && mirrored ? 2 : orientation;
    return new AvifHeader(size, track, shown, exif, turn >= 0, alpha, whole);
  }

  private static int turned(int quarters) {
    return switch (quarters) {
      case 1 -> 6;
      case 2 -> 3;
      case 3 -> 8;
      default -> 1;
    };
  }

  /** Width and height of the first track, in whole pixels of a 16.16 number. */
  private static @Nullable ImageSize track(HeadReader head, IsoBox movie) throws IOException {
    for (IsoBox track : movie.boxes(head, 0)) {
      IsoBox header =
          track.type().equals("trak") ? IsoBox.first(track.boxes(head, 0), "tkhd") : null;
      if (header != null) {
        return side(head.big32(header.to() - 8) >> 16, head.big32(header.to() - 4) >> 16);
      }
    }
    return null;
  }

  private static @Nullable ImageSize side(long width, long height) {
    boolean sound = width > 0 && height > 0 && Math.max(width, height) <= Integer.MAX_VALUE;
    return sound ? new ImageSize((int) width, (int) height) : null;
  }

  private record Property(IsoBox box, boolean ofPrimary) {}

  /** All properties; those of no named item belong to the only picture. */
  private static List<Property> properties(HeadReader head, List<IsoBox> boxes) throws IOException {
    IsoBox container = IsoBox.first(boxes, "iprp");
    if (container == null) {
      return List.of();
    }
    IsoBox primary = IsoBox.first(boxes, "pitm");
    long item = primary == null ? -1 : item(head, primary);
    List<IsoBox> all = new ArrayList<>();
    List<Integer> own = null;
    for (IsoBox box : container.boxes(head, 0)) {
      if (box.type().equals("ipco")) {
        all = box.boxes(head, 0);
      } else if (box.type().equals("ipma")) {
        List<Integer> found = associated(head, box, item);
        own = found == null ? own : found;
      }
    }
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      properties.add(new Property(all.get(i), own == null || own.contains(i + 1)));
    }
    return properties;
  }

  private static long item(HeadReader head, IsoBox primary) throws IOException {
    return head.at(primary.from()) == 0
        ? head.big16(primary.from() + 4)
        : head.big32(primary.from() + 4);
  }

  private static @Nullable List<Integer> associated(HeadReader head, IsoBox box, long item)
      throws IOException {
    boolean wideItems = head.at(box.from()) > 0;
    boolean wideIndices = (head.at(box.from() + 3) & 1) == 1;
    long entries = head.big32(box.from() + 4);
    long at = box.from() + 8;
    for (long entry = 0; entry < entries && at < box.to(); entry++) {
      long of = wideItems ? head.big32(at) : head.big16(at);
      at += wideItems ? 4 : 2;
      int count = head.at(at++);
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        indices.add(wideIndices ? head.big16(at) & 0x7fff : head.at(at) & 0x7f);
        at += wideIndices ? 2 : 1;
      }
      if (of == item) {
        return indices;
      }
    }
    return null;
  }
}
