package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** The VAE works in every step. */
public final class LatentsNotCached extends PatternRule {
  public LatentsNotCached() {
    super(
        "latents-not-cached",
        Topic.MEMORY,
        Severity.ADVICE,
        "Without cached latents the VAE stays on the card and encodes every image again in every"
            + " epoch",
        "cache_latents",
        "cache_latents_to_disk");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean varied =
        subject.firstSet("color_aug").isPresent() || subject.firstSet("random_crop").isPresent();
    if (varied
        || subject.isActive("cache_latents")
        || subject.isActive("cache_latents_to_disk")
        || subject.isActive("dataset_class")) {
      return List.of();
    }
    long epochs = subject.plan().epochs();
    return found(
            subject,
            "latents are not cached: the VAE keeps its memory, and encodes every image"
                + (epochs > 1
                    ? " again in each of " + epochs + " epochs"
                    : " in the training step"),
            "cache_latents = true; flip_aug still works")
        .fix("cache_latents", true)
        .list();
  }
}
