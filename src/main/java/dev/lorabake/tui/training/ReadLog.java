package dev.lorabake.tui.training;

import dev.lorabake.run.LogRows;
import dev.lorabake.run.LogTail;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the last rows of a run's log, as a terminal would have left them. */
record ReadLog(RunDirectory run) implements Effect {
  /** Rows that are kept at hand; {@code lorabake logs} shows all of them. */
  static final int ROWS = 2000;

  /** The rows, the newest last. */
  record Rows(List<String> rows) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    List<String> rows = new ArrayList<>();
    Optional<LogTail> tail = LogTail.open(run);
    if (tail.isPresent()) {
      try (LogTail log = tail.get()) {
        log.toLast(ROWS);
        LogRows reader = new LogRows(rows::add);
        boolean more = true;
        while (more) {
          more = log.next(reader::feed);
        }
        reader.finish();
      }
    }
    tell.accept(new Rows(List.copyOf(rows.subList(Math.max(0, rows.size() - ROWS), rows.size()))));
  }
}
