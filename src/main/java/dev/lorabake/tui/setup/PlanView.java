package dev.lorabake.tui.setup;

import dev.lorabake.Figures;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Bar;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import java.util.Objects;

/** What a recipe comes to: its steps, and its memory against a card. */
public final class PlanView {
  private PlanView() {}

  /** Paints two rows: the steps and the memory. */
  public static void paint(Canvas canvas, Area area, Prepared prepared) {
    canvas.write(area, 1, 0, steps(prepared.plan()), Ink.TEXT);
    vram(canvas, area, prepared);
  }

  private static String steps(Plan plan) {
    return Figures.count(plan.totalSteps(), "step")
        + " · "
        + Figures.count(plan.epochs(), "epoch")
        + " x "
        + Figures.count(plan.updatesPerEpoch())
        + " · "
        + Figures.count(plan.images().train(), "image")
        + " · "
        + Figures.count(plan.checkpoints().size(), "checkpoint")
        + ", "
        + Figures.size(plan.diskBytes());
  }

  private static void vram(Canvas canvas, Area area, Prepared prepared) {
    VramEstimate vram = prepared.plan().vram();
    if (vram == null) {
      canvas.write(area, 1, 1, "VRAM unknown: " + prepared.plan().vramUnknown(), Ink.DIM);
      return;
    }
    long needed = vram.worst().neededBytes();
    var gpu = prepared.machine().gpu();
    if (gpu.isEmpty()) {
      canvas.write(area, 1, 1, "VRAM " + Figures.gib(needed) + " needed; no GPU here", Ink.TEXT);
      return;
    }
    long card = gpu.get().memoryBytes();
    Ink ink =
        VramEstimate.TOO_SMALL.equals(vram.verdict())
            ? Ink.ERROR
            : VramEstimate.TIGHT.equals(vram.verdict()) ? Ink.WARNING : Ink.GOOD;
    int bar = Math.clamp(area.width() / 3, 8, 40);
    canvas.write(area, 1, 1, "VRAM", Ink.TEXT);
    Bar.paint(canvas, area, 6, 1, bar, (double) needed / card, ink);
    String batch = vram.largestBatch() == null ? "" : "  batch up to " + vram.largestBatch();
    canvas.write(
        area,
        bar + 7,
        1,
        Figures.gib(needed)
            + " of "
            + Figures.gib(card)
            + " "
            + Objects.requireNonNullElse(vram.verdict(), "").replace('-', ' ')
            + batch,
        ink);
  }
}
