package dev.lorabake.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The processes of this machine. */
public interface Processes {
  /** Of the machine's present uptime; empty where it has none. */
  String bootId();

  /** The process of that number, ended or not, while it is in the table. */
  Optional<ProcessStatus> find(long pid);

  /** All that can be seen, as a snapshot. */
  List<ProcessStatus> all();

  /** Whether the process was started with this variable; false where that cannot be read. */
  boolean startedWith(ProcessStatus process, String variable, String value);

  /**
   * Asks a process to end (SIGTERM), or ends it (SIGKILL), after looking once more that it is the
   * one meant.
   *
   * @return whether there was such a process to signal
   */
  default boolean end(ProcessIdentity identity, boolean forcibly) {
    if (!isAlive(identity)) {
      return false;
    }
    return ProcessHandle.of(identity.pid())
        .map(handle -> forcibly ? handle.destroyForcibly() : handle.destroy())
        .orElse(false);
  }

  /** Whether this very process runs; a zombie does not, nor does one of another boot. */
  default boolean isAlive(ProcessIdentity identity) {
    return identity.bootId().equals(bootId())
        && find(identity.pid())
            .filter(found -> !found.ended() && same(found.identity(), identity))
            .isPresent();
  }

  /** Whether two identities of one pid mean the same process. */
  boolean same(ProcessIdentity found, ProcessIdentity recorded);

  /** Those of the machine that this program runs on. */
  static Processes here() {
    Path proc = Path.of("/proc");
    return Files.isReadable(proc.resolve("self/stat"))
        ? new ProcFolder(proc)
        : new HandleProcesses();
  }
}
