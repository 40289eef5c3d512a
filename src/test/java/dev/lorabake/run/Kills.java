package dev.lorabake.run;

import java.util.List;
import java.util.stream.LongStream;

/** How many random moments each kind of kill is tried at: {@code -Dlorabake.kills=50} for all. */
public final class Kills {
  private static final long KILLS = Long.getLong("lorabake.kills", 0);

  private Kills() {}

  /** The seeds of the moments: a few in the ordinary suite, others with each number asked for. */
  public static List<Long> seeds(long ordinarily) {
    long first = Long.getLong("lorabake.kills.first", 1);
    return LongStream.range(first, first + (KILLS == 0 ? ordinarily : KILLS)).boxed().toList();
  }
}
