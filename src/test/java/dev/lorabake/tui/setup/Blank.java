package dev.lorabake.tui.setup;

import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.util.List;

/** Before a recipe is opened. */
record Blank() implements Screen {
  @Override
  public String title() {
    return "";
  }

  @Override
  public Next update(Msg msg) {
    return Next.stay(this);
  }

  @Override
  public void paint(Canvas canvas, Area area) {}

  @Override
  public List<Offer> offers() {
    return List.of();
  }
}
