package dev.lorabake.log;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Bucket;
import dev.lorabake.event.RunEvent.Epoch;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of the run so far, as far as a later line means something else without it. */
final class LogState {
  /** More buckets than upstream can make; a bound for a log that is none. */
  private static final int MOST_BUCKETS = 10_000;

  private List<RunEvent> events = new ArrayList<>();
  private final PhaseTracker phases = new PhaseTracker(this::emit, this::restart);
  private final StepTracker steps = new StepTracker(this::emit);
  private final ValidationTracker validations = new ValidationTracker(this::emit);
  private final RunTotals totals = new RunTotals();
  private final Set<Bucket> buckets = new HashSet<>();
  private @Nullable Long epoch;

  /** What upstream's own count, which its file names hold, is ahead of the bar's. */
  private long skipped;

  private int dataset;
  private boolean validationDataset;
  private boolean failed;
  private final LogWitness witness;
  private long number;
  private String lead = "";
  private boolean firstBarTold;
  private Clue.@Nullable Line begunBar;
  private boolean notFiniteTold;

  LogState(LogWitness witness) {
    this.witness = witness;
  }

  /** Where the line stands that comes now. */
  void at(long number, String lead) {
    this.number = number;
    this.lead = lead;
  }

  /** A text of the line that was announced last. */
  Clue.Line here(String rank, String text) {
    return new Clue.Line(number, lead + rank, text);
  }

  void clue(Clue clue) {
    witness.clue(clue);
  }

  /** A text of the line that was announced last is a clue, where anybody wants it. */
  void clue(Clue.Kind kind, String rank, String text) {
    if (!witness.equals(LogWitness.NONE)) {
      clue(Clue.of(kind, here(rank, text)));
    }
  }

  /** A bar is a clue where it is the first that shows none done, or a loss that is no number. */
  void clue(Bar bar, Supplier<String> text) {
    boolean first = bar.kind() == BarKind.STEPS && bar.done() == 0 && !firstBarTold;
    boolean odd = bar.hasLoss() && !Double.isFinite(bar.loss()) && !notFiniteTold;
    firstBarTold |= first;
    notFiniteTold |= odd;
    begunBar = bar.done() == 0 && bar.total() > 0 ? here("", text.get()) : null;
    if (first || odd) {
      clue(Clue.of(Clue.Kind.BAR, here("", text.get())));
    }
  }

  /** Something was printed behind a bar. */
  void printed() {
    begunBar = null;
  }

  /** A trainer begins: maybe another process of the same run. */
  void begin() {
    witness.begin();
  }

  /** How many events wait to be taken. */
  int waiting() {
    return events.size();
  }

  /** The events told since there were so many. */
  List<RunEvent> since(int waiting) {
    return events.subList(waiting, events.size());
  }

  void emit(RunEvent event) {
    events.add(event);
    witness.event(event);
  }

  List<RunEvent> take() {
    if (events.isEmpty()) {
      return List.of();
    }
    List<RunEvent> taken = events;
    events = new ArrayList<>();
    return taken;
  }

  PhaseTracker phases() {
    return phases;
  }

  /** A line said that a part of the work begins. */
  void enter(PhaseName phase) {
    if (phase == PhaseName.SAVING) {
      steps.saving();
    }
    phases.enter(phase);
  }

  void step(Bar bar) {
    validations.end();
    Long inAll = totals.steps();
    // a resume's line names all steps to skip; those of whole epochs are in neither count
    skipped = inAll == null ? 0 : Math.max(0, inAll - bar.total());
    // a bar that dies with an exception is printed once more
    if (bar.done() > steps.last() || (!failed && bar.done() > 0)) {
      phases.enter(PhaseName.TRAINING);
    }
    steps.read(bar, epoch, totals.accumulation());
  }

  /** Takes a bar of a validation and says whether it is one of the pass that runs. */
  boolean validation(Bar bar) {
    return validations.read(bar, steps.last() + skipped, epoch);
  }

  /** A line or record came: whatever was complete without saying so is over. */
  void otherPrint() {
    validations.otherPrint();
  }

  void epoch(long number, long total) {
    steps.flush();
    epoch = number;
    emit(new Epoch(number, total));
  }

  void total(RunTotals.Field field, String value) {
    totals.put(field, value);
    if (field == RunTotals.Field.TOTAL_STEPS) {
      emit(totals.summary());
    }
  }

  void preparing(int index, boolean validation) {
    dataset = index;
    validationDataset = validation;
  }

  /** Every process prints the buckets; validation data is not trained on. */
  void bucket(int width, int height, long count) {
    Bucket bucket = new Bucket(dataset, width, height, count);
    if (!validationDataset && buckets.size() < MOST_BUCKETS && buckets.add(bucket)) {
      emit(bucket);
    }
  }

  void sample(@Nullable Long step) {
    emit(new Sample(step, epoch, null));
  }

  void checkpoint(String file, CheckpointKind kind, CheckpointStage stage) {
    CheckpointName name = CheckpointName.of(file);
    Long now = epoch;
    Long step = name.step();
    Long ofEpoch = name.epoch();
    boolean current = stage != CheckpointStage.REMOVED;
    if (current && ofEpoch != null && now != null && !ofEpoch.equals(now)) {
      // the user's own name ends like an epoch's number
      ofEpoch = null;
    }
    if (current && step == null && steps.last() > 0) {
      step = steps.last() + skipped;
      ofEpoch = ofEpoch == null ? now : ofEpoch;
    }
    emit(new RunEvent.Checkpoint(file, kind, stage, ofEpoch, step, null, null));
  }

  /** The trainer itself died of something; the launcher's report of it is not meant. */
  void failure(Failure failure) {
    failed |= !"launcher".equals(failure.source());
    emit(failure);
  }

  void finish() {
    if (begunBar != null) {
      clue(Clue.of(Clue.Kind.BAR, begunBar));
    }
    validations.otherPrint();
    steps.flush();
  }

  private void restart() {
    validations.end();
    steps.restart();
    totals.clear();
    buckets.clear();
    epoch = null;
    skipped = 0;
    failed = false;
    firstBarTold = false;
    notFiniteTold = false;
  }
}
