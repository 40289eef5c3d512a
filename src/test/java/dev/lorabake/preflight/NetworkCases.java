package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Rank, alpha, network types and their arguments. */
final class NetworkCases {
  private NetworkCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("alpha-exceeds-rank")
            .bad("network_alpha = 64")
            .good("network_alpha = 16")
            .says("network_alpha 64 is above network_dim 16", "4 times", "network_alpha = 16"));
  }
}
