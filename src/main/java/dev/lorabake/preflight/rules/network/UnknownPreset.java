package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.nio.file.Files;
import java.util.List;

/** A preset that LyCORIS neither has nor can read. */
final class UnknownPreset extends PatternRule {

  UnknownPreset() {
    super(
        "unknown-preset",
        Topic.NETWORK,
        Severity.ERROR,
        "The preset in network_args is no preset of LyCORIS and no file, and sd-scripts"
            + " stops after everything is loaded and cached",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String preset = Lycoris.preset(network);
    if (!network.isLycoris()
        || Lycoris.hasOwnPreset(network)
        || Files.isRegularFile(subject.recipe().resolve(preset))) {
      return List.of();
    }
    return found(
            subject,
            "network_args has preset=" + preset + ", which is neither a preset nor a file",
            Spelling.nearest(preset, Lycoris.presets())
                .map(near -> "did you mean preset=" + near + "?")
                .orElse("use one of " + String.join(", ", Lycoris.presets())))
        .list();
  }
}
