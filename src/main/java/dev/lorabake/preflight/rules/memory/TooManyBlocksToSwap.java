package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelPart;
import dev.lorabake.weights.ModelPart.Layout;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** More blocks than the model can spare. */
final class TooManyBlocksToSwap extends PatternRule {
  /** Family to the most blocks that upstream lets go (library, enable_block_swap of each model). */
  private static final Map<String, Integer> MOST =
      Map.of("flux", 35, "chroma", 35, "sd3", 36, "lumina", 24, "anima", 26, "hunyuan-image", 37);

  /** A file with fewer blocks is no whole model. */
  private static final int FEWEST = 4;

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
    Long most = most(subject);
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
        .fix("blocks_to_swap", most)
        .list();
  }

  /** What the file's own blocks allow, where they can be counted: SD3 medium has fewer. */
  private static @Nullable Long most(Subject subject) {
    Integer usual = MOST.get(subject.recipe().family().id());
    ModelContents contents =
        subject.models().contents("pretrained_model_name_or_path").orElse(null);
    ModelPart base = contents == null ? null : contents.base().orElse(null);
    if (usual == null || contents == null || base == null || base.layout() != Layout.ORIGINAL) {
      return usual == null ? null : usual.longValue();
    }
    int joint = contents.blocks(base.prefix() + "joint_blocks.");
    int pairs = contents.blocks(base.prefix() + "double_blocks.");
    int single = contents.blocks(base.prefix() + "single_blocks.");
    if (base.kind() == ModelKind.SD3 && joint >= FEWEST) {
      return joint - 2L;
    }
    boolean flux = base.kind() == ModelKind.FLUX || base.kind() == ModelKind.CHROMA;
    return flux && pairs >= FEWEST && single >= FEWEST
        ? Math.min(2L * (pairs - 2) + 1, 2L * ((single - 2) / 2))
        : usual.longValue();
  }
}
