package dev.lorabake.cli;

/** What lorabake tells the program that called it. */
final class ExitCode {
  static final int FINE = 0;

  /** Findings forbid the training. */
  static final int BLOCKED = 1;

  /** lorabake itself could not work: wrong usage, unreadable file. */
  static final int USAGE = 2;

  static final int FAILED = 3;
  static final int STOPPED = 4;
  static final int LOST = 5;

  private ExitCode() {}
}
