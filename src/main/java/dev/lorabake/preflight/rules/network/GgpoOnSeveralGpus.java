package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A perturbation that several processes switch off. */
final class GgpoOnSeveralGpus extends PatternRule {

  GgpoOnSeveralGpus() {
    super(
        "ggpo-on-several-gpus",
        Topic.NETWORK,
        Severity.WARNING,
        "On several GPUs sd-scripts never measures what ggpo_sigma and ggpo_beta need,"
            + " so that they do nothing",
        "network_args",
        "launch.num_processes");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    long processes = recipe.launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1);
    boolean used =
        network.args().containsKey("ggpo_sigma")
            && network.args().containsKey("ggpo_beta")
            && network.reads("ggpo_sigma", recipe.family());
    if (!used || processes <= 1) {
      return List.of();
    }
    return found(
            subject,
            "ggpo_sigma and ggpo_beta have no effect with " + processes + " processes",
            "remove them from network_args, or train with num_processes = 1")
        .list();
  }
}
