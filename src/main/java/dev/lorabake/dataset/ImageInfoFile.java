package dev.lorabake.dataset;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cache_info} has written about a folder in an earlier run: upstream reads it in place
 * of the folder, in its order, and looks at no file ({@code load_dreambooth_dir} of train_util.py).
 *
 * @param problem why it cannot be read, {@code null} when it can
 */
public record ImageInfoFile(List<Entry> entries, @Nullable String problem) {
  public static final String NAME = "metadata_cache.json";

  /**
   * An image of the list.
   *
   * @param path as upstream called it then
   */
  public record Entry(String path, int width, int height, String caption) {}

  public static ImageInfoFile read(Path folder) {
    try {
      JsonObject json = Json.object(Files.readString(folder.resolve(NAME)), NAME);
      List<Entry> entries = new ArrayList<>(json.names().size());
      for (String image : json.names()) {
        entries.add(entry(image, json.object(image)));
      }
      return new ImageInfoFile(List.copyOf(entries), null);
    } catch (Misread e) {
      return new ImageInfoFile(List.of(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new ImageInfoFile(List.of(), NAME + " cannot be read");
    } catch (JsonError e) {
      return new ImageInfoFile(List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** A size of 0 is what upstream wrote of an image that it could not read; it then fails at it. */
  private static Entry entry(String image, JsonObject json) throws IOException {
    List<@Nullable Object> size = json.list("resolution");
    int width = size.size() == 2 ? side(size.getFirst()) : 0;
    int height = size.size() == 2 ? side(size.getLast()) : 0;
    if (width < 1 || height < 1) {
      throw new Misread("the resolution of " + image + " is no [width, height]");
    }
    String caption = json.textOrNull("caption");
    if (caption == null) {
      throw new Misread(image + " has no caption there");
    }
    return new Entry(image, width, height, caption);
  }

  /** Something is there that upstream cannot take. */
  private static final class Misread extends IOException {
    private static final long serialVersionUID = 1L;

    Misread(String message) {
      super(message);
    }
  }

  private static int side(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
