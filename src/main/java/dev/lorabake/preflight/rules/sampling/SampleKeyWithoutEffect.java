package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SampleKeys;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A part of a prompt that this model's sampler never asks for. */
final class SampleKeyWithoutEffect extends PatternRule {
  /** What every sampler reads. */
  private static final Set<String> COMMON =
      Set.of("prompt", "negative_prompt", "width", "height", "sample_steps", "scale", "seed");

  private static final Set<String> STABLE_DIFFUSION = Set.of("sample_sampler", "controlnet_image");
  private static final Map<String, Set<String>> OWN =
      Map.of(
          "sd15", STABLE_DIFFUSION,
          "sd2", STABLE_DIFFUSION,
          "sdxl", STABLE_DIFFUSION,
          "flux", Set.of("guidance_scale", "controlnet_image"),
          "chroma", Set.of("guidance_scale", "controlnet_image"),
          "lumina", Set.of("cfg_trunc_ratio", "renorm_cfg"),
          "anima", Set.of("flow_shift"),
          "hunyuan-image", Set.of("flow_shift"));

  SampleKeyWithoutEffect() {
    super(
        "sample-key-without-effect",
        Topic.SAMPLING,
        Severity.WARNING,
        "A prompt sets something that the sampler of this model never asks for");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String family = subject.recipe().family().id();
    Set<String> own = OWN.getOrDefault(family, Set.of());
    Map<String, SamplePrompt> first = new TreeMap<>();
    for (SamplePrompt sample : subject.samples()) {
      Set<String> unread = new TreeSet<>(sample.settings().names());
      unread.retainAll(SampleKeys.NAMES); // others are told by the reader
      unread.removeAll(COMMON);
      unread.removeAll(own);
      unread.forEach(key -> first.putIfAbsent(key, sample));
      if (negativeUnread(family, sample)) {
        first.putIfAbsent("negative_prompt", sample);
      }
    }
    List<Finding> findings = new ArrayList<>();
    first.forEach((key, sample) ->
        findings.add(
            found(
                    subject,
                    subject.nameOf(sample)
                        + " has "
                        + key
                        + ", which the samples of "
                        + subject.recipe().family().title()
                        + (key.equals("negative_prompt")
                            ? " use with a scale other than 1 alone"
                            : " are made without"),
                    key.equals("negative_prompt") ? "scale = 3.5, or remove it" : "remove it")
                .about(key)
                .at(sample.place())
                .finding()));
    return findings;
  }

  /** FLUX is sampled without classifier-free guidance unless a scale is given. */
  private static boolean negativeUnread(String family, SamplePrompt sample) {
    return (family.equals("flux") || family.equals("chroma"))
        && !sample.negativePrompt().orElse("").isBlank()
        && sample.settings().number("scale").orElse(1) == 1;
  }
}
