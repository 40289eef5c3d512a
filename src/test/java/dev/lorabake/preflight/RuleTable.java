package dev.lorabake.preflight;

import java.util.List;
import java.util.stream.Stream;

/** All rows. */
final class RuleTable {
  private RuleTable() {}

  static List<RuleCase> all() {
    return Stream.of(
            ValueCases.rows(),
            NetworkCases.rows(),
            PrecisionCases.rows(),
            MemoryCases.rows(),
            EnvironmentCases.rows(),
            SavingCases.rows(),
            SamplingCases.rows())
        .flatMap(List::stream)
        .toList();
  }
}
