package dev.lorabake.run.watch;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Warning;
import dev.lorabake.process.Pacer;
import dev.lorabake.process.ProcessStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a training as it goes and tells what is going wrong: each thing once, as a warning for
 * the journal. It never stops anything. A successor is given what was told before and does not tell
 * it again.
 */
public final class RunWatch {
  private static final long LOOK_AT_PROCESSES_EVERY = Duration.ofSeconds(20).toNanos();
  private static final long LOOK_AT_DISK_EVERY = Duration.ofSeconds(30).toNanos();

  private final Pacer pacer;
  private final LossWatch loss = new LossWatch();
  private final PaceWatch pace = new PaceWatch();
  private final ProgressWatch progress;
  private final ProcessWatch processes;
  private final @Nullable DiskWatch disk;
  private final Set<String> told = new HashSet<>();
  private final List<Warning> due = new ArrayList<>();
  private boolean live;
  private boolean training;
  private long lastProcesses;
  private long lastDisk;

  /**
   * @param outlook empty where a run was started without one: then the disk is not watched
   */
  public RunWatch(Optional<Outlook> outlook, Pacer pacer, FreeSpace space) {
    this.pacer = pacer;
    long now = pacer.nanos();
    this.progress = new ProgressWatch(now);
    this.processes = new ProcessWatch(outlook.map(Outlook::processes).orElse(1L));
    this.disk = outlook.map(known -> new DiskWatch(known, space)).orElse(null);
    this.lastProcesses = now;
    this.lastDisk = now - LOOK_AT_DISK_EVERY;
  }

  /** Takes in an event, of the journal as it was found or as it grows. */
  public void after(RunEvent event) {
    long now = pacer.nanos();
    switch (event) {
      case RunEvent.Step step -> {
        // behind the last step the trainers end one after the other
        training = step.step() < step.total();
        progress.stepped();
        notice(loss.after(step));
        if (live) {
          notice(pace.after(step, now));
        }
      }
      case RunEvent.Phase phase -> {
        progress.enter(phase.name());
        training &= phase.name() == PhaseName.TRAINING;
        if (phase.name() != PhaseName.TRAINING) {
          pace.interrupt();
        }
      }
      case RunEvent.Checkpoint checkpoint -> {
        pace.interrupt();
        if (disk != null) {
          disk.after(checkpoint);
        }
      }
      case RunEvent.Epoch _, RunEvent.Sample _, RunEvent.Validation _ -> pace.interrupt();
      case Warning warning -> {
        String code = warning.code();
        if (code != null) {
          told.add(code);
          due.removeIf(waiting -> code.equals(waiting.code()));
        }
      }
      case RunEvent.Summary _,
          RunEvent.Bucket _,
          RunEvent.Failure _,
          RunEvent.Telemetry _,
          RunEvent.Exit _,
          RunEvent.Unrecognized _ -> {}
    }
  }

  /** All that was in the log when we came is read: from here on events come as they happen. */
  public void caughtUp() {
    live = true;
  }

  /** The trainer printed something. */
  public void sign() {
    progress.sign(pacer.nanos());
  }

  /**
   * Looks around; to be called every second or so.
   *
   * @param members the run's processes, asked for now and then
   */
  public void look(Supplier<List<ProcessStatus>> members) {
    long now = pacer.nanos();
    notice(progress.look(now));
    if (training && now - lastProcesses >= LOOK_AT_PROCESSES_EVERY) {
      lastProcesses = now;
      notice(processes.look(members.get()));
    }
    if (disk != null && now - lastDisk >= LOOK_AT_DISK_EVERY) {
      lastDisk = now;
      notice(disk.look());
    }
  }

  /**
   * The machine is about to be taken away.
   *
   * @param notice how that is known and how much time there is
   * @param hope what becomes of the run
   */
  public void preempted(String notice, String hope) {
    notice(
        new Noticed(
            Concern.PREEMPTED, "the machine is about to be taken away (" + notice + "); " + hope));
  }

  /** The warnings that are to be told now. */
  public List<Warning> due() {
    List<Warning> now = List.copyOf(due);
    due.clear();
    return now;
  }

  private void notice(@Nullable Noticed noticed) {
    if (noticed == null) {
      return;
    }
    String code = noticed.concern().code();
    // a trainer may fall silent again later, which its watch tells once each time
    boolean mayComeAgain = noticed.concern() == Concern.NO_PROGRESS;
    if (told.add(code) || mayComeAgain) {
      due.add(noticed.warning());
    }
  }
}
