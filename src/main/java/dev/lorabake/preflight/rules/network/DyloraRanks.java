package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** DyLoRA's own limits on its ranks. */
final class DyloraRanks extends PatternRule {
  DyloraRanks() {
    super(
        "dylora-ranks",
        Topic.NETWORK,
        Severity.ERROR,
        "DyLoRA needs a rank that is a multiple of its unit, and a conv_dim equal to the rank",
        "network_args",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    boolean own = network.module().equals("networks.dylora");
    boolean lycoris = network.isLycoris() && "dylora".equalsIgnoreCase(network.args().get("algo"));
    if (rank.isEmpty() || (!own && !lycoris)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    OptionalLong conv = network.convRank();
    if (own && conv.isPresent() && conv.getAsLong() != rank.getAsLong()) {
      findings.add(
          found(
                  subject,
                  "conv_dim " + conv.getAsLong() + " differs from network_dim " + rank.getAsLong(),
                  "conv_dim=" + rank.getAsLong() + ", or leave it out")
              .finding());
    }
    String unit = network.args().getOrDefault(own ? "unit" : "block_size", own ? "1" : "4");
    OptionalLong size = Literal.whole(unit);
    if (size.isPresent() && size.getAsLong() <= 0) {
      findings.add(
          found(
                  subject,
                  (own ? "unit " : "block_size ") + unit + " is below 1, and sd-scripts fails",
                  own ? "unit=1, or leave it out" : "block_size=4, or leave it out")
              .finding());
      return findings;
    }
    boolean uneven =
        lycoris
            && conv.isPresent()
            && size.isPresent()
            && conv.getAsLong() % size.getAsLong() != 0
            && !subject.recipe().family().flow();
    if (uneven) {
      findings.add(
          found(
                  subject,
                  "conv_dim " + conv.getAsLong() + " is no multiple of block_size " + unit,
                  "conv_dim=" + rank.getAsLong() + ", or conv_dim=0")
              .finding());
    }
    if (size.isPresent() && rank.getAsLong() % size.getAsLong() != 0) {
      findings.add(
          found(
                  subject,
                  "network_dim "
                      + rank.getAsLong()
                      + " is no multiple of "
                      + (own ? "unit " : "block_size ")
                      + unit,
                  "network_dim = " + (rank.getAsLong() / size.getAsLong() + 1) * size.getAsLong())
              .finding());
    }
    return findings;
  }
}
