package dev.lorabake.run.watch;

import dev.lorabake.process.ProcessIdentity;
import dev.lorabake.process.ProcessStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that processes of a training are gone while others of it go on: one of several trainers,
 * or a worker that ended and that nobody asks for. Data loaders come and go with the epochs and are
 * no concern; what is missing must be missing at two looks in a row.
 */
final class ProcessWatch {
  private final long expected;
  private final Set<ProcessIdentity> seen = new HashSet<>();
  private Set<ProcessIdentity> ranks = Set.of();
  private Set<ProcessIdentity> suspects = Set.of();

  /**
   * @param expected how many trainers the launcher starts here
   */
  ProcessWatch(long expected) {
    this.expected = expected;
  }

  /**
   * Looks at the processes of a run that has begun to train.
   *
   * @param members all of it, those included that ended and wait for their parent
   * @return what is the matter, or {@code null}
   */
  @Nullable Noticed look(List<ProcessStatus> members) {
    Set<ProcessIdentity> living = new HashSet<>();
    members.stream()
        .filter(process -> !process.ended())
        .forEach(process -> living.add(process.identity()));
    Set<ProcessIdentity> gone = new HashSet<>();
    for (ProcessStatus process : members) {
      if (process.ended() && seen.contains(process.identity())) {
        gone.add(process.identity());
      }
    }
    if (ranks.isEmpty() && expected > 1) {
      ranks = siblings(members).orElse(Set.of());
    }
    if (ranks.stream().anyMatch(living::contains)) {
      ranks.stream().filter(rank -> !living.contains(rank)).forEach(gone::add);
    }
    Set<ProcessIdentity> twice = new HashSet<>(gone);
    twice.retainAll(suspects);
    suspects = gone;
    seen.retainAll(living(members));
    seen.addAll(living);
    return twice.isEmpty() ? null : noticed(twice, members);
  }

  private static Set<ProcessIdentity> living(List<ProcessStatus> members) {
    Set<ProcessIdentity> identities = new HashSet<>();
    members.forEach(process -> identities.add(process.identity()));
    return identities;
  }

  private Noticed noticed(Set<ProcessIdentity> gone, List<ProcessStatus> members) {
    boolean rank = gone.stream().anyMatch(ranks::contains);
    String which =
        gone.stream()
            .map(identity -> Long.toString(identity.pid()))
            .sorted()
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    long left = members.stream().filter(process -> !process.ended()).count();
    return new Noticed(
        Concern.PROCESSES_GONE,
        (rank
                ? "one of the " + expected + " trainers is gone (pid "
                : "a process that the trainer had started is dead (pid ")
            + which
            + ") while "
            + left
            + " others go on: they may wait for it for ever. Often the system lacked memory; look"
            + " at `dmesg`");
  }

  /** The first that are as many under one parent as there should be trainers, from the top. */
  private Optional<Set<ProcessIdentity>> siblings(List<ProcessStatus> members) {
    Map<Long, Set<ProcessIdentity>> children = new HashMap<>();
    Map<Long, Long> parents = new HashMap<>();
    for (ProcessStatus process : members) {
      parents.put(process.pid(), process.parent());
      if (!process.ended()) {
        children.computeIfAbsent(process.parent(), _ -> new HashSet<>()).add(process.identity());
      }
    }
    // a trainer's own workers lie deeper; where the launcher has more children, nobody knows which
    return children.entrySet().stream()
        .filter(family -> family.getValue().size() >= expected)
        .min((a, b) -> depth(a.getKey(), parents) - depth(b.getKey(), parents))
        .map(Map.Entry::getValue)
        .filter(family -> family.size() == expected);
  }

  private static int depth(long pid, Map<Long, Long> parents) {
    int depth = 0;
    for (Long at = pid; at != null && depth <= parents.size(); at = parents.get(at)) {
      depth++;
    }
    return depth;
  }
}
