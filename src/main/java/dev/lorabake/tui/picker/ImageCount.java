package dev.lorabake.tui.picker;

import dev.lorabake.Figures;

/**
 * How many images a folder has.
 *
 * @param folders named with their repeats that they lie in; 0 where they lie in it directly
 * @param more whether counting was given up at so many
 */
record ImageCount(long images, int folders, boolean more) {
  static final ImageCount NONE = new ImageCount(0, 0, false);

  String shown() {
    if (images == 0) {
      return "no image";
    }
    String count = more ? Figures.count(images) + "+ images" : Figures.count(images, "image");
    return folders == 0 ? count : count + " in " + Figures.count(folders, "folder");
  }
}
