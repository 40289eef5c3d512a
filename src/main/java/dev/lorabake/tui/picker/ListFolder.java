package dev.lorabake.tui.picker;

import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks what lies in a folder.
 *
 * @param target absolute
 * @param into whether the target itself is meant, where it is a folder; else what it lies in, with
 *     the target under the cursor. Where there is no such folder, the nearest one above is taken.
 */
record ListFolder(Path target, boolean into) implements Effect {
  /** More than anybody reads; each costs a look at the disk. */
  static final int MOST = 50_000;

  /**
   * What lies there.
   *
   * @param folder that was listed
   * @param select the name to be under the cursor, {@code null} for none
   * @param items folders first, each kind by its name
   * @param cut whether there are more than {@link #MOST}
   * @param problem why it could not be listed, {@code null} where it could
   */
  record Listed(
      ListFolder asked,
      Path folder,
      @Nullable String select,
      List<Item> items,
      boolean cut,
      @Nullable String problem)
      implements Msg {}

  private static final Comparator<Item> ORDER =
      Comparator.comparing(Item::type)
          .thenComparing(Item::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(Item::name);

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Path above = target.getParent();
    Path name = target.getFileName();
    boolean itself = above == null || name == null || (into && Files.isDirectory(target));
    Path folder = itself || above == null ? target : above;
    String select = itself || name == null ? null : name.toString();
    while (!Files.isDirectory(folder) && folder.getParent() != null) {
      folder = folder.getParent();
      select = null;
    }
    tell.accept(list(folder, select));
  }

  private Listed list(Path folder, @Nullable String select) {
    List<Item> items = new ArrayList<>();
    boolean cut = false;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (items.size() == MOST) {
          cut = true;
          break;
        }
        items.add(item(child));
      }
    } catch (AccessDeniedException e) {
      return new Listed(this, folder, select, List.of(), false, "you may not look into it");
    } catch (IOException | DirectoryIteratorException e) {
      return new Listed(
          this, folder, select, List.of(), false, "it cannot be read: " + e.getMessage());
    }
    items.sort(ORDER);
    return new Listed(this, folder, select, List.copyOf(items), cut, null);
  }

  private static Item item(Path child) {
    String name = String.valueOf(child.getFileName());
    try {
      BasicFileAttributes found = Files.readAttributes(child, BasicFileAttributes.class);
      LocalDateTime modified =
          LocalDateTime.ofInstant(found.lastModifiedTime().toInstant(), ZoneId.systemDefault());
      if (found.isDirectory()) {
        boolean model = Files.exists(child.resolve("model_index.json"));
        return new Item(name, Item.Type.FOLDER, 0, modified, model);
      }
      return found.isRegularFile()
          ? new Item(name, Item.Type.FILE, found.size(), modified, false)
          : new Item(name, Item.Type.OTHER, 0, modified, false);
    } catch (IOException e) {
      return new Item(name, Item.Type.OTHER, 0, LocalDateTime.MIN, false);
    }
  }
}
