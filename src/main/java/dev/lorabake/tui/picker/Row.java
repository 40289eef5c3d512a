package dev.lorabake.tui.picker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line of the list. */
sealed interface Row {
  /** The folder above. */
  record Up() implements Row {}

  /** The folder that is looked at, where a folder is chosen. */
  record Here() implements Row {}

  /** What lies in it. */
  record Child(Item item) implements Row {}

  /**
   * What is shown of a folder: folders first, then the files that fit.
   *
   * @param part of a name that is looked for; hidden names are shown when it begins with a dot
   * @param all whether files that do not fit are shown behind the others
   */
  static List<Row> of(ListFolder.Listed listed, Sought sought, String part, boolean all) {
    List<Row> rows = new ArrayList<>();
    if (part.isEmpty()) {
      if (listed.folder().getParent() != null) {
        rows.add(new Up());
      }
      if (sought.isFolder() && listed.problem() == null) {
        rows.add(new Here());
      }
    }
    List<Row> others = new ArrayList<>();
    String wanted = part.toLowerCase(Locale.ROOT);
    for (Item item : listed.items()) {
      boolean shown = !item.isHidden() || part.startsWith(".");
      if (shown && item.name().toLowerCase(Locale.ROOT).contains(wanted)) {
        boolean first = item.type() == Item.Type.FOLDER || sought.fits(item);
        (first ? rows : others).add(new Child(item));
      }
    }
    if (all) {
      rows.addAll(others);
    }
    return List.copyOf(rows);
  }

  /** Where a name stands; where there is none such, the first thing that lies there. */
  static int indexOf(List<Row> rows, @Nullable String name) {
    int first = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof Child child) {
        if (child.item.name().equals(name)) {
          return i;
        }
        first = first < 0 ? i : first;
      } else if (rows.get(i) instanceof Here && name == null) {
        return i;
      }
    }
    return Math.max(0, first < 0 ? rows.size() - 1 : first);
  }
}
