package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A mask that stays on. */
final class CachedAlphaMask extends FileRule {
  CachedAlphaMask() {
    super(
        "cached-alpha-mask",
        Topic.DATASET,
        Severity.WARNING,
        "alpha_mask is off, yet the cached latents hold a mask: the loss is masked all the same",
        Kind.LATENTS_MASKED,
        "have an alpha mask among their cached latents, which counts although alpha_mask is off",
        "remove these .npz files to train the whole image, or set alpha_mask = true",
        "alpha_mask",
        "cache_latents_to_disk");
  }
}
