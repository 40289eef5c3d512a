package dev.lorabake.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A process table on paper that remembers who was signalled. */
public final class FakeProcesses implements Processes {
  private final String bootId;
  private final Map<Long, ProcessStatus> table = new LinkedHashMap<>();
  private final List<String> marked = new ArrayList<>();
  private final List<String> signals = new ArrayList<>();
  private final Map<Integer, Consumer<FakeProcesses>> changes = new HashMap<>();
  private int looks;

  public FakeProcesses(String bootId) {
    this.bootId = bootId;
  }

  /** Adds a process; the session is that of its group. */
  FakeProcesses with(long pid, long ticks, char state, long parent, long group) {
    ProcessIdentity identity = new ProcessIdentity(bootId, pid, ticks);
    table.put(pid, new ProcessStatus(identity, state, parent, group, group, "python"));
    return this;
  }

  FakeProcesses marked(long pid, String mark) {
    return started(pid, ProcessTree.MARK, mark);
  }

  FakeProcesses started(long pid, String variable, String value) {
    marked.add(pid + variable + value);
    return this;
  }

  /** Something that has happened when it is looked at for that time, from 0. */
  FakeProcesses then(int look, Consumer<FakeProcesses> change) {
    changes.put(look, change);
    return this;
  }

  List<String> signals() {
    return signals;
  }

  @Override
  public String bootId() {
    return bootId;
  }

  @Override
  public Optional<ProcessStatus> find(long pid) {
    return Optional.ofNullable(table.get(pid));
  }

  @Override
  public List<ProcessStatus> all() {
    changes.getOrDefault(looks, _ -> {}).accept(this);
    looks++;
    return List.copyOf(table.values());
  }

  @Override
  public boolean startedWith(ProcessStatus process, String variable, String value) {
    return marked.contains(process.pid() + variable + value);
  }

  @Override
  public boolean same(ProcessIdentity found, ProcessIdentity recorded) {
    return found.equals(recorded);
  }

  /** Signals end sleepers at once, and nothing in state D. */
  @Override
  public boolean end(ProcessIdentity identity, boolean forcibly) {
    signals.add((forcibly ? "KILL " : "TERM ") + identity.pid());
    table.computeIfPresent(identity.pid(), (pid, status) -> status.state() == 'D' ? status : null);
    return true;
  }
}
