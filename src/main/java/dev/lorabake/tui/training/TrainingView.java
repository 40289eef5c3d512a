package dev.lorabake.tui.training;

import dev.lorabake.Figures;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.Outcome;
import dev.lorabake.train.RunProgress;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Bar;
import dev.lorabake.tui.paint.BrailleChart;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
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
  private static final int LEAST_BAR = 8;
  private static final int LEAST_LOWER = 4;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private TrainingView() {}

  static void paint(Canvas canvas, Area area, TrainingScreen screen) {
    Told told = screen.told();
    String line = line(screen);
    boolean asking = screen.asking() != TrainingScreen.Question.NOTHING;
    int said = asking ? Paragraph.lines(line, area.width() - 2).size() : 1;
    progress(canvas, area.top(1 + said), screen, line);
    Area rest = area.below(1 + said);
    int part = Math.max(4, rest.height() * 2 / 5);
    int chart = rest.height() - part < LEAST_LOWER ? rest.height() : part;
    boolean wide = rest.width() >= WIDE && !told.progress().gpus().cards().isEmpty();
    Area middle = rest.top(chart);
    chart(canvas, wide ? middle.left(middle.width() - GPU_WIDTH) : middle, told, screen.view());
    if (wide) {
      gpus(canvas, middle.rightOf(middle.width() - GPU_WIDTH), told.progress());
    }
    Area lower = rest.below(chart);
    if (lower.isEmpty()) {
      return;
    }
    int shown = Math.min(told.checkpoints().size(), Math.max(1, lower.height() / 3));
    int files = shown == 0 ? 0 : shown + 1;
    Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
    if (files > 0) {
      Frame.divide(canvas, framed, 0, "checkpoints");
      checkpoints(canvas, lower.below(1).top(shown), told);
    }
    Frame.divide(canvas, framed, files, "events");
    happened(canvas, lower.below(files + 1), told.happened());
  }

  private static void progress(Canvas canvas, Area rows, TrainingScreen screen, String line) {
    RunProgress progress = screen.told().progress();
    Outcome outcome = screen.outcome();
    List<String> facts = new ArrayList<>();
    if (progress.totalSteps() > 0) {
      facts.add(Figures.count(progress.step()) + " / " + Figures.count(progress.totalSteps()));
      if (progress.epochs() > 0) {
        facts.add("epoch " + progress.epoch() + "/" + progress.epochs());
      }
      Double pace = progress.secondsPerStep();
      if (pace != null && pace > 0) {
        facts.add(Figures.secondsPerStep(pace));
      }
    }
    while (facts.size() > 1 && String.join("  ", facts).length() + 4 + LEAST_BAR > rows.width()) {
      facts.removeLast(); // how far it is matters more than its pace
    }
    String text = String.join("  ", facts);
    int bar = Math.max(4, rows.width() - text.length() - 4);
    double part = progress.totalSteps() == 0 ? 0 : (double) progress.step() / progress.totalSteps();
    Bar.paint(canvas, rows, 1, 0, bar, part, outcome == null ? Ink.ACTIVE : ink(outcome));
    canvas.write(rows, bar + 3, 0, text, Ink.TEXT);
    Ink ink = outcome == null ? Ink.TEXT : ink(outcome);
    if (rows.height() == 2) {
      canvas.write(rows, 1, 1, line, ink);
    } else {
      Paragraph.paint(canvas, rows.rightOf(1).left(rows.width() - 2), 1, line, ink);
    }
  }

  /** The second row: how it ended, what is asked, or what goes on. */
  private static String line(TrainingScreen screen) {
    Outcome outcome = screen.outcome();
    switch (screen.asking()) {
      case STOP -> {
        return "Stop the training now? What was learnt since the last checkpoint would be lost.";
      }
      case RESUME -> {
        return screen.resume() == null ? "" : screen.resume().plan();
      }
      case NOTHING -> {}
    }
    if (outcome != null) {
      String reason = outcome.reason().isBlank() ? "" : ": " + Figures.brief(outcome.reason());
      return outcome.verdict().id() + reason;
    }
    String doing = screen.told().progress().phase().name().toLowerCase(Locale.ROOT);
    return switch (screen.stop()) {
      case NONE -> doing.replace('_', ' ');
      case AFTER_CHECKPOINT -> doing.replace('_', ' ') + "; stops after the next checkpoint";
      case NOW -> "stopping";
    };
  }

  private static Ink ink(Outcome outcome) {
    return switch (outcome.verdict()) {
      case FINISHED -> Ink.GOOD;
      case STOPPED -> Ink.WARNING;
      case FAILED, LOST -> Ink.ERROR;
    };
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

  private static void gpus(Canvas canvas, Area area, RunProgress progress) {
    int row = 0;
    for (RunEvent.Telemetry card : progress.gpus().cards()) {
      canvas.write(area, 1, row++, "GPU " + card.gpu(), Ink.TITLE);
      if (card.utilisation() != null) {
        canvas.write(area, 1, row, "use", Ink.TEXT);
        Bar.paint(canvas, area, 5, row, 10, card.utilisation() / 100, Ink.ACTIVE);
        canvas.write(area, 16, row++, Math.round(card.utilisation()) + "%", Ink.TEXT);
      }
      if (card.memoryMib() != null && card.memoryTotalMib() != null) {
        canvas.write(area, 1, row, "mem", Ink.TEXT);
        Bar.paint(canvas, area, 5, row, 10, card.memoryMib() / card.memoryTotalMib(), Ink.ACTIVE);
        String used = String.format(Locale.ROOT, "%.1f GiB", card.memoryMib() / 1024);
        canvas.write(area, 16, row++, used, Ink.TEXT);
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
