package dev.lorabake.dataset;

import dev.lorabake.CacheFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file behind a {@link FolderMemory}: a table of numbers, one row a remembered file, and the
 * texts behind it. A file that is broken, or of another subject or version, is as good as none.
 *
 * <p>It is read in one piece, so that a second look at 10,000 images costs it some milliseconds.
 */
final class MemoryFile {
  private static final long FORMAT = 0x6c62_7365_656e_3031L; // lbseen01
  private static final int HEAD = 3 * Long.BYTES + 3 * Integer.BYTES;
  private static final int COLUMNS = 8;
  private static final int MOST_BYTES = 128 << 20;

  private static final @Nullable String VERSION =
      MemoryFile.class.getPackage().getImplementationVersion();

  private final Path home;
  private final Path file;
  private final byte[] subject;

  /**
   * @param home the folder of all such files
   * @param subject is kept in the file, and no other is taken for it
   */
  MemoryFile(Path home, String subject) {
    this(home, subject, VERSION == null ? "" : VERSION);
  }

  /**
   * @param version of this program: another may read the same bytes otherwise
   */
  MemoryFile(Path home, String subject, String version) {
    this.home = home;
    this.file = home.resolve(HexFormat.of().toHexDigits(FolderMemory.hash(subject)) + ".seen");
    this.subject = (version + "\n" + subject).getBytes(StandardCharsets.UTF_8);
  }

  /** Rows in the file's order. */
  static final class Table {
    static final Table EMPTY = new Table(new long[0], new byte[0], 0);

    private final long[] cells;
    private final int[] places;
    private final byte[] bytes;
    private final int texts;

    /**
     * @param bytes hold the texts from {@code texts} on
     */
    Table(long[] cells, byte[] bytes, int texts) {
      this.cells = cells;
      this.bytes = bytes;
      this.texts = texts;
      int rows = cells.length / COLUMNS;
      places = new int[Integer.highestOneBit(Math.max(1, rows)) * 4];
      for (int row = 0; row < rows; row++) {
        int place = (int) cells[row * COLUMNS] & (places.length - 1);
        while (places[place] != 0) {
          place = (place + 1) & (places.length - 1);
        }
        places[place] = row + 1;
      }
    }

    int rows() {
      return cells.length / COLUMNS;
    }

    /** The row of that hash, -1 for none. */
    int row(long hash) {
      int place = (int) hash & (places.length - 1);
      while (places[place] != 0) {
        int row = places[place] - 1;
        if (hash(row) == hash) {
          return row;
        }
        place = (place + 1) & (places.length - 1);
      }
      return -1;
    }

    long hash(int row) {
      return cells[row * COLUMNS];
    }

    FileIdentity identity(int row) {
      int at = row * COLUMNS;
      return new FileIdentity(cells[at + 1], cells[at + 2], cells[at + 3], cells[at + 4]);
    }

    FolderMemory.Fact fact(int row) {
      int at = row * COLUMNS;
      int from = (int) (cells[at + 7] >>> 32);
      int length = (int) cells[at + 7];
      String text =
          length == 0 ? "" : new String(bytes, texts + from, length, StandardCharsets.UTF_8);
      return new FolderMemory.Fact(cells[at + 5], cells[at + 6], text);
    }
  }

  Table read() {
    try {
      byte[] bytes = Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
      if (bytes.length < HEAD) {
        return Table.EMPTY;
      }
      ByteBuffer in = ByteBuffer.wrap(bytes);
      boolean known = in.getLong() == FORMAT && in.getLong() == bytes.length;
      if (!known || in.getLong() != sum(bytes)) {
        return Table.EMPTY;
      }
      int rows = in.getInt();
      int texts = in.getInt();
      byte[] of = new byte[in.getInt()];
      in.get(of);
      if (!Arrays.equals(of, subject)) {
        return Table.EMPTY;
      }
      long[] cells = new long[rows * COLUMNS];
      in.asLongBuffer().get(cells);
      return new Table(cells, bytes, bytes.length - texts);
    } catch (IOException | RuntimeException e) {
      return Table.EMPTY; // none yet, or by another version
    }
  }

  /** Puts the table in the file's place; too large a one, or a full disk, leaves what there is. */
  void write(Map<Long, FolderMemory.Entry> all) {
    int texts = 0;
    byte[][] encoded = new byte[all.size()][];
    int row = 0;
    for (FolderMemory.Entry entry : all.values()) {
      encoded[row] = entry.fact().text().getBytes(StandardCharsets.UTF_8);
      texts += encoded[row++].length;
      if (texts > MOST_BYTES / 2) {
        return;
      }
    }
    long length = HEAD + subject.length + (long) all.size() * COLUMNS * Long.BYTES + texts;
    if (length > MOST_BYTES) {
      return;
    }
    ByteBuffer out = ByteBuffer.allocate((int) length);
    out.putLong(FORMAT).putLong(length).putLong(0);
    out.putInt(all.size()).putInt(texts).putInt(subject.length).put(subject);
    row = 0;
    int at = 0;
    for (Map.Entry<Long, FolderMemory.Entry> each : all.entrySet()) {
      FileIdentity identity = each.getValue().identity();
      FolderMemory.Fact fact = each.getValue().fact();
      out.putLong(each.getKey()).putLong(identity.size()).putLong(identity.modified());
      out.putLong(identity.changed()).putLong(identity.key());
      out.putLong(fact.first()).putLong(fact.second());
      out.putLong((long) at << 32 | encoded[row].length);
      at += encoded[row++].length;
    }
    for (byte[] text : encoded) {
      out.put(text);
    }
    out.putLong(2 * Long.BYTES, sum(out.array()));
    try {
      CacheFile.write(file, draft -> Files.write(draft, out.array()));
      MemoryLimits.keep(home);
    } catch (IOException e) {
      // nothing is lost but the time of the next look
    }
  }

  private static long sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 3 * Long.BYTES, bytes.length - 3 * Long.BYTES);
    return sum.getValue();
  }
}
