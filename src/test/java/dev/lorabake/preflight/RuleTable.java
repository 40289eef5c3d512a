package dev.lorabake.preflight;

import java.util.List;
import java.util.stream.Stream;

/** All rows. */
final class RuleTable {
  private RuleTable() {}

  static List<RuleCase> all() {
    return Stream.of(
            ValueCases.rows(),
            DatasetCases.rows(),
            DatasetConfigCases.rows(),
            MachineCases.rows(),
            NetworkCases.rows(),
            LearningCases.rows(),
            RunCases.rows())
        .flatMap(List::stream)
        .toList();
  }
}
