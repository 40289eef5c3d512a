package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Bucket;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.event.RunEvent.Epoch;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Summary;
import dev.lorabake.event.RunEvent.Unrecognized;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each transcript's events against what is known of the run from elsewhere. */
class TranscriptTruthTest {
  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void everyLineIsUnderstood(Transcript transcript) {
    assertEquals(List.of(), all(transcript, Unrecognized.class));
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void everyStepIsToldOnceAndInOrder(Transcript transcript) {
    List<Long> steps = all(transcript, Step.class).stream().map(Step::step).toList();
    long last = Long.parseLong(transcript.told("steps").getFirst());
    assertEquals(LongStream.rangeClosed(1, last).boxed().toList(), steps);
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void theLastStepHasTheLastBarsCountAndLoss(Transcript transcript) {
    List<Step> steps = all(transcript, Step.class);
    Step last = steps.isEmpty() ? null : steps.getLast();
    for (String bar : transcript.told("bar")) {
      assertNotNull(last);
      assertEquals(bar, last.step() + "/" + last.total());
    }
    for (String loss : transcript.told("loss")) {
      assertNotNull(last);
      assertEquals(!"nan".equals(loss), last.lossFinite());
      assertEquals("nan".equals(loss) ? null : Double.valueOf(loss), last.avrLoss());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void theSummaryHoldsTheTotals(Transcript transcript) {
    List<Summary> summaries = all(transcript, Summary.class);
    assertTrue(summaries.size() <= 1);
    assertFalse(summaries.isEmpty() && !all(transcript, Step.class).isEmpty());
    for (Summary summary : summaries) {
      assertTold(transcript, "total", summary.totalSteps());
      assertTold(transcript, "epochs", summary.epochs());
      assertTold(transcript, "batches", summary.batchesPerEpoch());
      assertTold(transcript, "images", summary.trainImages());
      assertTold(transcript, "reg", summary.regImages());
      assertTold(transcript, "validation", summary.validationImages());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void theEpochsCountUp(Transcript transcript) {
    List<Epoch> epochs = all(transcript, Epoch.class);
    // a resumed run begins in a later one
    long first = transcript.told("first_epoch").stream().mapToLong(Long::parseLong).sum();
    long before = Math.max(0, first - 1);
    for (int i = 0; i < epochs.size(); i++) {
      assertEquals(before + i + 1, epochs.get(i).epoch());
    }
    if (!transcript.told("loss").isEmpty() && transcript.told("error").isEmpty()) {
      assertTold(transcript, "epochs", before + epochs.size());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void theBucketsAreThoseOfTheMetadata(Transcript transcript) {
    List<String> told = transcript.told("bucket");
    List<String> read =
        all(transcript, Bucket.class).stream()
            .map(bucket -> bucket.width() + "x" + bucket.height() + " " + bucket.count())
            .toList();
    if (!told.isEmpty()) {
      assertEquals(told, read);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void theFilesThatAreLeftAreThoseBegunAndNotRemoved(Transcript transcript) {
    List<RunEvent> events = transcript.events();
    Set<String> weights = left(events, CheckpointKind.WEIGHTS, CheckpointStage.BEGUN);
    if (transcript.name().equals("15-disk-full")) {
      // announced, then the disk was full
      assertTrue(weights.remove("sks_cat-000002.safetensors"));
    }
    assertEquals(new TreeSet<>(transcript.told("checkpoint")), weights);
    Set<String> states = new TreeSet<>(transcript.told("state"));
    assertEquals(states, left(events, CheckpointKind.STATE, CheckpointStage.BEGUN));
    assertEquals(states, left(events, CheckpointKind.STATE, CheckpointStage.WRITTEN));
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void theErrorIsTheTrainersOwn(Transcript transcript) {
    List<Failure> failures = all(transcript, Failure.class);
    List<Failure> trainers =
        failures.stream().filter(failure -> !"launcher".equals(failure.source())).toList();
    String kind = transcript.told("error").isEmpty() ? "none" : transcript.told("error").getFirst();
    String message = transcript.told("message").stream().findFirst().orElse("");
    switch (kind) {
      case "none", "none (silent)" -> assertEquals(List.of(), failures);
      case "none (ERROR record)" -> {
        assertEquals(1, failures.size());
        assertTrue(failures.getFirst().text().startsWith(message));
      }
      case "none (only the launcher's CalledProcessError)" -> {
        assertEquals(List.of(), trainers);
        assertEquals(message, failures.getFirst().text());
      }
      case "argparse" -> {
        Failure failure = trainers.getFirst();
        assertEquals(message, failure.source() + ": error: " + failure.text());
      }
      case "KeyboardInterrupt (of the launcher only)" -> {
        assertEquals(List.of(), trainers);
        assertEquals("KeyboardInterrupt", failures.getFirst().exception());
      }
      default -> {
        // 16b: the launcher itself refuses its flags, no trainer was started
        Failure failure = trainers.isEmpty() ? failures.getFirst() : trainers.getLast();
        assertEquals(kind, failure.exception());
        assertTrue(failure.text().startsWith(message), failure.text());
      }
    }
  }

  private static Set<String> left(
      List<RunEvent> events, CheckpointKind kind, CheckpointStage stage) {
    Set<String> names = new TreeSet<>();
    for (RunEvent event : events) {
      if (event instanceof Checkpoint checkpoint && checkpoint.kind() == kind) {
        String name = checkpoint.file().substring(checkpoint.file().lastIndexOf('/') + 1);
        if (checkpoint.stage() == stage) {
          names.add(name);
        } else if (checkpoint.removed()) {
          names.remove(name);
        }
      }
    }
    return names;
  }

  private static void assertTold(Transcript transcript, String key, @Nullable Long value) {
    for (String told : transcript.told(key)) {
      assertEquals(Long.valueOf(told), value, key);
    }
  }

  private static <E extends RunEvent> List<E> all(Transcript transcript, Class<E> kind) {
    List<E> found = new ArrayList<>();
    for (RunEvent event : transcript.events()) {
      if (kind.isInstance(event)) {
        found.add(kind.cast(event));
      }
    }
    return found;
  }
}
