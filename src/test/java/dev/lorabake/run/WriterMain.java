package dev.lorabake.run;

import java.nio.file.Path;

/** Writes one file over and over, in a program of its own, for tests that kill it. */
final class WriterMain {
  private WriterMain() {}

  /** The content of a version: its number, again at the end, much in between. */
  static String content(int version) {
    return "{\"version\": "
        + version
        + ", \"a\": \""
        + "x".repeat(20_000)
        + "\", \"end\": "
        + version
        + "}";
  }

  public static void main(String[] args) throws Exception {
    RunDirectory run = RunDirectory.open(Path.of(args[0]));
    for (int version = 1; ; version++) {
      run.write(RunDirectory.EXPECTED, content(version));
    }
  }
}
