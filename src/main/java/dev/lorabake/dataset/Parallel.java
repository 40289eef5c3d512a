package dev.lorabake.dataset;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Calls a worker for every index from 0, on several threads for long work: reading headers waits
 * for the disk, the more so for one that lies elsewhere in the network.
 */
final class Parallel {
  private static final int CHUNK = 32;
  private static final int MOST_THREADS = 16;

  private Parallel() {}

  /**
   * Returns when all indices are done.
   *
   * @param workers makes one worker a thread, so that it may keep buffers
   */
  static void forEach(int count, Supplier<IntConsumer> workers) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          IntConsumer worker = workers.get();
          for (int from = next.getAndAdd(CHUNK); from < count; from = next.getAndAdd(CHUNK)) {
            for (int i = from; i < Math.min(count, from + CHUNK); i++) {
              worker.accept(i);
            }
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
