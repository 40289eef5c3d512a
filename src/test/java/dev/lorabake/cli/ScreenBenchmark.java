package dev.lorabake.cli;

import dev.lorabake.tui.App;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Walk;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.lanterna.LanternaTerminal;
import dev.lorabake.tui.paint.Canvas;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the loop's part of a key, screen by screen: update, paint, and handing the changed cells
 * to Lanterna. It tells the CPU time of that thread, so that a busy machine does no harm; effects
 * are left out. {@code ScreenBenchmark PROJECT} wants a project as {@code latency_project.py} makes
 * it; {@code latency.py} beside it measures the whole way through a terminal.
 */
final class ScreenBenchmark {
  private static final int TURNS = 300;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Key DOWN = Key.of(Key.Name.DOWN);
  private static final Key UP = Key.of(Key.Name.UP);
  private static final Key TAB = Key.of(Key.Name.TAB);
  private static final Key ENTER = Key.of(Key.Name.ENTER);
  private static final Key ESCAPE = Key.of(Key.Name.ESCAPE);
  private static final Key ERASE = Key.of(Key.Name.BACKSPACE);

  private final Walk walk;
  private final LanternaTerminal terminal;

  private ScreenBenchmark(Path project) throws IOException, InterruptedException {
    terminal = LanternaTerminal.ofNothing(120, 40);
    walk = new Walk(new Session(project).world(), HomeScreen.start(), terminal);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ScreenBenchmark benchmark = new ScreenBenchmark(Path.of(arguments[0]).toRealPath());
    System.out.println("| screen | first ms | median ms | 95 % | max |\n|---|---|---|---|---|");
    benchmark.all();
  }

  private void all() throws IOException, InterruptedException {
    measure("home", DOWN, UP);
    measure("keys of home", Key.of('?'));
    go(Key.of('n'));
    measure("wizard", DOWN, UP);
    go(ESCAPE, ENTER);
    measure("set up", DOWN, DOWN, UP, UP);
    measure("set up: parts", TAB);
    go(Key.of('/'));
    measure("set up: search", Key.of('l'), Key.of('r'), ERASE, ERASE);
    go(ESCAPE, ESCAPE, Key.of('r'));
    measure("runs", DOWN, UP);
    go(DOWN, Key.of(' '), DOWN, Key.of(' '), Key.of('c'));
    measure("compare", Key.of('c'));
    go(ESCAPE, ENTER);
    measure("training", Key.of('c'));
    go(Key.of('L'));
    measure("log", UP, UP, DOWN, DOWN);
    go(ESCAPE, Key.of('P'));
    measure("pictures", Key.of(Key.Name.LEFT), Key.of(Key.Name.RIGHT));
    go(ESCAPE, ESCAPE, ESCAPE, Key.of('Q'));
    measure("queue", DOWN, UP);
    go(ESCAPE, DOWN, Key.of('d'));
    measure("dataset", DOWN, DOWN, UP, UP);
    measure("dataset: parts", TAB, TAB, TAB);
    go(Key.of('/'));
    measure("dataset: search", Key.of('9'), ERASE);
    go(ESCAPE, ENTER);
    measure("dataset: picture", DOWN, UP);
  }

  private void go(Key... keys) throws IOException, InterruptedException {
    for (Key key : keys) {
      walk.press(key);
    }
  }

  private void measure(String title, Key... keys) throws IOException, InterruptedException {
    double[] millis = new double[TURNS - TURNS % keys.length];
    for (int turn = 0; turn < millis.length; turn++) {
      long began = THREADS.getCurrentThreadCpuTime();
      App.Step step = walk.app().press(keys[turn % keys.length]);
      Canvas canvas = terminal.canvas();
      step.app().paint(canvas);
      terminal.show(canvas);
      millis[turn] = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
      // pictures are read; a check or a look would only take its time
      walk.take(turn < 2 * keys.length ? step : new App.Step(step.app(), List.of()));
    }
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.2f |%n",
        title,
        first,
        millis[millis.length / 2],
        millis[millis.length * 95 / 100],
        millis[millis.length - 1]);
  }
}
