package dev.lorabake.tui.setup;

import dev.lorabake.preflight.Severity;
import dev.lorabake.tui.paint.Ink;

/** How a finding is told from others at a glance. */
public final class FindingMark {
  private FindingMark() {}

  public static String sign(Severity severity) {
    return switch (severity) {
      case ERROR -> "✗";
      case WARNING -> "▲";
      case ADVICE -> "·";
    };
  }

  public static Ink ink(Severity severity) {
    return switch (severity) {
      case ERROR -> Ink.ERROR;
      case WARNING -> Ink.WARNING;
      case ADVICE -> Ink.DIM;
    };
  }
}
