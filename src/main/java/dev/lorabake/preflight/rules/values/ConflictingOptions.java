package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two options that do not go together. */
final class ConflictingOptions extends PatternRule {
  /** Pairs with a rule of their own, which knows more. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "cache_info validation_split",
          "cache_latents color_aug",
          "cache_latents random_crop",
          "cache_latents_to_disk color_aug",
          "cache_latents_to_disk random_crop",
          "caption_tag_dropout_rate cache_text_encoder_outputs",
          "lr_scheduler_type lr_warmup_steps",
          "shuffle_caption cache_text_encoder_outputs",
          "token_warmup_step cache_text_encoder_outputs",
          "network_train_text_encoder_only cache_text_encoder_outputs");

  /**
   * Pairs that many recipes carry along from a form that always writes the second: true to say, but
   * no sign of a mistake.
   */
  private static final Set<String> LEFT_OVER =
      Set.of("bucket_no_upscale min_bucket_reso", "bucket_no_upscale max_bucket_reso");

  /** Families whose trainer lacks the check that the others make, before the pair. */
  private static final Set<String> UNCHECKED =
      Set.of("hunyuan-image blocks_to_swap cpu_offload_checkpointing");

  ConflictingOptions() {
    super(
        "conflicting-options",
        Topic.VALUES,
        Severity.ERROR,
        "Two options do not go together: sd-scripts stops, or passes over one of them");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Option option : subject.recipe().catalog().options()) {
      if (!option.note().conflicts().isEmpty() && option.isIn(subject.recipe().script())) {
        subject.firstSet(option.name()).ifPresent(set -> check(subject, option, set, findings));
      }
    }
    return findings;
  }

  private void check(Subject subject, Option option, KeyValue set, List<Finding> findings) {
    option
        .note()
        .conflicts()
        .forEach((other, consequence) -> {
          Optional<KeyValue> rival = subject.firstSet(other);
          String pair = option.name() + " " + other;
          if (rival.isPresent() && !ELSEWHERE.contains(pair)) {
            String here = subject.recipe().family().id() + " " + pair;
            boolean stops = option.note().stopsWith().contains(other) && !UNCHECKED.contains(here);
            Severity passedOver = LEFT_OVER.contains(pair) ? Severity.ADVICE : Severity.WARNING;
            findings.add(
                found(
                        subject,
                        option.name() + " and " + other + " do not go together: " + consequence,
                        "remove one of the two")
                    .about(set.name(), rival.get().name())
                    .at(set.at() == null ? rival.get().at() : set.at())
                    .as(stops ? Severity.ERROR : passedOver)
                    .finding());
          }
        });
  }
}
