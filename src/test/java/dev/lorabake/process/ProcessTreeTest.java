package dev.lorabake.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.ProcessTree.Stop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  private static final ProcessIdentity KEEPER = new ProcessIdentity("boot", 10, 100);
  private static final ProcessIdentity LEADER = new ProcessIdentity("boot", 20, 200);
  private static final String MARK = "/runs/a";

  @Test
  void groupSessionDescendantsAndTheMarkedBelong() {
    FakeProcesses processes =
        new FakeProcesses("boot")
            .with(10, 100, 'S', 1, 10)
            .with(20, 200, 'S', 10, 20)
            .with(21, 210, 'S', 1, 20)
            .with(30, 300, 'S', 20, 30)
            .with(31, 310, 'S', 30, 31)
            .with(40, 400, 'S', 1, 40)
            .with(50, 500, 'S', 1, 50)
            .marked(40, MARK);
    assertEquals(List.of(20L, 21L, 30L, 31L, 40L), members(processes, "boot"));
  }

  @Test
  void whoTheKeeperCallsIsItsChildAndNoMember() {
    FakeProcesses processes =
        new FakeProcesses("boot")
            .with(10, 100, 'S', 1, 10)
            .with(20, 200, 'S', 10, 20)
            .with(30, 300, 'S', 10, 30)
            .started(30, ProcessTree.ATTENDANT, MARK);
    assertEquals(List.of(20L), members(processes, "boot"));
  }

  /** It is forked when the trainer ended, which is when somebody stops that. */
  @Test
  void whoTheKeeperIsAboutToCallIsNotStoppedWithTheTrainer() {
    FakeProcesses processes =
        new FakeProcesses("boot")
            .with(10, 100, 'S', 1, 10)
            .with(20, 200, 'S', 10, 20)
            .then(2, all -> all.with(30, 300, 'S', 10, 30))
            .then(3, all -> all.started(30, ProcessTree.ATTENDANT, MARK));
    assertEquals(new Stop.Empty(1, 0), stop(processes));
    assertEquals(List.of("TERM 20"), processes.signals());
  }

  @Test
  void whoAppearsWhileOthersAreStoppedIsStoppedToo() {
    FakeProcesses processes =
        new FakeProcesses("boot")
            .with(10, 100, 'S', 1, 10)
            .with(20, 200, 'S', 10, 20)
            .then(2, all -> all.with(30, 300, 'S', 10, 30));
    assertEquals(new Stop.Empty(2, 0), stop(processes));
    assertEquals(List.of("TERM 20", "TERM 30"), processes.signals());
  }

  @Test
  void orphansOfADeadLauncherAreTheKeepersChildren() {
    FakeProcesses processes =
        new FakeProcesses("boot").with(10, 100, 'S', 1, 10).with(21, 210, 'S', 10, 20);
    assertEquals(List.of(21L), members(processes, "boot"));
  }

  @Test
  void aPidThatWasGivenToSomebodyElseIsNoMember() {
    FakeProcesses processes =
        new FakeProcesses("boot").with(20, 999, 'S', 1, 20).with(21, 1000, 'S', 20, 20);
    assertEquals(List.of(), members(processes, "boot"));
    assertEquals(new Stop.Empty(0, 0), stop(processes));
    assertEquals(List.of(), processes.signals());
  }

  @Test
  void afterARestartOfTheMachineNobodyBelongs() {
    FakeProcesses processes = new FakeProcesses("other boot").with(20, 200, 'S', 1, 20);
    assertEquals(List.of(), members(processes, "other boot"));
    assertEquals(List.of(), processes.signals());
  }

  @Test
  void aZombieHasEnded() {
    FakeProcesses processes =
        new FakeProcesses("boot").with(10, 100, 'S', 1, 10).with(20, 200, 'Z', 10, 20);
    assertEquals(List.of(), members(processes, "boot"));
  }

  @Test
  void whoeverEndedAndWasNotAskedForIsThereStill() {
    FakeProcesses processes =
        new FakeProcesses("boot").with(20, 200, 'S', 10, 20).with(21, 210, 'Z', 20, 20);
    assertEquals(List.of(20L), members(processes, "boot"));
    assertEquals(
        List.of(20L, 21L),
        tree(processes).membersAndEnded().stream().map(ProcessStatus::pid).toList());
  }

  @Test
  void asksFirstAndKillsWhatDoesNotHeed() {
    FakeProcesses processes =
        new FakeProcesses("boot").with(20, 200, 'S', 10, 20).with(21, 210, 'S', 20, 20);
    assertEquals(new Stop.Empty(2, 0), stop(processes));
    assertEquals(List.of("TERM 20", "TERM 21"), processes.signals());
  }

  @Test
  void givesUpOnWhatTheKernelHolds() {
    FakeProcesses processes =
        new FakeProcesses("boot").with(20, 200, 'D', 10, 20).with(21, 210, 'S', 20, 20);
    Stop.Unkillable stop = assertInstanceOf(Stop.Unkillable.class, stop(processes));
    assertEquals(List.of(20L), stop.left().stream().map(ProcessStatus::pid).toList());
    assertEquals(List.of("TERM 20", "TERM 21", "KILL 20"), processes.signals());
  }

  private static List<Long> members(FakeProcesses processes, String boot) {
    assertEquals(boot, processes.bootId());
    return tree(processes).members().stream().map(ProcessStatus::pid).toList();
  }

  private static ProcessTree tree(FakeProcesses processes) {
    return new ProcessTree(processes, KEEPER, LEADER, MARK);
  }

  private static Stop stop(FakeProcesses processes) {
    try {
      FakePacer pacer = new FakePacer();
      Stop stop = tree(processes).stop(Duration.ofSeconds(5), Duration.ofSeconds(5), pacer);
      assertTrue(pacer.nanos() < Duration.ofSeconds(11).toNanos());
      return stop;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
