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
            DatasetFileCases.rows(),
            PromptCases.rows(),
            MachineCases.rows(),
            NetworkCases.rows(),
            NetworkArgCases.rows(),
            FirstStepCases.rows(),
            LearningCases.rows(),
            RunCases.rows(),
            WeightCases.rows())
        .flatMap(List::stream)
        .toList();
  }
}
