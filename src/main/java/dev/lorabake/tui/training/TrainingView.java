package dev.lorabake.tui.training;

import dev.lorabake.Figures;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Bar;
import dev.lorabake.tui.paint.BrailleChart;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.HalfBlocks;
import dev.lorabake.tui.paint.Ink;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a run looks: progress above, loss and GPUs, then files, then what happened. */
final class TrainingView {
  private static final int GPU_WIDTH = 26;
  private static final int SCALE_WIDTH = 8;
  private static final int WIDE = 70;
  private static final int FRAMED_ROWS = 4;
  private static final int MOST_PICTURES = 4;
  private static final int MOST_PICTURE_ROWS = 12;
  private static final int PICTURE_WIDTH = 11;
  private static final double MIB_OF_GIB = 1024;
  private static final double BYTES_OF_GIB = 1L << 30;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private TrainingView() {}

  static void paint(Canvas canvas, Area area, TrainingScreen screen) {
    Told told = screen.told();
    int rows = ProgressRows.paint(canvas, area, screen);
    Area rest = area.below(rows);
    int chart = Math.max(4, rest.height() * 2 / 5);
    boolean wide = rest.width() >= WIDE && !told.progress().gpus().cards().isEmpty();
    Area middle = rest.top(chart);
    chart(canvas, wide ? middle.left(middle.width() - GPU_WIDTH) : middle, told, screen.view());
    if (wide) {
      gpus(canvas, middle.rightOf(middle.width() - GPU_WIDTH), told);
    } else if (rest.width() >= WIDE && told.bar().step() > 0) {
      canvas.writeRight(middle.left(middle.width() - 1), 0, noGpu(told.facts()), Ink.DIM);
    }
    Area lower = rest.below(chart);
    if (lower.height() < FRAMED_ROWS) {
      checkpoints(canvas, lower, told);
      return;
    }
    boolean pictured = rest.width() >= WIDE && !told.samples().isEmpty();
    int shown = Math.min(told.checkpoints().size(), Math.max(1, lower.height() / 3));
    int wanted = pictured ? Math.min(MOST_PICTURE_ROWS, lower.height() / 2) : 0;
    int files = shown == 0 && !pictured ? 0 : Math.max(shown + 1, wanted);
    Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
    if (files > 0) {
      Frame.divide(canvas, framed, 0, "checkpoints");
    }
    Area upper = lower.below(1).top(Math.max(0, files - 1));
    checkpoints(canvas, pictured ? upper.left(upper.width() / 2) : upper, told);
    if (pictured) {
      Area right = upper.rightOf(upper.width() / 2);
      canvas.write(lower.rightOf(upper.width() / 2), 0, 0, " pictures ", Ink.TITLE);
      pictures(canvas, right, screen);
    }
    Frame.divide(canvas, framed, files, "events");
    happened(canvas, lower.below(files + 1), told.happened());
  }

  private static void chart(Canvas canvas, Area area, Told told, CurveView view) {
    LossCurve curve = told.curve();
    Double loss = told.progress().loss();
    String rate = told.lr() == null ? "" : String.format(Locale.ROOT, "   lr %.2e", told.lr());
    String word = told.progress().lossFinite() ? "" : "   NaN";
    LossCurve.Window window = view.window(curve, told.progress().totalSteps());
    canvas.write(
        area,
        1,
        0,
        "loss " + (loss == null ? "–" : Figures.loss(loss)) + word + rate + view.words(window),
        Ink.TITLE);
    Area plot = area.below(1).rightOf(SCALE_WIDTH);
    if (curve.isEmpty() || plot.isEmpty()) {
      return;
    }
    canvas.write(area, 1, 1, Figures.loss(window.high()), Ink.DIM);
    canvas.write(area, 1, area.height() - 1, Figures.loss(window.low()), Ink.DIM);
    BrailleChart chart = new BrailleChart(plot);
    switch (view.lines()) {
      case BOTH -> chart.line(curve.points(window), Ink.DIM).line(curve.smooth(window), Ink.ACTIVE);
      case SMOOTH -> chart.line(curve.smooth(window), Ink.ACTIVE);
      case RAW -> chart.line(curve.points(window), Ink.ACTIVE);
    }
    chart.paint(canvas);
  }

  /** Why there is nothing about a GPU; empty where there may be soon. */
  private static String noGpu(RunFacts facts) {
    if (facts.gpusSeen()) {
      return "";
    }
    return facts.rehearsal()
        ? "no GPU: a rehearsal needs none"
        : "no GPU to be seen: no nvidia-smi here";
  }

