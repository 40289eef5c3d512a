package dev.lorabake.tui.lanterna;

import dev.lorabake.machine.CommandRunner;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures on a terminal by the best protocol that it has, as far as it has told by now. */
final class Pictures {
  private static final List<String> ASK_TMUX =
      List.of("tmux", "display-message", "-p", "#{client_termfeatures}");
  private static final Duration TMUX_PATIENCE = Duration.ofSeconds(1);

  private final OutputStream out;
  private final Map<String, String> environment;
  private final CommandRunner commands;
  private PictureProtocol protocol = PictureProtocol.BLOCKS;
  private Graphics graphics = Graphics.CELLS;
  private @Nullable PixelSize cell;
  private int colours = TerminalFacts.NONE.pictureColours();
  private @Nullable Boolean tmuxHasSixel;

  Pictures(OutputStream out, Map<String, String> environment, CommandRunner commands) {
    this.out = out;
    this.environment = environment;
    this.commands = commands;
  }

  /** On a terminal of cells. */
  static Pictures ofCells() {
    Map<String, String> blocks = Map.of(PictureProtocol.VARIABLE, "blocks");
    return new Pictures(OutputStream.nullOutputStream(), blocks, (_, _) -> Optional.empty());
  }

  /**
   * Takes in what the terminal has told by now.
   *
   * @return whether pictures are shown otherwise than before, so that all has to be painted
   */
  boolean choose(TerminalFacts facts, int columns, int rows) throws IOException {
    PictureProtocol chosen = PictureProtocol.of(environment, facts, tmuxHasSixel(facts));
    PixelSize size = null;
    if (chosen == PictureProtocol.SIXEL) {
      size = facts.cell(columns, rows).orElseGet(this::cellSoFar);
      chosen = size == null ? PictureProtocol.BLOCKS : chosen;
    }
    if (chosen == protocol && Objects.equals(size, cell) && facts.pictureColours() == colours) {
      return false;
    }
    graphics.show(List.of(), false);
    protocol = chosen;
    cell = size;
    colours = facts.pictureColours();
    if (size != null) {
      graphics = new SixelGraphics(out, size, facts.largestPicture(), colours);
    } else {
      graphics = chosen == PictureProtocol.KITTY ? new KittyGraphics(out) : Graphics.CELLS;
    }
    return true;
  }

  /** In another size of the terminal a cell most likely is what it was. */
  private @Nullable PixelSize cellSoFar() {
    boolean wanted = PictureProtocol.wanted(environment).isPresent();
    return cell == null && wanted ? PixelSize.VT340_CELL : cell;
  }

  private boolean tmuxHasSixel(TerminalFacts facts) {
    if (!facts.saysSixel() || !environment.containsKey("TMUX")) {
      return false;
    }
    if (tmuxHasSixel == null) {
      tmuxHasSixel =
          commands.run(ASK_TMUX, TMUX_PATIENCE).filter(said -> said.contains("sixel")).isPresent();
    }
    return tmuxHasSixel;
  }

  /** Whether nothing is to be seen of them. */
  boolean areOff() {
    return protocol == PictureProtocol.NONE;
  }

  /** Whether they are measured in the cells' pixels. */
  boolean needCellSize() {
    return protocol == PictureProtocol.SIXEL;
  }

  /** Those of a canvas; none that reaches into the last row, where some terminals would scroll. */
  static List<Canvas.Drawn> of(Canvas canvas) {
    return canvas.pictures().stream()
        .filter(drawn -> drawn.area().row() + drawn.area().height() < canvas.height())
        .toList();
  }

  /** As {@link Graphics#uncovered}. */
  List<Area> uncovered(List<Canvas.Drawn> next) {
    return graphics.uncovered(next);
  }

  /** As {@link Graphics#show}. */
  void show(List<Canvas.Drawn> pictures, boolean wiped) throws IOException {
    graphics.show(pictures, wiped);
  }
}
