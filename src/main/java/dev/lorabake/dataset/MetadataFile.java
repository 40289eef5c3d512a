package dev.lorabake.dataset;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metadata file: JSON that maps image names to their facts, or JSON lines with {@code image_path}
 * ({@code FineTuningDataset} of train_util.py).
 *
 * @param problem why it could not be read, {@code null} when it could
 */
record MetadataFile(List<Entry> entries, @Nullable String problem) {

  /**
   * One image of it.
   *
   * @param size {@code null} when the file does not tell it
   */
  record Entry(String name, @Nullable ImageSize size, Caption caption) {}

  static MetadataFile read(Path file) {
    try {
      return new MetadataFile(
          file.toString().endsWith(".jsonl") ? lines(file) : members(file), null);
    } catch (NoSuchFileException e) {
      return new MetadataFile(List.of(), "there is no such file");
    } catch (IOException e) {
      return new MetadataFile(List.of(), "it cannot be read: " + e.getMessage());
    } catch (JsonError e) {
      return new MetadataFile(List.of(), String.valueOf(e.getMessage()));
    }
  }

  private static List<Entry> members(Path file) throws IOException {
    JsonObject metadata = Json.object(Files.readString(file), String.valueOf(file.getFileName()));
    List<Entry> entries = new ArrayList<>(metadata.names().size());
    for (String name : metadata.names()) {
      entries.add(entry(name, metadata.object(name)));
    }
    return entries;
  }

  private static List<Entry> lines(Path file) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>(); // the last line of a name counts
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      JsonObject json = Json.object(line, file.getFileName() + ":" + number);
      String name = json.text("image_path");
      entries.put(name, entry(name, json));
    }
    return List.copyOf(entries.values());
  }

  private static Entry entry(String name, JsonObject json) throws IOException {
    List<@Nullable Object> size = json.list("image_size");
    boolean known = json.has("image_size");
    if (known && (size.size() != 2 || side(size.get(0)) < 1 || side(size.get(1)) < 1)) {
      throw new IOException("the image_size of " + name + " is no [width, height]");
    }
    String text = json.text("caption", "") + json.text("tags", "");
    return new Entry(
        name,
        known ? new ImageSize(side(size.get(0)), side(size.get(1))) : null,
        text.isEmpty() ? Caption.MISSING : Caption.of(text));
  }

  private static int side(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
