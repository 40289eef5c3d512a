package dev.lorabake.train.queue;

import dev.lorabake.run.EndOfMachine;
import dev.lorabake.run.Following;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run that the runner watches, on a thread of its own. */
final class Followed {
  private static final int SIGTERM = 15;

  private final RunDirectory run;
  private final @Nullable String gpu;
  private final Following following;
  private final Thread thread;
  private volatile @Nullable Exception trouble;
  private boolean troubleTold;
  private boolean stopped;

  Followed(RunDirectory run, @Nullable String gpu, Surroundings machine) {
    this.run = run;
    this.gpu = gpu;
    this.following = new Following(run, machine, _ -> {}, () -> {});
    this.thread = Thread.ofPlatform().daemon().name(run.name()).unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    try {
      following.toTheEnd();
    } catch (IOException | InterruptedException | RuntimeException e) {
      trouble = e; // the training goes on, and its end is looked for without the journal
    }
  }

  RunDirectory run() {
    return run;
  }

  @Nullable String gpu() {
    return gpu;
  }

  boolean isDone() {
    return !thread.isAlive();
  }

  /** Why it could not be watched; told once. */
  @Nullable Exception trouble() {
    Exception told = troubleTold ? null : trouble;
    troubleTold = true;
    return told;
  }

  /** Whether it is to be stopped and nobody has begun to. */
  boolean stopOnce() {
    boolean first = !stopped;
    stopped = true;
    return first;
  }

  /** Whether its policy heeds that a machine is taken away. */
  boolean heedsEnd() throws IOException {
    return EndOfMachine.grace(run).isPresent();
  }

  /**
   * Tells its keeper that the machine is about to be taken away.
   *
   * @return whether that is heeded
   */
  boolean announceEnd(Surroundings machine) throws IOException {
    Optional<Duration> grace = EndOfMachine.grace(run);
    if (grace.isPresent() && !isDone()) {
      EndOfMachine.announce(run, SIGTERM, grace.get(), machine);
    }
    return grace.isPresent() && !isDone();
  }

  /** Stops watching; the training goes on. */
  void leave() throws InterruptedException {
    following.leave();
    thread.join();
  }
}
