package dev.lorabake.log;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows one kind of message. Which one does not depend on what came before; what it means may. */
sealed interface Recogniser
    permits BucketLine,
        DatasetLine,
        EpochLine,
        ForeignLogLine,
        KilledLine,
        SampleLine,
        StateLine,
        SummaryLine,
        WeightsLine {

  /** All of them, in the order in which they are asked. */
  List<Recogniser> ALL =
      List.of(
          new EpochLine(),
          new WeightsLine(),
          new StateLine(),
          new SampleLine(),
          new BucketLine(),
          new DatasetLine(),
          new SummaryLine(),
          new ForeignLogLine(),
          new KilledLine());

  /** What the message does, or {@code null} where it is of another kind. */
  @Nullable Consumer<LogState> match(Message message);

  /** What the first recogniser that knows the message makes of it, or {@code null}. */
  static @Nullable Consumer<LogState> first(Message message) {
    // an iterator a line would be most of what a line without meaning costs
    for (int i = 0; i < ALL.size(); i++) {
      Consumer<LogState> action = ALL.get(i).match(message);
      if (action != null) {
        return action;
      }
    }
    return null;
  }
}
