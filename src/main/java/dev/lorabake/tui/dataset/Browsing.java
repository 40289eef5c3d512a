package dev.lorabake.tui.dataset;

import dev.lorabake.tui.LineEditor;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is among the images.
 *
 * @param subset counted from 0
 * @param row of the view, counted from 0
 * @param problem whose files {@link View#FILES} shows, counted from 0
 * @param wanted only images with this in their caption or name are shown; empty for all
 * @param search what is typed to be looked for, {@code null} while nothing is
 * @param enlarged whether the picture fills the screen
 */
record Browsing(
    View view,
    int subset,
    int row,
    int problem,
    String wanted,
    @Nullable LineEditor search,
    boolean enlarged) {
  /** What the lower part of the screen shows. */
  enum View {
    IMAGES,
    BUCKETS,
    PROBLEMS,
    /** Those of one problem. */
    FILES;

    View next() {
      return switch (this) {
        case IMAGES -> BUCKETS;
        case BUCKETS -> PROBLEMS;
        case PROBLEMS, FILES -> IMAGES;
      };
    }
  }

  static Browsing start() {
    return new Browsing(View.IMAGES, 0, 0, 0, "", null, false);
  }

  Browsing in(View other) {
    return new Browsing(other, subset, 0, problem, wanted, null, false);
  }

  Browsing of(int other) {
    return new Browsing(view, other, 0, problem, wanted, null, false);
  }

  Browsing at(int other) {
    return new Browsing(view, subset, other, problem, wanted, search, enlarged);
  }

  /** The same place, which lies in that subset. */
  Browsing within(int other) {
    return new Browsing(view, other, row, problem, wanted, search, enlarged);
  }

  /** While a text is typed, the images that have it are shown at once. */
  Browsing typing(LineEditor line) {
    return new Browsing(View.IMAGES, subset, 0, problem, line.text(), line, false);
  }

  Browsing looking(String text) {
    return new Browsing(View.IMAGES, subset, 0, problem, text, null, false);
  }

  Browsing enlarged(boolean whether) {
    return new Browsing(view, subset, row, problem, wanted, search, whether);
  }

  /** Shows the files of the problem under the cursor. */
  Browsing files() {
    return new Browsing(View.FILES, subset, 0, row, wanted, null, false);
  }

  /** Back among the problems. */
  Browsing problems() {
    return new Browsing(View.PROBLEMS, subset, problem, problem, wanted, null, false);
  }
}
