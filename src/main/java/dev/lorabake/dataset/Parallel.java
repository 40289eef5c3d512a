package dev.lorabake.dataset;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a worker for every index from 0, on several threads for long work: reading headers waits
 * for the disk, the more so for one that lies elsewhere in the network.
 */
final class Parallel {
  private static final int CHUNK = 32;
  private static final int MOST_THREADS = 16;

  private Parallel() {}

  /** Who hears how far it is, and what it is called there. */
  record Watch(Progress.Work work, Progress progress) {
    /** Heard by nobody. */
    static final Watch NONE = new Watch(Progress.Work.READING_IMAGES, Progress.NONE);
  }

  /**
   * Returns when all indices are done.
   *
   * @param watch is told after each index, and may end it
   * @param workers makes one worker a thread, so that it may keep buffers
   * @throws ScanCancelled when the watch ended it
   */
  static void forEach(int count, Watch watch, Supplier<IntConsumer> workers) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            IntConsumer worker = workers.get();
            for (int from = next.getAndAdd(CHUNK); from < count; from = next.getAndAdd(CHUNK)) {
              for (int i = from; i < Math.min(count, from + CHUNK); i++) {
                if (failure.get() != null) {
                  return;
                }
                if (watch.progress.cancelled()) {
                  throw new ScanCancelled();
                }
                worker.accept(i);
                watch.progress.done(watch.work, done.incrementAndGet(), count);
              }
            }
          } catch (RuntimeException | Error e) {
            // an index that nobody finished must not pass for one that is done
            failure.compareAndSet(null, e);
          }
        };
    int chunks = (count + CHUNK - 1) / CHUNK;
    int threads =
        Math.min(MOST_THREADS, Math.min(chunks, 2 * Runtime.getRuntime().availableProcessors()));
    Thread[] others = new Thread[Math.max(0, threads - 1)];
    for (int i = 0; i < others.length; i++) {
      others[i] = Thread.ofPlatform().name("dataset-scan-" + i).daemon().start(work);
    }
    work.run();
    for (Thread other : others) {
      join(other);
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
