package dev.lorabake.dataset;

import java.io.IOException;

/**
 * What stands before the compressed pixels of a JPEG.
 *
 * @param components 1 for grey, 3 for colour, 4 for CMYK
 * @param orientation by EXIF data before the frame, 1 to 8, or what else stands there; -1 for none
 */
record JpegHeader(ImageSize size, int components, int orientation) {
  private static final int SOF_FIRST = 0xc0;
  private static final int SOF_LAST = 0xcf;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /**
   * Walks the segments to the first frame header.
   *
   * @param seeks whether bytes between segments are passed by, as by newer versions of imagesize
   */
  static JpegHeader read(HeadReader head, boolean seeks) throws IOException, UnreadableImage {
    int orientation = -1;
    long at = 2;
    while (true) {
      int marker = head.at(at++);
      while (seeks && marker >= 0 && marker != 0xff) {
        marker = head.at(at++);
      }
      while (marker == 0xff) {
        marker = head.at(at++);
      }
      if (seeks && (marker == 1 || (marker >= 0xd0 && marker <= 0xd7))) {
        continue; // these have no length
      }
      boolean ended = seeks && (marker == START_OF_SCAN || marker == END_OF_IMAGE);
      int length = head.big16(at);
      if (marker < 0 || length < 2 || ended) {
        throw new UnreadableImage("its JPEG header is cut off or broken");
      }
      if (isFrame(marker)) {
        int height = head.big16(at + 3);
        int width = head.big16(at + 5);
        if (height < 0 || width < 0) {
          throw new UnreadableImage("its JPEG header is cut off");
        }
        return new JpegHeader(new ImageSize(width, height), head.at(at + 7), orientation);
      }
      if (marker == APP1 && orientation < 0) {
        orientation = ExifOrientation.read(head, at + 2, at + length);
      }
      at += length;
    }
  }

  /** The size as it hangs on a wall. */
  ImageSize upright() {
    return ExifOrientation.swaps(orientation) ? size.turned() : size;
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which lie in the same range. */
  private static boolean isFrame(int marker) {
    return marker >= SOF_FIRST
        && marker <= SOF_LAST
        && marker != 0xc4
        && marker != 0xc8
        && marker != 0xcc;
  }
}
