package dev.lorabake.train.policy;

import dev.lorabake.process.LockFile;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.PrivateFiles;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries a run's policy out once the run has ended: decides, starts it again or runs the user's
 * command. Anybody may do that at any time, and die over it: a lock lets one at a time, and each
 * deed is written down before it is done, so that none is done twice.
 */
public final class Settling {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Work work;
  private final Surroundings machine;
  private final Consumer<Settled> listener;
  private final Consumer<String> moments;
  private volatile boolean left;

  /**
   * @param listener is told what was decided and done, each time that it changes
   */
  public Settling(Work work, Surroundings machine, Consumer<Settled> listener) {
    this(work, machine, listener, _ -> {});
  }

  /**
   * As above.
   *
   * @param moments is called wherever a death would leave something begun
   */
  Settling(Work work, Surroundings machine, Consumer<Settled> listener, Consumer<String> moments) {
    this.work = work;
    this.machine = machine;
    this.listener = listener;
    this.moments = moments;
  }

  /** Makes {@link #settle} return soon; what was not done yet is left. From any thread. */
  public void leave() {
    left = true;
  }

  /**
   * Settles a run, or looks on while somebody else does.
   *
   * @param outcome how it ended
   * @param others how long somebody else is given to begin: the attendant, who has all variables
   *     that the run was started with
   * @return empty where the run has no policy, was never started, is the queue's, or after {@link
   *     #leave}
   */
  public Optional<Settled> settle(RunDirectory run, Outcome outcome, Duration others)
      throws IOException, InterruptedException {
    Optional<Attendant> attendant = Attendant.read(run);
    if (attendant.isEmpty() || attendant.get().queued() || !run.wasStarted()) {
      return Optional.empty();
    }
    PrivateFiles.touch(run.file(RunDirectory.SETTLE_LOCK));
    long patient = machine.pacer().nanos() + others.toNanos();
    Optional<Settled> told = Optional.empty();
    while (!left) {
      Optional<Settled> known = Settled.read(run);
      if (known.isPresent() && !known.equals(told)) {
        told = known;
        listener.accept(known.get());
      }
      if (known.filter(Settled::done).isPresent()) {
        return known;
      }
      if (known.isPresent() || machine.pacer().nanos() - patient >= 0) {
        Optional<LockFile> lock = LockFile.tryTake(run.file(RunDirectory.SETTLE_LOCK));
        if (lock.isPresent()) {
          try (LockFile _ = lock.get()) {
            return carryOut(run, attendant.get(), outcome, told);
          }
        }
      }
      machine.pacer().pause(LOOK_EVERY);
    }
    return Optional.empty();
  }

  private Optional<Settled> carryOut(
      RunDirectory run, Attendant attendant, Outcome outcome, Optional<Settled> told)
      throws IOException, InterruptedException {
    Optional<Settled> known = Settled.read(run); // nobody changes it any more
    Settled now = known.isPresent() ? known.get() : decide(run, attendant, outcome);
    if (!told.equals(Optional.of(now))) {
      listener.accept(now);
    }
    if (now.next() != null && !now.next().started()) {
      if (!isDue(run, now.next())) {
        return Optional.empty();
      }
      moments.accept("before the start");
      now = new GoingOn(run, attendant, work, moments).from(now);
      now.write(run);
      listener.accept(now);
    }
    if (!now.done()) {
      now = command(run, attendant, outcome, now);
    }
    return Optional.of(now);
  }

  private Settled decide(RunDirectory run, Attendant attendant, Outcome outcome)
      throws IOException {
    Instant at = machine.clock().instant();
    Decision decision =
        Decision.of(attendant.policy(), Ending.of(run, outcome, at), attendant.tries());
    Settled settled =
        switch (decision) {
          case Decision.End end -> Settled.ended(end.reason());
          case Decision.Again again -> {
            int number = attendant.tries().and(again.why()).number();
            Path root = GoingOn.root(run);
            String name =
                RunDirectory.freeName(
                    root,
                    GoingOn.plainName(run.name()) + "-try" + number,
                    LocalDateTime.ofInstant(at, ZoneId.systemDefault()));
            yield Settled.goingOn(
                again.reason(),
                new Settled.Next(
                    again.why(), name, number, at.plus(again.pause()), again.pause(), false, null));
          }
        };
    moments.accept("decided");
    settled.write(run);
    moments.accept("decision written");
    return settled;
  }

  /**
   * Waits until then. The clock on the wall only says how long is left; whatever is done to it
   * meanwhile makes the wait neither longer nor shorter.
   *
   * @return false after {@link #leave}; a wish to stop ends the wait, too
   */
  private boolean isDue(RunDirectory run, Settled.Next next)
      throws IOException, InterruptedException {
    Duration open = Duration.between(machine.clock().instant(), next.notBefore());
    Duration wait = open.compareTo(next.pause()) > 0 ? next.pause() : open;
    long due = machine.pacer().nanos() + wait.toNanos();
    while (!left && !GoingOn.isCalledOff(run) && machine.pacer().nanos() - due < 0) {
      machine.pacer().pause(LOOK_EVERY);
    }
    return !left;
  }

  private Settled command(RunDirectory run, Attendant attendant, Outcome outcome, Settled settled)
      throws IOException, InterruptedException {
    String command = attendant.policy().onEnd();
    Settled now = settled;
    if (command == null) {
      now = settled.finished();
    } else if (settled.command() != null) {
      now =
          settled
              .with(
                  new Settled.Command(
                      settled.command().begun(), false, null, "nobody learnt how it ended"))
              .finished();
    } else {
      Settled.Command begun = new Settled.Command(machine.clock().instant(), false, null, null);
      settled.with(begun).write(run);
      moments.accept("command written down");
      now = settled.with(EndCommand.run(run, attendant, command, outcome, begun, work.variables()));
    }
    now.write(run);
    listener.accept(now);
    return now;
  }
}
