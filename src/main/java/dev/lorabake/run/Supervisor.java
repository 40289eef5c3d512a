package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Exit;
import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.log.diagnosis.ProcessEnd;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.LockFile;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.process.ProcessTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches one run: turns its log into the journal, reads its checkpoints, and says how it ended. It
 * owns nothing of the trainer. When it dies, whoever attaches next goes on where the journal ends:
 * no event lost, none twice.
 */
public final class Supervisor implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final long SECOND = 1_000_000_000;

  private final RunDirectory run;
  private final Surroundings surroundings;
  private final LockFile lock;
  private final JournalFacts facts;
  private final Journal journal;
  private final TrainerLog log;
  private final Expectation expected;
  private final Watches watches;
  private final DueStop stop;
  private final TelemetryLog telemetry;
  private final MemoryPeak.Samples gpuSamples = new MemoryPeak.Samples();
  private volatile boolean detached;

  private long lastSlowLook;

  private Supervisor(
      RunDirectory run,
      Surroundings surroundings,
      LockFile lock,
      JournalFacts facts,
      Journal journal,
      Expectation expected,
      Watches watches) {
    this.run = run;
    this.surroundings = surroundings;
    this.lock = lock;
    this.facts = facts;
    this.journal = journal;
    this.expected = expected;
    this.watches = watches;
    this.stop = new DueStop(expected, watches.next());
    this.log = new TrainerLog(run.file(RunDirectory.TRAINER_LOG), facts.fromLog());
    this.telemetry =
        new TelemetryLog(run.file(RunDirectory.TELEMETRY), facts.fromTelemetry(), gpuSamples::add);
    this.lastSlowLook = surroundings.pacer().nanos() - SECOND;
  }

  /**
   * Becomes the supervisor of a run that was started, or has ended, under whatever supervisor.
   *
   * @param earlier is given what the journal holds already
   * @return empty when somebody else is; then {@link JournalReader} shows what is going on
   */
  public static Optional<Supervisor> attach(
      RunDirectory run, Surroundings surroundings, Consumer<JournalEntry> earlier)
      throws IOException {
    return attach(run, surroundings, earlier, Journal::file);
  }

  /** How a journal's file is opened; a disk that fails is put here by tests. */
  interface JournalFile {
    FileChannel open(Path file) throws IOException;
  }

  static Optional<Supervisor> attach(
      RunDirectory run, Surroundings surroundings, Consumer<JournalEntry> earlier, JournalFile disk)
      throws IOException {
    Optional<LockFile> lock = LockFile.tryTake(run.file(RunDirectory.SUPERVISOR_LOCK));
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    JournalFacts facts = new JournalFacts();
    try {
      Expectation expected = Expectation.read(run).orElse(Expectation.NONE);
      Watches watches = Watches.of(run, surroundings, expected);
      Journal journal =
          Journal.open(
              disk.open(run.file(RunDirectory.EVENTS)),
              surroundings.clock(),
              (entry, source) -> {
                facts.accept(entry, source);
                watches.found(entry);
                earlier.accept(entry);
              });
      return Optional.of(
          new Supervisor(run, surroundings, lock.get(), facts, journal, expected, watches));
    } catch (IOException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  /** Makes {@link #run} return soon; the training goes on. May be called from any thread. */
  public void detach() {
    detached = true;
  }

  /**
   * Follows the run to its end.
   *
   * @param listener is given each new entry after it was written, on this thread
   * @return how it ended; empty after {@link #detach}
   * @throws IOException when the journal cannot be written for a minute; the training goes on
   */
  public Optional<Outcome> run(Consumer<JournalEntry> listener)
      throws IOException, InterruptedException {
    Optional<Outcome> known = facts.exit().flatMap(Outcome::of);
    if (known.isPresent()) {
      return known;
    }
    if (!run.wasStarted()) {
      return Optional.of(Judge.neverStarted()); // not written down: it may be started yet
    }
    Consumer<JournalEntry> watched =
        entry -> {
          watches.after(entry);
          listener.accept(entry);
        };
    Account account = new Account(journal, facts, surroundings.pacer(), watched);
    Optional<KeeperRecord> record = run.record();
    CheckpointWatch checkpoints =
        new CheckpointWatch(
            record.map(KeeperRecord::workingDirectory).orElse(Path.of("")),
            record.map(KeeperRecord::started).orElse(Instant.EPOCH),
            surroundings.clock());
    while (!detached) {
      boolean slow = surroundings.pacer().nanos() - lastSlowLook >= SECOND;
      boolean over = run.exit().isPresent() || (slow && isGone());
      boolean busy = readLog(account);
      if (detached) {
        break; // the log may be half read: whoever comes next goes on where the journal ends
      }
      if (over) {
        return Optional.of(conclude(account, checkpoints, record));
      }
      if (slow) {
        account.tell(telemetry.next(), Journal.Source.TELEMETRY);
        List<RunEvent> judged =
            watches.measuring() == null
                ? checkpoints.look(facts.openCheckpoints(), false)
                : List.of();
        account.tell(judged, Journal.Source.LORABAKE);
        heedStop(judged, account);
        endMeasurement();
        account.tell(watches.samples().look(false), Journal.Source.LORABAKE);
        watches.trouble().look(this::processes);
        account.tell(watches.trouble().due(), Journal.Source.LORABAKE);
        lastSlowLook = surroundings.pacer().nanos();
      }
      if (!busy) {
        surroundings.pacer().pause(LOOK_EVERY);
      }
    }
    return Optional.empty();
  }

  /** Done here, so that it ends whoever watches it: nobody wants the whole training of it. */
  private void endMeasurement() throws IOException, InterruptedException {
    MeasureWatch measuring = watches.measuring();
    if (measuring != null
        && measuring.isDone(surroundings.clock().instant())
        && !StopRequest.isAtOnce(run)) {
      RunStop.measured(run, surroundings);
    }
  }

  /** Reads what the log holds now; whether there was anything. */
  private boolean readLog(Account account) throws IOException, InterruptedException {
    boolean any = false;
    for (List<RunEvent> events = log.next(); events != null && !detached; events = log.next()) {
      watches.trouble().sign();
      account.tell(watches.exact().pass(events), Journal.Source.LOG);
      any = true;
    }
    if (!any) {
      watches.trouble().caughtUp();
      watches.next().caughtUp();
      account.tell(watches.exact().pass(List.of()), Journal.Source.LOG);
    }
    return any;
  }

  private List<ProcessStatus> processes() {
    try {
      return run.tree(surroundings.processes()).map(ProcessTree::membersAndEnded).orElse(List.of());
    } catch (IOException e) {
      return List.of(); // looked at again soon
    }
  }

  /** Nobody is left who could write down how it ended. */
  private boolean isGone() throws IOException {
    return !run.isAlive(surroundings.processes());
  }

  private Outcome conclude(
      Account account, CheckpointWatch checkpoints, Optional<KeeperRecord> record)
      throws IOException, InterruptedException {
    account.tell(watches.exact().finish(log.finish()), Journal.Source.LOG);
    account.tell(telemetry.next(), Journal.Source.TELEMETRY);
    if (watches.measuring() != null) {
      account.tell(removeOutput(), Journal.Source.LORABAKE);
    } else {
      account.tell(checkpoints.look(facts.openCheckpoints(), true), Journal.Source.LORABAKE);
    }
    account.tell(watches.samples().look(true), Journal.Source.LORABAKE);
    account.tell(watches.trouble().due(), Journal.Source.LORABAKE);
    long before = ResumedFrom.readable(run).map(ResumedFrom::countedFrom).orElse(0L);
    Judge judge = new Judge(facts, expected, StopRequest.read(run).orElse(null), before);
    Optional<KeeperExit> exit = run.exit();
    Outcome judged = exit.map(judge::of).orElseGet(() -> judge.lost(sameBoot(record)));
    boolean stopped = StopRequest.isAtOnce(run);
    ProcessEnd end =
        exit.map(known -> RunDiagnosis.ended(expected.ofTrainer(known), stopped))
            .orElse(ProcessEnd.UNKNOWN);
    Outcome outcome =
        judged.reason().startsWith(PreemptedEnd.BEGINNING)
            ? judged.because(Resumable.of(run).cause())
            : judged.explainedBy(log.diagnose(end));
    writePeak(outcome);
    Exit event =
        new Exit(
            exit.map(KeeperExit::code).orElse(null),
            exit.map(KeeperExit::signal).orElse(null),
            outcome.toFacts());
    account.tell(List.of(event), Journal.Source.LORABAKE);
    return outcome;
  }

  /** What a short training saves at its end is not wanted of a measurement. */
  private List<RunEvent> removeOutput() {
    try {
      run.removeOutput();
      return List.of();
    } catch (IOException e) {
      return List.of(
          new RunEvent.Warning(
              "the measurement's files could not be removed: " + e.getMessage(), "lorabake"));
    }
  }

  /** Before the last event, so that who sees the one finds the other. */
  private void writePeak(Outcome outcome) {
    Outcome.Cause cause = outcome.cause();
    boolean outOfMemory = cause != null && cause.category().equals(Diagnosis.GPU_OUT_OF_MEMORY);
    Optional<MemoryPeak> peak = gpuSamples.peak(outOfMemory, facts.steps());
    if (peak.isPresent()) {
      try {
        peak.get().write(run);
      } catch (IOException e) {
        return; // the table that it was taken from is there
      }
    }
  }

  private boolean sameBoot(Optional<KeeperRecord> record) {
    return record
        .map(KeeperRecord::keeper)
        .filter(keeper -> keeper.bootId().equals(surroundings.processes().bootId()))
        .isPresent();
  }

  /** Stops after a save point when that is wished, and finishes what another began. */
  private void heedStop(List<RunEvent> judged, Account account)
      throws IOException, InterruptedException {
    Optional<StopRequest> wish = StopRequest.read(run);
    Optional<StopRequest> due =
        stop.due(wish, judged, facts.openCheckpoints(), surroundings.pacer().nanos());
    PreemptionNotice notice = wish.map(StopRequest::notice).orElse(null);
    if (notice != null) {
      watches.trouble().preempted(notice.inWords(), hope(due));
      account.tell(watches.trouble().due(), Journal.Source.LORABAKE);
    }
    if (due.isPresent()) {
      RunStop.due(run, due.get(), surroundings);
    }
  }

  /** What becomes of a preempted run, as far as that is known. */
  private String hope(Optional<StopRequest> due) {
    if (due.isPresent()) {
      return "it is ended now";
    }
    return watches
        .next()
        .step()
        .map(step -> "it stops at the save after step " + step + ", if that comes in time")
        .orElse("it stops at the next save, if one comes in time");
  }

  @Override
  public void close() throws IOException {
    try (lock;
        journal;
        log;
        watches) {
      detached = true;
    }
  }
}
