package dev.lorabake.log;

/** The level that a log record carries. */
enum Level {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  CRITICAL
}
