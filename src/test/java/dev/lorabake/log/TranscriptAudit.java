package dev.lorabake.log;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Phase;
import dev.lorabake.event.RunEvent.Sample;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Summary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds each thing that is known of a run from elsewhere against its events. */
final class TranscriptAudit {
  private final Transcript transcript;
  private final List<RunEvent> events;
  private final List<String> wrong = new ArrayList<>();
  private int total;

  TranscriptAudit(Transcript transcript) {
    this.transcript = transcript;
    this.events = transcript.events();
    totals();
    steps();
    files();
    each("sample", this::isSampled);
    end();
    for (String untold : transcript.told("untold")) {
      check(untold, false);
    }
  }

  /** How many things are known. */
  int total() {
    return total;
  }

  /** Those that the events do not tell, or tell otherwise. */
  List<String> wrong() {
    return wrong;
  }

  private void totals() {
    Summary summary = first(Summary.class);
    number("total", summary, Summary::totalSteps);
    number("epochs", summary, Summary::epochs);
    number("batches", summary, Summary::batchesPerEpoch);
    number("images", summary, Summary::trainImages);
    number("reg", summary, Summary::regImages);
    number("validation", summary, Summary::validationImages);
    List<String> buckets =
        all(RunEvent.Bucket.class).stream()
            .map(bucket -> bucket.width() + "x" + bucket.height() + " " + bucket.count())
            .toList();
    each("bucket", buckets::contains);
  }

  /** Totals that are known without a line for them: a run that died before it printed any. */
  private void number(
      String key, @Nullable Summary summary, Function<Summary, @Nullable Long> field) {
    for (String told : transcript.told(key)) {
      if (summary != null) {
        check(key, Long.valueOf(told).equals(field.apply(summary)));
      }
    }
  }

  private void steps() {
    List<Step> steps = all(Step.class);
    each("steps", told -> steps.size() == Integer.parseInt(told));
    each("bar", told -> told.equals(steps.getLast().step() + "/" + steps.getLast().total()));
    each("loss", told -> isPrinted(told, steps.getLast().avrLoss()));
    each(
        "average",
        told -> {
          int blank = told.indexOf(' ');
          long number = Long.parseLong(told.substring(0, blank));
          return steps.stream()
              .filter(step -> step.step() == number)
              .allMatch(step -> isPrinted(told.substring(blank + 1), step.avrLoss()));
        });
  }

  private static boolean isPrinted(String number, @Nullable Double printed) {
    if (number.equals("nan")) {
      return printed == null;
    }
    MathContext threeDigits = new MathContext(3, RoundingMode.HALF_EVEN);
    return printed != null
        && printed.equals(new BigDecimal(number).round(threeDigits).doubleValue());
  }

  private void files() {
    each("checkpoint", told -> has(told, CheckpointKind.WEIGHTS, CheckpointStage.BEGUN));
    each("state", told -> has(told, CheckpointKind.STATE, CheckpointStage.WRITTEN));
    each(
        "removed",
        told ->
            has(told, CheckpointKind.WEIGHTS, CheckpointStage.REMOVED)
                || has(told, CheckpointKind.STATE, CheckpointStage.REMOVED));
    each("at", this::isSavedThen);
  }

  private boolean has(String name, CheckpointKind kind, CheckpointStage stage) {
    return all(Checkpoint.class).stream()
        .anyMatch(file ->
            file.kind() == kind && file.stage() == stage && file.file().endsWith("/" + name));
  }

  /** {@code NAME STEP EPOCH}; {@code -} where a name with a step has no epoch. */
  private boolean isSavedThen(String told) {
    String[] words = told.split(" ", -1);
    return all(Checkpoint.class).stream()
        .filter(file -> file.stage() == CheckpointStage.BEGUN)
        .filter(file -> file.file().endsWith("/" + words[0]))
        .anyMatch(file ->
            Long.valueOf(words[1]).equals(file.step())
                && (words[2].equals("-") || Long.valueOf(words[2]).equals(file.epoch())));
  }

  private boolean isSampled(String told) {
    Long number = Long.valueOf(told.substring(told.indexOf(' ') + 1));
    boolean ofStep = told.startsWith("step") || number == 0;
    return all(Sample.class).stream()
        .anyMatch(sample -> number.equals(ofStep ? sample.step() : sample.epoch()));
  }

  private void end() {
    each("phase", told -> told.equals(ofWhole(phaseAtTheEnd())));
    List<Failure> failures = all(Failure.class);
    each("exit", told -> failures.stream().anyMatch(failure -> failure.text().contains(told)));
  }

  /** Image sizes, captions and buckets are all of the data set. */
  private static String ofWhole(PhaseName phase) {
    return switch (phase) {
      case IMAGE_SIZES, CAPTIONS, BUCKETS -> PhaseName.DATASET.id();
      default -> phase.id();
    };
  }

  /** The phase in which the trainer reported its error, or the last one. */
  private PhaseName phaseAtTheEnd() {
    PhaseName phase = PhaseName.IMPORTS;
    for (RunEvent event : events) {
      if (event instanceof Failure) {
        return phase;
      }
      if (event instanceof Phase entered) {
        phase = entered.name();
      }
    }
    return phase;
  }

  private void each(String key, Function<String, Boolean> isRight) {
    for (String told : transcript.told(key)) {
      check(key + " " + told, isRight.apply(told));
    }
  }

  private void check(String what, boolean right) {
    total++;
    if (!right) {
      wrong.add(what);
    }
  }

  private <E extends RunEvent> @Nullable E first(Class<E> kind) {
    List<E> found = all(kind);
    return found.isEmpty() ? null : found.getFirst();
  }

  private <E extends RunEvent> List<E> all(Class<E> kind) {
    List<E> found = new ArrayList<>();
    for (RunEvent event : events) {
      if (kind.isInstance(event)) {
        found.add(Objects.requireNonNull(kind.cast(event)));
      }
    }
    return found;
  }
}
