package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A key of network_args that upstream passes itself. */
final class ReservedNetworkArg extends PatternRule {
  /** Parameters of every create_network that train_network.py fills. */
  private static final Set<String> RESERVED =
      Set.of("multiplier", "network_dim", "network_alpha", "neuron_dropout");

  /** The others by module; the modules for U-Nets, and LyCORIS, have these. */
  private static final Set<String> USUAL = Set.of("vae", "text_encoder", "unet");

  private static final Map<String, Set<String>> OWN =
      Map.of(
          "networks.lora_flux", Set.of("ae", "text_encoders", "flux"),
          "networks.lora_sd3", Set.of("vae", "text_encoders", "mmdit"),
          "networks.lora_lumina", Set.of("ae", "text_encoders", "lumina"),
          "networks.lora_anima", Set.of("vae", "text_encoders", "unet"),
          "networks.lora_hunyuan_image", Set.of("vae", "text_encoders", "flux"));

  ReservedNetworkArg() {
    super(
        "reserved-network-arg",
        Topic.NETWORK,
        Severity.ERROR,
        "network_args names a value that sd-scripts passes itself, and it stops at the second one",
        "network_args");
  }

  static boolean isReserved(String module, String key) {
    return RESERVED.contains(key) || OWN.getOrDefault(module, USUAL).contains(key);
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    network
        .args()
        .forEach((key, value) -> {
          if (isReserved(network.module(), key)) {
            boolean option = subject.recipe().catalog().option(key).isPresent();
            findings.add(
                found(
                        subject,
                        "network_args has " + key + "=" + value + ", which sd-scripts sets itself",
                        option
                            ? "remove it and set the option: " + key + " = " + value
                            : "remove it")
                    .finding());
          }
        });
    return findings;
  }
}
