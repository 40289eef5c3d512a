package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Eventually;
import dev.lorabake.process.Keeper;
import dev.lorabake.process.LockFile;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twenty at once want what only one may have. */
@Timeout(120)
class TogetherTest {
  private static final int MANY = 20;

  @TempDir Path folder;
  private FakeTraining training;

  @BeforeEach
  void makeTheRun() throws IOException {
    training = new FakeTraining(folder);
  }

  @AfterEach
  void endEverything() throws Exception {
    training.end();
  }

  private static <T> List<T> allAtOnce(List<Callable<T>> tasks) throws Exception {
    CountDownLatch together = new CountDownLatch(tasks.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return task.call();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  private static <T> List<Callable<T>> many(Callable<T> task) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      tasks.add(task);
    }
    return tasks;
  }

  @Test
  void ofTwentyKeepersOneStartsTheTrainer() throws Exception {
    Keeper.Order order = training.order(400, "--pause 0.005");
    List<Keeper.Start> starts = allAtOnce(many(() -> Keeper.start(order)));
    assertEquals(1, starts.stream().filter(Keeper.Start.Started.class::isInstance).count());
    assertEquals(Verdict.FINISHED, training.follow(entry -> {}).verdict());
    RunInvariants.hold(training, "twenty keepers");
  }

  @Test
  void ofTwentyRunsIntoOneOutputOneIsStarted() throws Exception {
    Path lock = folder.resolve(".cat.lorabake.lock");
    Keeper.Order order = training.order(20, training.gate(2));
    List<Callable<Keeper.Start>> tasks = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Path run = i == 0 ? training.run.path() : Files.createDirectory(folder.resolve("run" + i));
      tasks.add(() ->
          Keeper.start(
              new Keeper.Order(
                  order.python(),
                  order.keeper(),
                  run,
                  folder,
                  List.of(lock),
                  order.argv(),
                  order.environment(),
                  order.telemetry())));
    }
    List<Keeper.Start> starts = allAtOnce(tasks);
    assertEquals(1, starts.stream().filter(Keeper.Start.Started.class::isInstance).count());
    assertEquals(1, Files.readAllLines(training.marks()).size(), "trainers");
    assertTrue(LockFile.isHeld(lock));
    training.open(2);
    for (int i = 0; i < MANY; i++) {
      Path run = i == 0 ? training.run.path() : folder.resolve("run" + i);
      if (starts.get(i) instanceof Keeper.Start.Started) {
        Eventually.isTrue("the end", () -> Files.exists(run.resolve("exit.json")));
      } else {
        assertTrue(Files.notExists(run.resolve("record.json")), run::toString);
      }
    }
  }

  @Test
  void ofTwentySupervisorsOneWrites() throws Exception {
    training.start(400, "--save-every 100 --pause 0.005");
    List<Process> others = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      others.add(
          OtherJvm.start(
              folder.resolve("other.out"), SuperviseMain.class, training.run.path().toString()));
    }
    List<Integer> writers =
        allAtOnce(
            many(() -> {
              int wrote = 0;
              while (training.run.exit().isEmpty()) {
                var supervisor = Supervisor.attach(training.run, training.surroundings, e -> {});
                if (supervisor.isPresent()) {
                  try (Supervisor mine = supervisor.get()) {
                    mine.run(entry -> mine.detach());
                  }
                  wrote++;
                }
              }
              return wrote;
            }));
    for (Process other : others) {
      other.waitFor();
    }
    Outcome outcome = training.follow(entry -> {});
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    RunInvariants.hold(training, "wrote, each: " + writers);
  }
}
