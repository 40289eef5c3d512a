package dev.lorabake.tui.lanterna;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.io.IOException;
import java.util.List;

/** Shows pictures over the half blocks that lie in their cells. */
interface Graphics {
  /** For a terminal of cells alone. */
  Graphics CELLS =
      new Graphics() {
        @Override
        public List<Area> uncovered(List<Canvas.Drawn> next) {
          return List.of();
        }

        @Override
        public void show(List<Canvas.Drawn> pictures, boolean wiped) {}
      };

  /**
   * The cells that have to be sent again before these pictures are shown, changed or not, since
   * that alone removes what lies there.
   */
  List<Area> uncovered(List<Canvas.Drawn> next);

  /**
   * Shows these and no others; sends nothing for those that are shown already. Their cells were
   * sent before.
   *
   * @param wiped whether the whole screen was cleared since the last time
   */
  void show(List<Canvas.Drawn> pictures, boolean wiped) throws IOException;
}
