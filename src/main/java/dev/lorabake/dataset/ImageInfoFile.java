package dev.lorabake.dataset;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cache_info} has written about a folder in an earlier run: upstream reads it in place
 * of the folder.
 *
 * @param captions image path to caption
 * @param problem why it cannot be read, {@code null} when it can
 */
public record ImageInfoFile(Map<String, @Nullable String> captions, @Nullable String problem) {
  public static final String NAME = "metadata_cache.json";

  public static ImageInfoFile read(Path folder) {
    try {
      JsonObject json = Json.object(Files.readString(folder.resolve(NAME)), NAME);
      Map<String, @Nullable String> captions = new LinkedHashMap<>();
      for (String image : json.names()) {
        captions.put(image, json.object(image).textOrNull("caption"));
      }
      return new ImageInfoFile(captions, null);
    } catch (IOException e) {
      return new ImageInfoFile(Map.of(), NAME + " cannot be read");
    } catch (JsonError e) {
      return new ImageInfoFile(Map.of(), String.valueOf(e.getMessage()));
    }
  }
}
