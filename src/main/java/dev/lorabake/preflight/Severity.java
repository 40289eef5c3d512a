package dev.lorabake.preflight;

/** How bad a finding is, worst first. */
public enum Severity {
  /** Upstream will fail, or silently do what nobody wants: training is refused. */
  ERROR,
  /** Likely a mistake. */
  WARNING,
  /** A better known choice. */
  ADVICE
}
