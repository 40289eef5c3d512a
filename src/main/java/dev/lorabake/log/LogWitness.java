package dev.lorabake.log;

import dev.lorabake.event.RunEvent;

/** Learns, while a log is read, what stands in it beside its events, in the order of the log. */
public interface LogWitness {
  /** For who wants the events only. */
  LogWitness NONE =
      new LogWitness() {
        @Override
        public void event(RunEvent event) {}

        @Override
        public void clue(Clue clue) {}

        @Override
        public void begin() {}
      };

  /** An event, before it is returned by the parser. */
  void event(RunEvent event);

  void clue(Clue clue);

  /** A trainer begins, or one more of those that train together. */
  void begin();
}
