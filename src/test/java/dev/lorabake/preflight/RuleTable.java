package dev.lorabake.preflight;

import java.util.List;
import java.util.stream.Stream;

/** All rows. */
final class RuleTable {
  private RuleTable() {}

  static List<RuleCase> all() {
    return Stream.of(CaptionCases.rows(), DatasetCases.rows(), EnvironmentCases.rows(), MemoryCases.rows(), NetworkCases.rows(), PrecisionCases.rows(), SamplingCases.rows(), SavingCases.rows(), StepCases.rows(), ValueCases.rows())
        .flatMap(List::stream)
        .toList();
  }
}
