package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The children of {@code train_data_dir} or {@code reg_data_dir}, in the order in which the file
 * system lists them, which is upstream's order too ({@code library/config_util.py}).
 *
 * @param ignored names of the folders that upstream passes by, for want of a number of 1 or more
 */
public record RepeatFolders(boolean exists, List<RepeatFolder> used, List<String> ignored) {

  /** Lists the children; a folder that cannot be read counts as missing. */
  public static RepeatFolders of(Path parent) {
    List<RepeatFolder> used = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        if (Files.isDirectory(child)) {
          String name = child.getFileName().toString();
          int underscore = name.indexOf('_');
          long repeats = PythonInt.parse(underscore < 0 ? name : name.substring(0, underscore));
          if (repeats < 1) {
            ignored.add(name);
          } else {
            String tokens = underscore < 0 ? "" : name.substring(underscore + 1);
            used.add(new RepeatFolder(child.toString(), repeats, tokens));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return new RepeatFolders(false, List.of(), List.of());
    }
    return new RepeatFolders(true, List.copyOf(used), List.copyOf(ignored));
  }
}
