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
    List<RunEvent> ahead = new ArrayList<>();
    try (TrainerLog log = new TrainerLog(run.file(RunDirectory.TRAINER_LOG), 0)) {
      for (List<RunEvent> events = log.next(); events != null; events = log.next()) {
        ahead.addAll(events);
      }
      ahead.addAll(log.finish()); // tqdm writes a bar whole, and nothing is kept of it here
    }
    long last = told.map(Step::step).orElse(0L);
    for (int i = ahead.size() - 1; i >= 0; i--) {
      if (ahead.get(i) instanceof Step step && step.step() <= last) {
        return ahead.subList(i + 1, ahead.size());
      }
    }
    return ahead;
  }
}
