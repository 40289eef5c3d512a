package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Warning;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tracebacks of several processes, whose lines torch marks with {@code [rank0]: } and
 * mixes. What all of them say alike is told once.
 */
final class Tracebacks {
  private static final int MOST_RANKS = 64;

  private final LogState state;
  private final Map<String, TracebackReader> byRank = new LinkedHashMap<>();
  private final TracebackReader unmarked;
  private @Nullable Failure lastOfRank;

  Tracebacks(LogState state) {
    this.state = state;
    this.unmarked = new TracebackReader(new OfRank("", this::tell));
    byRank.put("", unmarked);
  }

  /** {@code "[rank0]: "} where the line begins with it, else an empty string. */
  static String rankOf(String line) {
    if (!line.startsWith("[rank")) {
      return "";
    }
    int end = line.indexOf("]:");
    if (end < 0 || Numbers.whole(line, "[rank".length(), end) == null) {
      return "";
    }
    int behind = end + 2;
    return line.substring(
        0, behind < line.length() && line.charAt(behind) == ' ' ? behind + 1 : behind);
  }

  boolean take(String rank, String line) {
    return of(rank).take(line);
  }

  boolean absorb(String rank, String line) {
    return of(rank).absorb(line);
  }

  void blank() {
    unmarked.blank();
  }

  /** Something else was printed: a message that could have gone on is over. */
  void endMessages() {
    if (byRank.size() == 1) {
      unmarked.endMessage();
    } else {
      byRank.values().forEach(TracebackReader::endMessage);
    }
  }

  void finish() {
    byRank.values().forEach(TracebackReader::finish);
  }

  private TracebackReader of(String rank) {
    if (rank.isEmpty() || byRank.size() > MOST_RANKS) {
      return unmarked;
    }
    return byRank.computeIfAbsent(
        rank, _ -> new TracebackReader(new OfRank(rank, this::tellOfRank)));
  }

  /** What one reader tells, with what stands before its lines. */
  private final class OfRank implements TracebackReader.Sink {
    private final String rank;
    private final BiConsumer<Failure, Boolean> failures;

    OfRank(String rank, BiConsumer<Failure, Boolean> failures) {
      this.rank = rank;
      this.failures = failures;
    }

    @Override
    public void tell(Failure failure, boolean ignored) {
      failures.accept(failure, ignored);
    }

    @Override
    public void clue(Clue clue) {
      state.clue(clue);
    }

    @Override
    public Clue.Line here(String text) {
      return state.here(rank, text);
    }
  }

  private void tell(Failure failure, boolean ignored) {
    if (ignored) {
      String type = failure.exception();
      String text = type == null ? failure.text() : type + ": " + failure.text();
      state.emit(new Warning(text, failure.source()));
    } else {
      state.failure(failure);
    }
  }

  private void tellOfRank(Failure failure, boolean ignored) {
    if (!failure.equals(lastOfRank)) {
      lastOfRank = failure;
      tell(failure, ignored);
    }
  }
}
