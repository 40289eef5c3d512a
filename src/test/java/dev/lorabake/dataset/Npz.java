package dev.lorabake.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes cache files like upstream's, of headers without their arrays' values. */
public final class Npz {
  private static final int HEADER = 128;

  private Npz() {}

  /** An array of a cache file. */
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  public record Array(String name, byte[] content) {}

  /** A cache file of these arrays. */
  public static byte[] of(Array... arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Array array : arrays) {
        ZipEntry entry = new ZipEntry(array.name + ".npy");
        CRC32 crc = new CRC32();
        crc.update(array.content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(array.content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(array.content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** 32-bit floats of that shape. */
  public static Array array(String name, int... shape) {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ", ").collect(Collectors.joining());
    return new Array(name, header("<f4", sizes, 0).array());
  }

  public static Array flag(String name, boolean value) {
    return new Array(name, header("|b1", "", 1).put((byte) (value ? 1 : 0)).array());
  }

  public static Array number(String name, float value) {
    return new Array(name, header("<f4", "", 4).putFloat(value).array());
  }

  /** Latents as SD and SDXL keep them. */
  public static byte[] latents(int width, int height) {
    return of(array("latents", 4, height / 8, width / 8));
  }

  private static ByteBuffer header(String type, String shape, int more) {
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + more).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) (HEADER - 10));
    bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < HEADER - 1) {
      bytes.put((byte) ' ');
    }
    return bytes.put((byte) '\n');
  }
}
