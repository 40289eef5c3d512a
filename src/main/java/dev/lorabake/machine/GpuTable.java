package dev.lorabake.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The cards that can be planned for by name. */
public final class GpuTable {
  private static final long GIB = 1L << 30;
  private static final List<Row> ROWS = read();

  private GpuTable() {}

  private record Row(Gpu gpu, List<String> names) {}

  /** Every card, in the table's order. */
  public static List<Gpu> cards() {
    return ROWS.stream().map(Row::gpu).toList();
  }

  /**
   * The card of that name; case, blanks, hyphens and the maker's words do not count, and short
   * forms such as {@code 3060} are known.
   */
  public static Optional<Gpu> find(String name) {
    String wanted = folded(name);
    return ROWS.stream().filter(row -> row.names.contains(wanted)).map(Row::gpu).findFirst();
  }

  /** What the table calls a card that the driver may call otherwise. */
  public static String nameOf(Gpu gpu) {
    return find(gpu.name()).map(Gpu::name).orElse(gpu.name());
  }

  /** Names of the cards whose name begins most alike, the nearest first. */
  static List<String> near(String name, int count) {
    String wanted = folded(name);
    return ROWS.stream()
        .sorted(Comparator.comparingInt(row -> -likeness(row, wanted)))
        .limit(count)
        .map(row -> row.gpu.name())
        .toList();
  }

  private static int likeness(Row row, String wanted) {
    return row.names.stream().mapToInt(name -> common(name, wanted)).max().orElse(0);
  }

  private static int common(String one, String other) {
    int length = 0;
    while (length < one.length()
        && length < other.length()
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replace("nvidia", "")
        .replace("geforce", "")
        .replaceAll("[\\s_/-]+", "");
  }

  private static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = GpuTable.class.getResourceAsStream("gpus.csv")) {
      if (in == null) {
        throw new IllegalStateException("resource gpus.csv is missing");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String> header = List.of(reader.readLine().split(","));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(row(header, line.split(",", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rows);
  }

  private static Row row(List<String> header, String[] fields) {
    String name = field(header, fields, "name");
    List<String> names = new ArrayList<>(List.of(folded(name)));
    for (String alias : field(header, fields, "aliases").split(";", -1)) {
      if (!alias.isBlank()) {
        names.add(folded(alias));
      }
    }
    return new Row(
        new Gpu(
            name,
            (long) (Double.parseDouble(field(header, fields, "vram_gib")) * GIB),
            null,
            ComputeCapability.parse(field(header, fields, "compute_capability")),
            field(header, fields, "fp16_tensor_cores").equals("yes"),
            null),
        List.copyOf(names));
  }

  private static String field(List<String> header, String[] fields, String name) {
    return fields[header.indexOf(name)].strip();
  }
}
