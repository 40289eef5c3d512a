package dev.lorabake.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What upstream would find of the Hugging Face hub without asking it: its libraries keep what they
 * fetched in one folder a model ({@code huggingface_hub/constants.py}).
 *
 * @param folder where it is kept
 * @param offline whether the variables forbid asking the hub
 * @param token whether a token for models with terms of use is known to the libraries
 * @param models names such as {@code openai/clip-vit-large-patch14} that have any file there
 */
public record HubCache(Path folder, boolean offline, boolean token, Set<String> models) {
  private static final String PREFIX = "models--";

  /** Where nobody looked: nothing is forbidden and nothing there. */
  public static final HubCache UNKNOWN = new HubCache(Path.of(""), false, true, Set.of());

  /**
   * Looks into the folder that these variables lead to.
   *
   * @param home the user's own folder
   */
  public static HubCache of(Map<String, String> variables, Path home) {
    Path base = folderOf(variables, "HF_HOME", cacheHome(variables, home).resolve("huggingface"));
    Path folder =
        folderOf(
            variables,
            "HF_HUB_CACHE",
            folderOf(variables, "HUGGINGFACE_HUB_CACHE", base.resolve("hub")));
    boolean offline =
        isOn(variables.get("HF_HUB_OFFLINE")) || isOn(variables.get("TRANSFORMERS_OFFLINE"));
    boolean token =
        !variables.getOrDefault("HF_TOKEN", "").isBlank()
            || !variables.getOrDefault("HUGGING_FACE_HUB_TOKEN", "").isBlank()
            || Files.isRegularFile(folderOf(variables, "HF_TOKEN_PATH", base.resolve("token")));
    return new HubCache(folder, offline, token, modelsIn(folder));
  }

  /** The models of which such a folder holds a snapshot with any file. */
  public static Set<String> modelsIn(Path folder) {
    Set<String> models = new TreeSet<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.startsWith(PREFIX) && hasSnapshot(entry.resolve("snapshots"))) {
          models.add(name.substring(PREFIX.length()).replace("--", "/"));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // no cache yet
    }
    return models;
  }

  private static boolean hasSnapshot(Path snapshots) {
    try (Stream<Path> all = Files.list(snapshots)) {
      return all.anyMatch(HubCache::hasEntries);
    } catch (IOException | UncheckedIOException e) {
      return false; // no snapshots, or another user's: this model only
    }
  }

  private static boolean hasEntries(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static Path cacheHome(Map<String, String> variables, Path home) {
    return folderOf(variables, "XDG_CACHE_HOME", home.resolve(".cache"));
  }

  private static Path folderOf(Map<String, String> variables, String name, Path otherwise) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? otherwise : Path.of(value);
  }

  /** The words that huggingface_hub takes for true. */
  private static boolean isOn(@Nullable String value) {
    return value != null
        && Set.of("1", "ON", "YES", "TRUE").contains(value.toUpperCase(Locale.ROOT));
  }
}
