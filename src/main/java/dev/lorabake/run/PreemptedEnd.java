package dev.lorabake.run;

import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.run.PreemptionNotice.Ending;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended whose machine was to be taken away, by what keeper and supervisor wrote down.
 *
 * @param again whether a second signal asked for the end at once
 * @param byKeeper whether the keeper ended it
 */
record PreemptedEnd(PreemptionNotice notice, boolean again, boolean byKeeper) {
  /** Of every reason that is told here. */
  static final String BEGINNING = "it was preempted (";

  /** {@code null} where nobody was told that the machine is taken away. */
  static @Nullable PreemptedEnd of(KeeperExit exit, @Nullable PreemptionNotice wish) {
    KeeperExit.Preempted told = exit.preempted();
    if (told == null) {
      return wish == null ? null : new PreemptedEnd(wish, false, false);
    }
    PreemptionNotice notice =
        wish == null ? new PreemptionNotice(told.signal(), told.grace(), "", 0, null) : wish;
    return new PreemptedEnd(notice, told.again(), told.ended());
  }

  /**
   * Whether the trainer came to an end of its own in that time: a failure that would have come
   * anywhere. What a signal ended was ended by the machine, which may signal every process.
   *
   * @param failure the last one in the log; a launcher's only tells of the trainer's end
   */
  boolean endedByItself(KeeperExit exit, Optional<Failure> failure) {
    Integer code = exit.code();
    return notice.ending() == null
        && !byKeeper
        && code != null
        && (code == 0
            || failure.filter(told -> !JournalFacts.LAUNCHER.equals(told.source())).isPresent());
  }

  String reason() {
    Ending ending = notice.ending();
    String how;
    if (ending == Ending.SAVED) {
      how = "stopped at a save";
    } else if (again) {
      how = "ended at the second signal";
    } else if (ending == Ending.NONE_FITS) {
      how = "ended at once, since no save could come in that time,";
    } else if (ending == Ending.TIME_UP || byKeeper) {
      how = "no save came in that time: ended";
    } else {
      how = "ended";
    }
    return BEGINNING + notice.inWords() + ") and " + how;
  }
}
