package dev.lorabake.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process table as Java sees it, for macOS and Windows: no groups, no zombies told, and starts
 * known by the clock on the wall, to which some seconds are allowed.
 */
final class HandleProcesses implements Processes {
  private static final long CLOCK_TOLERANCE_MILLIS = 5_000;

  @Override
  public String bootId() {
    return "";
  }

  @Override
  public Optional<ProcessStatus> find(long pid) {
    return ProcessHandle.of(pid).map(HandleProcesses::status);
  }

  @Override
  public List<ProcessStatus> all() {
    return ProcessHandle.allProcesses().map(HandleProcesses::status).toList();
  }

  private static ProcessStatus status(ProcessHandle handle) {
    long started = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new ProcessStatus(
        new ProcessIdentity("", handle.pid(), started),
        handle.isAlive() ? '?' : 'X',
        handle.parent().map(ProcessHandle::pid).orElse(0L),
        0,
        0,
        handle.info().command().orElse(""));
  }

  @Override
  public boolean startedWith(ProcessStatus process, String variable, String value) {
    return false;
  }

  @Override
  public boolean same(ProcessIdentity found, ProcessIdentity recorded) {
    return found.pid() == recorded.pid()
        && Math.abs(found.startTicks() - recorded.startTicks()) <= CLOCK_TOLERANCE_MILLIS;
  }
}
