package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run's log holds beyond its journal while nobody writes that, for who only wants to know
 * how far it is. Nothing is written: who supervises it later tells it all.
 */
final class LogAhead {
  private LogAhead() {}

  /**
   * Gives the events behind the last step that was told; all of them where none was. Of a log of
   * any length little is kept: what lies between two steps, until it is known whether it was told.
   *
   * @param told the journal's last step
   */
  static void give(RunDirectory run, Optional<Step> told, Consumer<RunEvent> taker)
      throws IOException {
    long last = told.map(Step::step).orElse(0L);
    List<RunEvent> open = new ArrayList<>();
    boolean[] behind = {last == 0};
    Consumer<RunEvent> each =
        event -> {
          if (event instanceof Step step && step.step() <= last) {
            open.clear();
          } else if (behind[0]) {
            taker.accept(event);
          } else {
            open.add(event);
            if (event instanceof Step) { // steps only grow
              behind[0] = true;
              open.forEach(taker);
              open.clear();
            }
          }
        };
    try (TrainerLog log = new TrainerLog(run.file(RunDirectory.TRAINER_LOG), 0)) {
      for (List<RunEvent> events = log.next(); events != null; events = log.next()) {
        events.forEach(each);
      }
      log.finish().forEach(each); // tqdm writes a bar whole, and nothing is kept of it here
    }
    open.forEach(taker);
  }
}
