package dev.lorabake.train;

import dev.lorabake.UserError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file where none is. */
public final class NewFile {
  private NewFile() {}

  /** To be asked before there is work that could be lost. */
  public static void refuseExisting(Path target) {
    if (Files.exists(target)) {
      throw new UserError(
          target + " is there already", "name another file; nothing is ever overwritten");
    }
  }

  public static void write(Path target, String text) {
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(target);
      try {
        Files.writeString(target, text);
      } catch (IOException e) {
        Files.deleteIfExists(target); // half a recipe would also stand in the next try's way
        throw e;
      }
    } catch (FileAlreadyExistsException e) {
      throw new UserError(
          target + " is there already", "name another file; nothing is ever overwritten", e);
    } catch (IOException e) {
      throw new UserError(
          target + " cannot be written: " + e.getMessage(), "name a file in another folder", e);
    }
  }
}
