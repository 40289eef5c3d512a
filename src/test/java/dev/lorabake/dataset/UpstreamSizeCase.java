package dev.lorabake.dataset;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A picture, with the size that upstream's own function reads with versions of imagesize. */
record UpstreamSizeCase(JsonObject json) {
  /** Of these we read what is needed for the size, and not whether the rest is sound. */
  private static final Set<String> CONTAINERS = Set.of("avif", "tiff", "webp");

  static UpstreamSizeCase parse(String line) {
    return new UpstreamSizeCase(Json.object(line, "case"));
  }

  long seed() {
    return json.whole("seed");
  }

  String kind() {
    return json.text("kind");
  }

  /** Where we differ, one sentence for each version. */
  List<String> differences(Path folder) throws IOException {
    Path file = folder.resolve(json.text("name"));
    Files.write(file, Base64.getDecoder().decode(json.text("file")));
    List<String> differences = new ArrayList<>();
    JsonObject sizes = json.object("sizes");
    for (String version : sizes.names()) {
      SizeReading reading = new SizeReading(SizeReading.of(version).imagesize(), true, true);
      FolderMemory none = Scanning.PLAIN.memory("");
      ImageFile ours =
          new ImageReader(reading, none).image(file, "a", file.toString(), Caption.MISSING);
      List<?> theirs = sizes.value(version) instanceof List<?> size ? size : List.of(0L, 0L);
      if (!agrees(ours, theirs)) {
        differences.add(
            "seed %d, %s %s, imagesize %s: %s, Pillow %s; ours %s"
                .formatted(
                    seed(),
                    kind(),
                    json.text("name"),
                    version,
                    sizes.value(version),
                    json.value("opened"),
                    shown(ours)));
      }
    }
    Files.delete(file);
    return differences;
  }

  private static String shown(ImageFile ours) {
    return ours.readable() ? ours.width() + "x" + ours.height() : "" + ours.unreadable();
  }

  /** A picture that cannot be opened, or whose size is nonsense, fails upstream in any case. */
  private boolean agrees(ImageFile ours, List<?> theirs) {
    long width = (Long) theirs.getFirst();
    long height = (Long) theirs.getLast();
    if (width <= 0 || height <= 0) {
      return !ours.readable() || (json.flag("damaged", false) && CONTAINERS.contains(kind()));
    }
    if (ours.readable() && ours.width() == width && ours.height() == height) {
      return true;
    }
    boolean jxl =
        json.text("name").endsWith(".jxl") && !json.flag("damaged", false); // none opens here
    boolean opens = json.value("opened") instanceof List<?> picture && isOf(picture, width, height);
    return !opens && !jxl && !ours.readable();
  }

  private static boolean isOf(List<?> picture, long width, long height) {
    long one = (Long) picture.getFirst();
    long other = (Long) picture.getLast();
    return (Math.abs(one - width) <= 1 && Math.abs(other - height) <= 1)
        || (one == height && other == width);
  }
}
