package dev.lorabake.foreign.kohya;

import dev.lorabake.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A preset of kohya_ss, its empty and foreign paths replaced by ones that exist.
 *
 * @param name as the GUI lists it
 * @param file the copy with other paths
 */
record GuiPreset(String name, Path file) {
  private static final Map<String, String> PLACES =
      Map.of(
          "train_data_dir", "data",
          "reg_data_dir", "reg",
          "logging_dir", "log",
          "pretrained_model_name_or_path", "model",
          "vae", "vae",
          "resume", "images",
          "network_weights", "file.toml",
          "lora_network_weights", "file.toml");
  private static final List<String> NEEDED =
      List.of("train_data_dir", "pretrained_model_name_or_path");

  /** Those of the LoRA tab, by name. */
  static List<GuiPreset> all(Path folder) throws IOException {
    Path presets =
        Path.of(Objects.requireNonNull(System.getenv("LORABAKE_KOHYA_SS")), "presets", "lora");
    Path copies = Files.createDirectories(folder.resolve("presets"));
    try (Stream<Path> files = Files.list(presets)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      List<GuiPreset> all = new ArrayList<>();
      for (Path file : sorted) {
        all.add(copy(file, copies, folder));
      }
      return all;
    }
  }

  private static GuiPreset copy(Path file, Path copies, Path folder) throws IOException {
    Map<String, @Nullable Object> values =
        new LinkedHashMap<>(Json.object(Files.readString(file), file.toString()).toMap());
    PLACES.forEach((key, place) -> {
      if (NEEDED.contains(key) || isGiven(values.get(key))) {
        values.put(key, folder.resolve(place).toString());
      }
    });
    String name = String.valueOf(file.getFileName());
    values.put("output_dir", folder.resolve("out").resolve(name).toString());
    Path copy = Files.writeString(copies.resolve(name), Json.pretty(values));
    return new GuiPreset(name.substring(0, name.length() - ".json".length()), copy);
  }

  private static boolean isGiven(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty();
  }
}
