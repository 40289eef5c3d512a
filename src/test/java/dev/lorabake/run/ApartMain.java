package dev.lorabake.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of the stand-in trainer in a world apart: a small disk, no network, a first process that
 * buries nobody. Says {@code held} at the end.
 */
final class ApartMain {
  private ApartMain() {}

  public static void main(String[] args) throws Exception {
    FakeTraining training = new FakeTraining(Path.of(args[1]));
    try {
      switch (args[0]) {
        case "full-disk" -> fullDisk(training);
        case "no-room-to-start" -> noRoomToStart(training, Path.of(args[1]));
        case "no-network" -> noNetwork(training);
        case "no-reaper" -> noReaper(training);
        default -> throw new AssertionError(args[0]);
      }
    } finally {
      training.end();
    }
    System.out.println("held");
  }

  /** A trainer that saves until the disk is full, under a supervisor that writes there too. */
  private static void fullDisk(FakeTraining training) throws Exception {
    training.start(20_000, "--save-every 1 --pause 0.0005");
    Surroundings machine = training.surroundings;
    try (Supervisor supervisor = Supervisor.attach(training.run, machine, e -> {}).orElseThrow()) {
      while (training.run.exit().isEmpty()) {
        machine.pacer().pause(Duration.ofMillis(50));
      }
      // the journal finds no room either, until somebody makes some
      Thread cleaner =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  machine.pacer().pause(Duration.ofSeconds(2));
                  Files.delete(training.output.resolveSibling("ballast"));
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      Outcome outcome = supervisor.run(entry -> {}).orElseThrow();
      cleaner.join();
      System.out.println(outcome.verdict() + ": " + outcome.reason());
      require(outcome.verdict() == Verdict.FAILED, outcome.reason());
      require(outcome.reason().contains("No space left on device"), outcome.reason());
    }
    RunInvariants.hold(training, "a full disk");
  }

  /** Nothing half made stands about when not even the small files of a run find room. */
  private static void noRoomToStart(FakeTraining training, Path disk) throws Exception {
    training.start(4, "");
    training.follow(entry -> {});
    List<Path> before = list(disk.resolve("runs"));
    fill(disk.resolve("more"));
    try {
      RunDirectory run =
          RunDirectory.create(disk.resolve("runs"), "no-room", LocalDateTime.of(2026, 1, 1, 1, 1));
      run.write(RunDirectory.RECIPE, "x".repeat(20_000));
      throw new AssertionError("there was room");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
    for (Path run : list(disk.resolve("runs"))) {
      require(before.contains(run) || Files.notExists(run.resolve(RunDirectory.RECIPE)), run + "");
    }
    Files.delete(disk.resolve("more"));
    RunInvariants.hold(training, "a disk that is full after the end");
  }

  private static void noNetwork(FakeTraining training) throws Exception {
    training.start(20, "--no-network 5 --save-every 10");
    Outcome outcome = training.follow(entry -> {});
    require(outcome.verdict() == Verdict.FINISHED, outcome.reason());
    RunInvariants.hold(training, "no network");
  }

  /** Keeper and trainer die; the trainer stays in the process table for ever, as a zombie. */
  private static void noReaper(FakeTraining training) throws Exception {
    training.start(20, "--at 5 --do hang");
    var processes = training.surroundings.processes();
    var record = training.record();
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).filter(step -> step == 4).isPresent()) {
            processes.end(record.keeper(), true);
            processes.end(record.program(), true);
          }
        });
    require(outcome.verdict() == Verdict.LOST, outcome.reason());
    var left = processes.find(record.program().pid());
    require(left.isPresent() && left.get().state() == 'Z', "it was buried: " + left);
    require(!training.run.isAlive(processes), "it counts as alive");
    RunInvariants.hold(training, "no reaper");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = new byte[512];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      return; // it is full now
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
