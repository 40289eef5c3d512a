package dev.lorabake.foreign.onetrainer;

import dev.lorabake.UserError;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.KeyView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that belong to a config: named by the user, or by the config and found beside it. */
final class Companions {
  private Companions() {}

  /**
   * Takes their keys in.
   *
   * @param files gets the path of each
   * @return the folder against which the config's paths count: that of OneTrainer where the config
   *     lies in a folder of it, else the config's own
   */
  static Path open(KeyView keys, ForeignFile main, List<ForeignFile> named, List<Path> files) {
    Path own = Optional.ofNullable(main.path().getParent()).orElse(main.path());
    Path base = own;
    for (ForeignFile file : named) {
      String kind =
          SourceText.companion(file)
              .orElseThrow(() ->
                  new UserError(
                      file.path() + " belongs to no OneTrainer config",
                      "name the config with its concepts, samples and secrets files only"));
      if (!keys.has(kind + "[0]")) {
        keys.open(SourceText.keys(file, kind.equals("secrets") ? "secrets_file" : kind));
        files.add(file.path());
      }
    }
    base = find(keys, "concepts", "concept_file_name", own, files).orElse(base);
    return find(keys, "samples", "sample_definition_file_name", own, files)
        .filter(folder -> !folder.equals(own))
        .orElse(base);
  }

  /** The folder from which the named file was found, where it was. */
  private static Optional<Path> find(
      KeyView keys, String kind, String nameKey, Path own, List<Path> files) {
    Key name = keys.key(nameKey);
    if (!name.says() || !keys.items(kind).isEmpty()) {
      if (name.says()) {
        name.mapped(
            kind.equals("concepts") ? "datasets[0].subsets[0].image_dir" : "sample[0].prompt");
      }
      return Optional.empty();
    }
    String text = name.text().orElse("").replace('\\', '/');
    String alone = text.substring(text.lastIndexOf('/') + 1);
    Path parent = own.getParent() == null ? own : own.getParent();
    Path above = parent.getParent() == null ? parent : parent.getParent();
    for (Path folder : Stream.of(own, parent, above).distinct().toList()) {
      Optional<ForeignFile> file =
          read(folder, text).or(() -> folder.equals(own) ? read(folder, alone) : Optional.empty());
      if (file.isPresent() && SourceText.companion(file.get()).filter(kind::equals).isPresent()) {
        keys.open(SourceText.keys(file.get(), kind));
        files.add(file.get().path());
        name.mapped(
            kind.equals("concepts") ? "datasets[0].subsets[0].image_dir" : "sample[0].prompt");
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static Optional<ForeignFile> read(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (name.isBlank() || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] head = in.readNBytes(ForeignFile.HEAD);
        return Optional.of(new ForeignFile(file, head, Math.max(head.length, Files.size(file))));
      }
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }
}
