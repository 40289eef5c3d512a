package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** More blocks than the model can spare. */
final class TooManyBlocksToSwap extends PatternRule {
  /** Family to the most blocks that upstream lets go (library, enable_block_swap of each model). */
  private static final Map<String, Integer> MOST =
      Map.of("flux", 35, "chroma", 35, "sd3", 36, "lumina", 24, "anima", 26, "hunyuan-image", 37);

  TooManyBlocksToSwap() {
    super(
        "too-many-blocks-to-swap",
        Topic.MEMORY,
        Severity.ERROR,
        "blocks_to_swap is more than the model can spare, and sd-scripts stops",
        "blocks_to_swap");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalLong blocks = subject.recipe().whole("blocks_to_swap");
    Integer most = MOST.get(subject.recipe().family().id());
    if (most == null || blocks.isEmpty() || blocks.getAsLong() <= most) {
      return List.of();
    }
    return found(
            subject,
            "blocks_to_swap "
                + blocks.getAsLong()
                + "; "
                + subject.recipe().family().title()
                + " can spare "
                + most
                + " at most",
            "blocks_to_swap = " + most + " or less")
        .fix("blocks_to_swap", most.longValue())
        .list();
  }
}
