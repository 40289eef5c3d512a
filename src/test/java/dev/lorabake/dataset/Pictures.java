package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files that begin like pictures and hold no pixel. */
public final class Pictures {
  private Pictures() {}

  /** A PNG of that size, with the folders above it. */
  public static Path png(Path file, int width, int height) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(33);
    bytes.put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    bytes.putInt(13).put(ascii("IHDR")).putInt(width).putInt(height);
    return write(file, bytes);
  }

  /** A JPEG whose frame header stands after a segment of that many bytes. */
  static Path jpeg(Path file, int width, int height, int exifBytes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 + 4 + exifBytes + 2 + 17);
    bytes.putShort((short) 0xffd8);
    bytes.putShort((short) 0xffe1).putShort((short) (exifBytes + 2)).position(6 + exifBytes);
    bytes.putShort((short) 0xffc2).putShort((short) 17).put((byte) 8);
    bytes.putShort((short) height).putShort((short) width);
    return write(file, bytes);
  }

  /** A JPEG with an EXIF orientation, in either order of bytes. */
  public static Path turnedJpeg(Path file, int width, int height, int orientation, ByteOrder order)
      throws IOException {
    ByteBuffer exif = ByteBuffer.allocate(44).order(order);
    exif.put(ascii("Exif")).putShort((short) 0);
    exif.put(ascii(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM")).putShort((short) 42).putInt(8);
    exif.putShort((short) 2);
    exif.putShort((short) 0x010f).putShort((short) 2).putInt(4).putInt(0);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    byte[] content = Files.readAllBytes(jpeg(file, width, height, exif.capacity()));
    exif.get(0, content, 6, exif.capacity());
    return Files.write(file, content);
  }

  /** A lossy WebP. */
  static Path webp(Path file, int width, int height) throws IOException {
    ByteBuffer bytes = riff("VP8 ");
    bytes.position(23);
    bytes.put(new byte[] {(byte) 0x9d, 0x01, 0x2a}).putShort((short) width);
    return write(file, bytes.putShort((short) height));
  }

  /** A lossless WebP. */
  static Path losslessWebp(Path file, int width, int height) throws IOException {
    ByteBuffer bytes = riff("VP8L");
    bytes.position(20);
    return write(file, bytes.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14));
  }

  /** A WebP with an extended header, as for transparency. */
  static Path extendedWebp(Path file, int width, int height) throws IOException {
    ByteBuffer bytes = riff("VP8X");
    bytes.putInt(24, width - 1).putInt(27, height - 1);
    return write(file, bytes);
  }

  /** A BMP; a negative height stands for one that is stored top down. */
  static Path bmp(Path file, int width, int height) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(ascii("BM")).putInt(14, 40).putInt(18, width).putInt(22, height);
    bytes.putShort(28, (short) 24);
    return write(file, bytes);
  }

  static Path gif(Path file, int width, int height) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(ascii("GIF89a")).putShort((short) width).putShort((short) height);
    return write(file, bytes);
  }

  private static ByteBuffer riff(String kind) {
    ByteBuffer bytes = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.put(ascii("RIFF")).putInt(32).put(ascii("WEBP")).put(ascii(kind)).putInt(20);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Path write(Path file, ByteBuffer bytes) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    byte[] content = new byte[bytes.capacity()];
    bytes.get(0, content);
    return Files.write(file, content);
  }
}
