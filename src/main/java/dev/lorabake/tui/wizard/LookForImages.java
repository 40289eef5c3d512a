package dev.lorabake.tui.wizard;

import dev.lorabake.dataset.ImageNames;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Looks for folders of images in the working folder and in those right below it. */
record LookForImages() implements Effect {
  private static final int DEEPEST = 3;
  private static final int MOST_FOLDERS = 1000;

  /**
   * A folder.
   *
   * @param path as it would be typed
   */
  record Folder(String path, int images) {}

  /** Those that there are, the fullest first. */
  record Found(List<Folder> folders) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Map<Path, Integer> images = new TreeMap<>();
    List<Path> due = new ArrayList<>(List.of(world.workingFolder()));
    for (int i = 0; i < due.size() && i < MOST_FOLDERS; i++) {
      look(due.get(i), world.workingFolder(), due, images);
    }
    tell.accept(
        new Found(
            images.entrySet().stream()
                .map(one -> new Folder(typed(one.getKey(), world.workingFolder()), one.getValue()))
                .sorted(Comparator.comparingInt(Folder::images).reversed())
                .toList()));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Found(List.of()); // paths can still be typed
  }

  private static String typed(Path folder, Path workingFolder) {
    return folder.equals(workingFolder) ? "." : workingFolder.relativize(folder).toString();
  }

  /** Images of a folder such as 10_cat count for the one above it, which is named for training. */
  private static void look(Path folder, Path top, List<Path> due, Map<Path, Integer> images) {
    int depth = folder.getNameCount() - top.getNameCount();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      int count = 0;
      for (Path child : children) {
        String name = String.valueOf(child.getFileName());
        if (ImageNames.isImage(name)) {
          count++;
        } else if (depth < DEEPEST
            && !name.startsWith(".")
            && !name.equals("runs")
            && Files.isDirectory(child)) {
          due.add(child);
        }
      }
      Path parent = folder.getParent();
      boolean repeated = String.valueOf(folder.getFileName()).matches("\\d{1,9}_.+");
      if (count > 0) {
        images.merge(
            repeated && parent != null && depth > 0 ? parent : folder, count, Integer::sum);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // a folder of somebody else's
    }
  }
}
