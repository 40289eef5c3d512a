package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run's log holds beyond its journal while nobody writes that, for who only wants to know
 * how far it is. Nothing is written: who supervises it later tells it all.
 */
final class LogAhead {
  private LogAhead() {}

  /**
   * The events behind the last step that was told; all of them where none was.
   *
   * @param told the journal's last step
   */
  static List<RunEvent> of(RunDirectory run, Optional<Step> told) throws IOException {
    long last = told.map(Step::step).orElse(0L);
    List<RunEvent> ahead = new ArrayList<>();
    try (TrainerLog log = new TrainerLog(run.file(RunDirectory.TRAINER_LOG), 0)) {
      for (List<RunEvent> events = log.next(); events != null; events = log.next()) {
        for (RunEvent event : events) {
          ahead.add(event);
          if (last > 0 && event instanceof Step step && step.step() <= last) {
            ahead.clear();
          }
        }
      }
    }
    return ahead;
  }
}
