package dev.lorabake.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that one kept program started, however it has moved since: into other process groups
 * and sessions (torch elastic does), or to another parent when a launcher died.
 *
 * @param keeper itself no member; as subreaper it is the parent of orphans
 * @param leader the program; its pid is the id of its group and session
 * @param mark value of {@link #MARK} in the environment of all of them
 */
public record ProcessTree(
    Processes processes, ProcessIdentity keeper, ProcessIdentity leader, String mark) {
  /** The variable that {@code keeper.py} gives to what it starts. */
  static final String MARK = "LORABAKE_RUN";

  /** The variable of whoever the keeper calls; children of the keeper, and none of the program. */
  public static final String ATTENDANT = "LORABAKE_ATTENDANT";

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** The members that have not ended. A recorded pid that is now somebody else's is none. */
  public List<ProcessStatus> members() {
    return membersAndEnded().stream().filter(process -> !process.ended()).toList();
  }

  /** Those, and the members that ended and for which nobody has asked yet. */
  public List<ProcessStatus> membersAndEnded() {
    if (!leader.bootId().equals(processes.bootId())) {
      return List.of();
    }
    boolean leaderLives = processes.isAlive(leader);
    List<ProcessStatus> all = processes.all();
    Set<Long> roots = new HashSet<>();
    if (leaderLives) {
      roots.add(leader.pid());
    }
    if (processes.isAlive(keeper)) {
      roots.add(keeper.pid());
    }
    Map<Long, Long> parents = new HashMap<>();
    all.forEach(process -> parents.put(process.pid(), process.parent()));
    List<ProcessStatus> members = new ArrayList<>();
    for (ProcessStatus process : all) {
      boolean inGroup =
          leaderLives && (process.group() == leader.pid() || process.session() == leader.pid());
      if (process.pid() != keeper.pid()
          && process.pid() != ProcessHandle.current().pid()
          && (inGroup
              || descends(process.pid(), roots, parents)
              || processes.startedWith(process, MARK, mark))
          && !processes.startedWith(process, ATTENDANT, mark)) {
        members.add(process);
      }
    }
    return members;
  }

  private static boolean descends(long pid, Set<Long> roots, Map<Long, Long> parents) {
    long ancestor = pid;
    for (int depth = 0; depth < parents.size() && ancestor > 1; depth++) {
      if (roots.contains(ancestor)) {
        return true;
      }
      ancestor = parents.getOrDefault(ancestor, 0L);
    }
    return false;
  }

  /** How a stop ended. */
  public sealed interface Stop {
    /** Nothing is left; {@code killed} of them did not heed SIGTERM in time. */
    record Empty(int signalled, int killed) implements Stop {}

    /** These took SIGKILL and are still there: in state D the kernel waits for a device. */
    record Unkillable(List<ProcessStatus> left) implements Stop {}
  }

  /**
   * Asks all members to end, then ends those that do not, and looks that nothing is left. Members
   * that appear meanwhile are treated alike when they are seen again: what was just forked has its
   * parent's environment, and may be about to become the attendant. Windows knows no asking: there
   * all are ended at once.
   *
   * @param grace from SIGTERM to SIGKILL
   * @param killGrace from SIGKILL until giving up
   */
  public Stop stop(Duration grace, Duration killGrace, Pacer pacer) throws InterruptedException {
    long began = pacer.nanos();
    Set<ProcessIdentity> asked = new HashSet<>();
    Set<ProcessIdentity> killed = new HashSet<>();
    Set<ProcessIdentity> seen = new HashSet<>();
    members().forEach(member -> seen.add(member.identity()));
    while (true) {
      List<ProcessStatus> members = members();
      if (members.isEmpty()) {
        return new Stop.Empty(asked.size(), killed.size());
      }
      Duration waited = Duration.ofNanos(pacer.nanos() - began);
      if (waited.compareTo(grace.plus(killGrace)) > 0) {
        return new Stop.Unkillable(members);
      }
      boolean forcibly = waited.compareTo(grace) > 0;
      for (ProcessStatus member : members) {
        Set<ProcessIdentity> done = forcibly ? killed : asked;
        if (!seen.add(member.identity()) && done.add(member.identity())) {
          asked.add(member.identity());
          processes.end(member.identity(), forcibly);
        }
      }
      pacer.pause(LOOK_EVERY);
    }
  }
}
