package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.render.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts rendered files into a folder, and never over a file that says something else. */
public final class BundleFiles {
  private BundleFiles() {}

  /**
   * Writes the bundle.
   *
   * @return the files, in their order
   * @throws UserError when a file of that name with other content is there, or the disk refuses
   */
  public static List<Path> write(Bundle bundle, Path folder) {
    try {
      Files.createDirectories(folder);
      refuseForeign(bundle, folder);
      List<Path> written = new ArrayList<>();
      for (Map.Entry<String, String> file : bundle.files().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.writeString(path, file.getValue());
        if (file.getKey().equals(Bundle.SHELL_SCRIPT)) {
          makeExecutable(path);
        }
        written.add(path);
      }
      return written;
    } catch (FileAlreadyExistsException e) {
      throw new UserError(folder + " is a file", "name a folder with -o", e);
    } catch (IOException e) {
      throw new UserError(
          folder + " cannot be written: " + e.getMessage(), "name another folder with -o", e);
    }
  }

  private static void refuseForeign(Bundle bundle, Path folder) throws IOException {
    for (Map.Entry<String, String> file : bundle.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (Files.exists(path) && !sameText(path, file.getValue())) {
        throw new UserError(
            path + " is there already and differs",
            "name another folder with -o, or move that file away");
      }
    }
  }

  private static boolean sameText(Path path, String text) {
    try {
      return Files.readString(path).equals(text);
    } catch (IOException | UncheckedIOException e) {
      return false; // unreadable or no text: certainly not ours
    }
  }

  private static void makeExecutable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new UserError(file + " cannot be made executable", "start it with sh " + file);
    }
  }
}
