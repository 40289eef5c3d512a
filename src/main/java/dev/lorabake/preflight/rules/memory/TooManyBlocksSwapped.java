package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Swapping nearly the whole model. */
public final class TooManyBlocksSwapped extends PatternRule {
  public TooManyBlocksSwapped() {
    super(
        "too-many-blocks-swapped",
        Topic.MEMORY,
        Severity.ERROR,
        "More blocks are to be swapped than the model can spare, and sd-scripts stops",
        "blocks_to_swap");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long blocks = subject.recipe().whole("blocks_to_swap").orElse(0);
    int limit = BlockSwap.limit(subject.recipe()).orElse(Integer.MAX_VALUE);
    boolean medium =
        subject.recipe().family().id().equals("sd3")
            && blocks > BlockSwap.SD3_MEDIUM
            && blocks <= limit;
    if (blocks <= limit && !medium) {
      return List.of();
    }
    long most = medium ? BlockSwap.SD3_MEDIUM : limit;
    return found(
            subject,
            "blocks_to_swap is "
                + blocks
                + ", and "
                + (medium
                    ? "only Stable Diffusion 3.5 Large has so many blocks: the others stop above "
                    : subject.recipe().family().title() + " stops above ")
                + most,
            "blocks_to_swap = " + most + " or less; each block fewer is faster")
        .as(medium ? Severity.WARNING : Severity.ERROR)
        .fix("blocks_to_swap", most)
        .list();
  }
}
