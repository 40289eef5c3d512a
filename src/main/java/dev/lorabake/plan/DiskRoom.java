package dev.lorabake.plan;

import dev.lorabake.plan.DiskUse.Item;
import dev.lorabake.recipe.Recipe;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A disk that a run writes to: dataset and output may lie on different ones.
 *
 * @param folder the first of the folders that lie on it
 * @param neededBytes what the run writes there at the most
 * @param freeBytes what is free there now
 */
public record DiskRoom(String folder, long neededBytes, long freeBytes) {

  public boolean suffices() {
    return neededBytes <= freeBytes;
  }

  /** All disks that the run writes to; one that cannot be asked is left out. */
  public static List<DiskRoom> of(Recipe recipe, DiskUse use) {
    return of(use, item -> folder(recipe, item));
  }

  /** The disk of one folder that everything is written to. */
  public static List<DiskRoom> within(Path folder, DiskUse use) {
    return of(use, _ -> folder.toAbsolutePath());
  }

  private static List<DiskRoom> of(DiskUse use, Function<Item, Path> folders) {
    Map<FileStore, DiskRoom> rooms = new LinkedHashMap<>();
    for (Item item : use.items()) {
      Path folder = folders.apply(item);
      FileStore store = store(folder);
      if (store != null) {
        try {
          long free = store.getUsableSpace();
          rooms.merge(
              store,
              new DiskRoom(folder.toString(), item.bytes(), free),
              (one, more) ->
                  new DiskRoom(one.folder(), sum(one.neededBytes(), more.neededBytes()), free));
        } catch (IOException e) {
          rooms.remove(store); // an unreadable disk is reported by output-folder-unusable
        }
      }
    }
    return List.copyOf(rooms.values());
  }

  private static long sum(long one, long more) {
    return one > Long.MAX_VALUE - more ? Long.MAX_VALUE : one + more;
  }

  private static Path folder(Recipe recipe, Item item) {
    return item.folder() == null
        ? recipe.path("output_dir").orElse(recipe.base()).toAbsolutePath()
        : recipe.resolve(item.folder()).toAbsolutePath();
  }

  private static @Nullable FileStore store(Path folder) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there == null ? null : Files.getFileStore(there);
    } catch (IOException e) {
      return null;
    }
  }
}
