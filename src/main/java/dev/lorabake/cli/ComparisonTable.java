package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.train.queue.Comparison;
import dev.lorabake.train.queue.Grid;
import java.util.List;

/** Runs side by side, within 80 columns. */
final class ComparisonTable {
  private static final int COLUMNS = 80;
  private static final String ROW = "%4s  %-9s %-8s %-8s %-10s %-9s %-9s ";

  private final Output output;

  ComparisonTable(Output output) {
    this.output = output;
  }

  void print(List<Comparison> rows) {
    output.line(
        String.format(ROW, "no", "state", "loss", "tail", "pace", "VRAM", "file") + "settings");
    for (Comparison row : rows) {
      String head =
          String.format(
              ROW,
              row.entry().number(),
              row.state().id(),
              row.figures().lossText(),
              row.figures().tailLoss() == null ? "" : Figures.loss(row.figures().tailLoss()),
              row.figures().secondsPerStep() == null
                  ? ""
                  : Figures.secondsPerStep(row.figures().secondsPerStep()),
              row.figures().peakBytes() == null ? "" : Figures.gib(row.figures().peakBytes()),
              row.figures().fileBytes() == null ? "" : Figures.size(row.figures().fileBytes()));
      String settings =
          row.entry().asked().varied().isEmpty()
              ? row.entry().asked().label()
              : new Grid.Member(row.entry().asked().varied()).text();
      boolean fits = head.length() + settings.length() <= COLUMNS;
      output.line((head + (fits ? settings : "")).stripTrailing());
      if (!fits) {
        output.filled(" ".repeat(6), settings);
      }
    }
    output.line("loss: upstream's average at the last step; tail: its mean over the last fifth");
  }
}
