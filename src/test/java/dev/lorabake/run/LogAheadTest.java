package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAheadTest {
  @TempDir Path folder = Path.of("");

  private static List<RunEvent> ahead(RunDirectory run, Optional<RunEvent.Step> told)
      throws IOException {
    List<RunEvent> events = new ArrayList<>();
    LogAhead.give(run, told, events::add);
    return events;
  }

  private static Optional<RunEvent.Step> step(List<RunEvent> events, long wanted) {
    return events.stream()
        .filter(RunEvent.Step.class::isInstance)
        .map(RunEvent.Step.class::cast)
        .filter(step -> step.step() == wanted)
        .findFirst();
  }

  @Test
  void givesWhatLiesBehindTheLastStepThatWasTold() throws IOException {
    RunDirectory run =
        RunDirectory.create(folder.resolve("runs"), "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    StringBuilder log = new StringBuilder("running training / 学習開始\n");
    for (int step = 1; step <= 6; step++) {
      log.append("\rsteps:  10%|█         | ")
          .append(step)
          .append("/10 [00:01<00:09,  1.00s/it, avr_loss=0.1]\nsaving checkpoint: cat-")
          .append(step)
          .append('\n');
    }
    Files.writeString(run.file(RunDirectory.TRAINER_LOG), log);
    List<RunEvent> all = ahead(run, Optional.empty());
    assertTrue(all.size() > 6, all.toString());
    for (long told = 1; told <= 6; told++) {
      RunEvent.Step last = step(all, told).orElseThrow();
      List<RunEvent> behind = all.subList(all.indexOf(last) + 1, all.size());
      assertEquals(behind, ahead(run, Optional.of(last)), "told up to " + told);
    }
  }
}
