package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalDouble;

/** OFT's alpha is a limit on rotation, not a strength. */
final class OftAlphaTooLarge extends PatternRule {
  OftAlphaTooLarge() {
    super(
        "oft-alpha-too-large",
        Topic.NETWORK,
        Severity.WARNING,
        "For OFT network_alpha limits the rotation and must be tiny; 1, sd-scripts' default, does"
            + " not limit at all",
        "network_alpha",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalDouble alpha = subject.recipe().number("network_alpha");
    String module = ChosenNetwork.of(subject.recipe()).module();
    boolean oft = module.equals("networks.oft") || module.equals("networks.oft_flux");
    if (!oft || alpha.isEmpty() || alpha.getAsDouble() < 1) {
      return List.of();
    }
    return found(
            subject,
            "network_alpha is "
                + Figures.number(alpha.getAsDouble())
                + ", far too large for OFT, where it limits the rotation",
            "network_alpha = 0.001")
        .fix("network_alpha", 0.001)
        .list();
  }
}
