package dev.lorabake.tui.dataset;

import dev.lorabake.dataset.Caption;
import dev.lorabake.plan.PlacedImages.Folder;
import dev.lorabake.plan.PlacedImages.Placed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The images of all subsets that have a text.
 *
 * @param images in the order of the subsets
 * @param subsets that of each image, counted from 0
 */
record Matches(List<Placed> images, List<Integer> subsets) {
  static final Matches NONE = new Matches(List.of(), List.of());

  /** Looks for a text in what is told of each caption, and in the names; in any case of letters. */
  static Matches of(String text, List<Folder> folders) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return NONE;
    }
    List<Placed> images = new ArrayList<>();
    List<Integer> subsets = new ArrayList<>();
    for (int subset = 0; subset < folders.size(); subset++) {
      for (Placed image : folders.get(subset).images()) {
        if (told(image.caption()).toLowerCase(Locale.ROOT).contains(wanted)
            || name(image.path()).toLowerCase(Locale.ROOT).contains(wanted)) {
          images.add(image);
          subsets.add(subset);
        }
      }
    }
    return new Matches(List.copyOf(images), List.copyOf(subsets));
  }

  /** The caption, or what is the matter with it. */
  static String told(Caption caption) {
    return switch (caption.state()) {
      case FOUND -> caption.text();
      case MISSING -> "no caption";
      case BLANK -> "the first line of the caption is blank";
      case EMPTY_FILE -> "the caption's file is empty";
      case NOT_UTF8 -> "the caption is not UTF-8";
    };
  }

  static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  /** How many of a subset have it. */
  long in(int subset) {
    return subsets.stream().filter(own -> own == subset).count();
  }

  /** The first of them that lies in the subset, or in the nearest one that way; else the row. */
  int first(int subset, boolean onward, int row) {
    int nearest = -1;
    for (int own : subsets) {
      boolean fits = onward ? own >= subset : own <= subset;
      nearest = fits && (nearest < 0 || !onward) ? own : nearest;
    }
    return nearest < 0 ? row : subsets.indexOf(nearest);
  }
}
