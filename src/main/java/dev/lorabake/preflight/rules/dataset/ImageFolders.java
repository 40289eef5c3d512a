package dev.lorabake.preflight.rules.dataset;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What lies in a folder, by its file names alone. */
final class ImageFolders {
  private static final Pattern IMAGE =
      Pattern.compile(".+\\.(png|jpe?g|webp|bmp)", Pattern.CASE_INSENSITIVE);

  /** A child of {@code train_data_dir} that sd-scripts reads: {@code 10_name}. */
  private static final Pattern REPEATS = Pattern.compile("[1-9][0-9]*(_.*)?");

  private ImageFolders() {}

  static long images(Path folder) {
    return names(folder, false).stream().filter(name -> IMAGE.matcher(name).matches()).count();
  }

  /** Names of the folders right below, hidden ones left out. */
  static List<String> folders(Path folder) {
    return names(folder, true);
  }

  static boolean isRepeatFolder(Path folder) {
    return REPEATS.matcher(name(folder)).matches();
  }

  static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** The deepest folder of the path that is there: the mistake is right below it. */
  static String rightUpTo(Path path) {
    Path parent = path.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return parent == null || parent.equals(path.getParent())
        ? "check its name"
        : "check the path: it is right up to " + parent;
  }

  private static List<String> names(Path folder, boolean folders) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = name(entry);
        if (!name.startsWith(".") && (!folders || Files.isDirectory(entry))) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    return names.stream().sorted().toList();
  }
}
