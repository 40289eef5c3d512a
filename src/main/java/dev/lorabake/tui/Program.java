package dev.lorabake.tui;

import dev.lorabake.tui.paint.Canvas;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The loop: takes what came, as much as there is, makes the next state of it, and paints once. A
 * chatty log therefore costs updates, never paints; what a person does is painted at once.
 */
public final class Program {
  /** Between two {@link Msg.Tick}. */
  static final Duration TICK = Duration.ofMillis(250);

  /** Between two paints of what nobody asked for: 25 a second are a film already. */
  private static final long PAINT_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** No more messages than this between two paints, so that a flood does not freeze the screen. */
  private static final int MOST_AT_ONCE = 4096;

  private final Terminal terminal;
  private final World world;
  private final Faults faults;
  private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
  private final ExecutorService effects = Executors.newVirtualThreadPerTaskExecutor();
  private App app;
  private @Nullable Canvas shown;

  public Program(Terminal terminal, World world, Faults faults, Screen first) {
    this.terminal = terminal;
    this.world = world;
    this.faults = faults;
    app = App.of(first);
  }

  /** Runs until the user leaves or the terminal is gone. */
  public void run() throws IOException, InterruptedException {
    terminal.listen(queue::add);
    app.screens().getLast().opening().forEach(this::start);
    try {
      paint();
      long painted = System.nanoTime();
      boolean due = false;
      while (!app.isOver()) {
        long wait = due ? PAINT_NANOS - (System.nanoTime() - painted) : TICK.toNanos();
        Object first = queue.poll(wait, TimeUnit.NANOSECONDS);
        List<Object> batch = new ArrayList<>();
        if (first != null) {
          batch.add(first);
        } else if (!due) {
          batch.add(new Msg.Tick(System.nanoTime()));
        }
        queue.drainTo(batch, MOST_AT_ONCE);
        for (Object message : batch) {
          takeOrTell(message);
        }
        boolean asked = batch.stream().anyMatch(Terminal.Input.class::isInstance);
        due |= !batch.isEmpty();
        if (due && !app.isOver() && (asked || System.nanoTime() - painted >= PAINT_NANOS)) {
          paint();
          painted = System.nanoTime();
          due = false;
        }
      }
    } finally {
      effects.shutdownNow();
    }
  }

  /** A message that a screen stumbles over leaves everything as it was, and is told. */
  private void takeOrTell(Object message) throws IOException, InterruptedException {
    App before = app;
    try {
      take(message);
    } catch (RuntimeException | StackOverflowError e) {
      Faults.Told told = faults.of(e);
      app = before.update(new Msg.Failed(told.message(), told.help())).app();
    }
  }

  private void take(Object message) throws IOException, InterruptedException {
    switch (message) {
      case Terminal.Input.Pressed pressed -> press(pressed.key());
      case Terminal.Input.Pasted pasted -> apply(app.paste(pasted.text()));
      case Terminal.Input.Clicked click -> {
        Optional<Object> what =
            shown == null ? Optional.empty() : shown.at(click.column(), click.row());
        if (what.isPresent() && what.get() instanceof Msg msg) {
          apply(app.update(msg));
        }
      }
      case Terminal.Input.Wheeled wheel -> apply(app.update(new Msg.Scrolled(wheel.lines())));
      case Terminal.Input.Resized _ -> {}
      case Terminal.Input.Closed _ ->
          apply(new App.Step(new App(List.of(), App.NO_HELP, null), List.of()));
      case Msg msg -> apply(app.update(msg));
      default -> throw new IllegalStateException("no message: " + message);
    }
  }

  private void press(Key key) throws IOException, InterruptedException {
    if (key.equals(Key.ctrl('z'))) {
      terminal.suspend();
    } else if (key.equals(Key.ctrl('c'))) {
      apply(app.press(Key.of(Key.Name.ESCAPE)));
    } else {
      apply(app.press(key));
    }
  }

  private void apply(App.Step step) {
    app = step.app();
    step.effects().forEach(this::start);
  }

  private void start(Effect effect) {
    effects.execute(() -> {
      try {
        effect.perform(world, queue::add);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception | Error e) { // whatever it is, somebody waits for an answer
        Faults.Told told = faults.of(e);
        queue.add(effect.failed(told.message(), told.help()));
      }
    });
  }

  private void paint() throws IOException {
    Canvas canvas = terminal.canvas();
    try {
      app.paint(canvas);
    } catch (RuntimeException | StackOverflowError e) {
      canvas = terminal.canvas();
      BrokenPage.paint(canvas, faults.of(e));
    }
    terminal.show(canvas);
    shown = canvas;
  }
}
