package dev.lorabake.cli;

import sun.misc.Signal;

/** Hears Ctrl-C, which otherwise would end the program without a question. */
@SuppressWarnings("sunapi") // sun.misc.Signal: there is no other way to hear Ctrl-C
final class Interrupts {
  private Interrupts() {}

  /** Runs the action on the signal's own thread, each time; false where the system has no such signal. */
  static boolean onInterrupt(Runnable action) {
    try {
      Signal.handle(new Signal("INT"), _ -> action.run());
      return true;
    } catch (IllegalArgumentException e) {
      return false; // the JVM was started with -Xrs, or the system knows no SIGINT
    }
  }
}
