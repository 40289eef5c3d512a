package dev.lorabake.process;

/**
 * One process as it is now.
 *
 * @param state the letter of {@code /proc/PID/stat}: R S D Z T …; {@code ?} elsewhere
 * @param parent pid of its parent
 * @param group id of its process group, 0 where unknown; the same for the session
 * @param name short name of the program
 */
public record ProcessStatus(
    ProcessIdentity identity, char state, long parent, long group, long session, String name) {
  /** A zombie has ended: it waits for its parent to ask, and takes no signal. */
  public boolean ended() {
    return state == 'Z' || state == 'X' || state == 'x';
  }

  public long pid() {
    return identity.pid();
  }
}
