package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class SamplingRules {
  private SamplingRules() {}

  public static List<Rule> all() {
    return List.of(
        new PromptCutShort(),
        new PromptsNeverUsed(),
        new SampleIntervalLongerThanRun(),
        new SampleSizeRounded(),
        new SampleWithoutNegativePrompt(),
        new SampleWithoutPrompt(),
        new SamplesTooOften(),
        new SamplesWithoutPrompts(),
        new SmallSamples(),
        new TwoPromptSources(),
        new UnknownSampler(),
        new WrongPromptFile(),
        new ZeroSeedOnLumina());
  }
}
