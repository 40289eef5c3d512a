package dev.lorabake.tui.training;

import dev.lorabake.run.LogRows;
import dev.lorabake.run.LogTail;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads the last rows of a run's log, as a terminal would have left them, and on as it grows. */
record FollowLog(RunDirectory run, Leave leave) implements Effect {
  /** Rows that are kept at hand; {@code lorabake logs} shows all of them. */
  private static final int ROWS = 2000;

  private static final long LOOK_EVERY_MILLIS = 250;

  /** The rows, the newest last. */
  record Rows(RunDirectory run, List<String> rows) implements Msg {}

  /** Ends the reading. */
  static final class Leave implements Effect {
    private volatile boolean left;

    @Override
    public void perform(World world, Consumer<Msg> tell) {
      left = true;
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    Optional<LogTail> tail = LogTail.open(run);
    while (tail.isEmpty() && !leave.left) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      tail = LogTail.open(run);
    }
    if (tail.isPresent()) {
      try (LogTail log = tail.get()) {
        log.toLast(ROWS);
        follow(log, tell);
      }
    }
  }

  private void follow(LogTail log, Consumer<Msg> tell) throws IOException, InterruptedException {
    Deque<String> last = new ArrayDeque<>();
    LogRows reader =
        new LogRows(row -> {
          last.addLast(row);
          if (last.size() > ROWS) {
            last.removeFirst();
          }
        });
    while (!leave.left) {
      boolean grown = false;
      while (!leave.left && log.next(reader::feed)) {
        grown = true;
      }
      if (grown) {
        List<String> rows = new ArrayList<>(last);
        if (!reader.open().isEmpty()) {
          rows.add(reader.open());
        }
        tell.accept(new Rows(run, List.copyOf(rows)));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