  /** Of the first prompt, as many as are shown at most. */
  static List<SampleFile> newest(List<SampleFile> samples) {
    int prompt = samples.isEmpty() ? 0 : samples.getFirst().prompt();
    List<SampleFile> row = samples.stream().filter(one -> one.prompt() == prompt).toList();
    return row.subList(Math.max(0, row.size() - MOST_PICTURES), row.size());
  }

  private static void pictures(Canvas canvas, Area area, TrainingScreen screen) {
    List<SampleFile> newest = newest(screen.told().samples());
    int width = Math.max(PICTURE_WIDTH, 2 * (area.height() - 1) + 1);
    int shown = Math.clamp(area.width() / width, 1, newest.size());
    for (int i = 0; i < shown; i++) {
      SampleFile sample = newest.get(newest.size() - shown + i);
      Area place = area.rightOf(i * width).left(width - 1);
      canvas.write(place, 0, 0, sample.when(), Ink.TITLE);
      BufferedImage picture = screen.pictures().get(sample.file());
      if (picture != null) {
        HalfBlocks.paint(canvas, place.below(1), picture);
      }
    }
  }

  private static void gpus(Canvas canvas, Area area, Told told) {
    int row = 0;
    for (RunEvent.Telemetry card : told.progress().gpus().cards()) {
      canvas.write(area, 1, row++, "GPU " + card.gpu(), Ink.TITLE);
      if (card.utilisation() != null) {
        canvas.write(area, 1, row, "use", Ink.TEXT);
        Bar.paint(canvas, area, 5, row, 10, card.utilisation() / 100, Ink.ACTIVE);
        canvas.write(area, 16, row++, Math.round(card.utilisation()) + "%", Ink.TEXT);
      }
      if (card.memoryMib() != null && card.memoryTotalMib() != null) {
        canvas.write(area, 1, row, "mem", Ink.TEXT);
        Bar.paint(canvas, area, 5, row, 10, card.memoryMib() / card.memoryTotalMib(), Ink.ACTIVE);
        canvas.write(area, 16, row++, gib(card.memoryMib()), Ink.TEXT);
      }
      List<String> rest = new ArrayList<>();
      if (card.temperature() != null) {
        rest.add(Math.round(card.temperature()) + " °C");
      }
      if (card.power() != null) {
        rest.add(Math.round(card.power()) + " W");
      }
      canvas.write(area, 1, row++, String.join("  ", rest), Ink.TEXT);
    }
    if (told.peakMib() != null) {
      Long plan = told.facts().memoryBytes();
      String planned =
          plan == null ? "" : String.format(Locale.ROOT, ", plan %.1f", plan / BYTES_OF_GIB);
      canvas.write(area, 1, row, "peak " + gib(told.peakMib()) + planned, Ink.TEXT);
    }
  }

  private static String gib(double mib) {
    return String.format(Locale.ROOT, "%.1f GiB", mib / MIB_OF_GIB);
  }

  private static void checkpoints(Canvas canvas, Area area, Told told) {
    List<RunEvent.Checkpoint> newest = new ArrayList<>(told.checkpoints().values()).reversed();
    for (int row = 0; row < Math.min(area.height(), newest.size()); row++) {
      RunEvent.Checkpoint file = newest.get(row);
      String size = file.bytes() == null ? "" : "  " + Figures.size(file.bytes());
      String name = String.valueOf(Path.of(file.file()).getFileName());
      String problem = file.problem() == null ? "" : "  " + file.problem();
      canvas.write(
          area, 1, row, sign(file.stage()) + " " + name + size + problem, ink(file.stage()));
    }
  }

  private static String sign(CheckpointStage stage) {
    return switch (stage) {
      case BEGUN, WRITTEN -> "…";
      case VERIFIED -> "✓";
      case BROKEN -> "✗";
      case REMOVED -> "–";
    };
  }

  private static Ink ink(CheckpointStage stage) {
    return switch (stage) {
      case BEGUN, WRITTEN, REMOVED -> Ink.DIM;
      case VERIFIED -> Ink.GOOD;
      case BROKEN -> Ink.ERROR;
    };
  }

  /** Before what happened, so that it is told apart without colours. */
  private static String sign(Ink ink) {
    return switch (ink) {
      case ERROR -> " ✗ ";
      case WARNING -> " ▲ ";
      case GOOD -> " ✓ ";
      case TEXT, DIM, TITLE, FRAME, ACTIVE, KEY, FOCUS, SECOND -> "   ";
    };
  }

  private static void happened(Canvas canvas, Area area, List<Happened> happened) {
    int shown = Math.min(area.height(), happened.size());
    for (int row = 0; row < shown; row++) {
      Happened one = happened.get(happened.size() - shown + row);
      canvas.write(
          area,
          1,
          row,
          CLOCK.format(one.at().atZone(ZoneId.systemDefault())) + sign(one.ink()) + one.text(),
          one.ink());
    }
  }
}
