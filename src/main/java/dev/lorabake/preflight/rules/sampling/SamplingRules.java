package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class SamplingRules {
  private SamplingRules() {}

  public static List<Rule> all() {
    return List.of(
        new EmptyPromptFile(),
        new FlowShiftAsText(),
        new LineTakenForPrompt(),
        new MissingSampleImage(),
        new PromptCutShort(),
        new PromptFileRefused(),
        new PromptsNeverUsed(),
        new SampleIntervalLongerThanRun(),
        new SampleKeyWithoutEffect(),
        new SampleSizeRounded(),
        new SampleStepsClamped(),
        new SampleValueRefused(),
        new SampleWithoutNegativePrompt(),
        new SampleWithoutPrompt(),
        new SamplesTooOften(),
        new SamplesWithoutPrompts(),
        new SmallSamples(),
        new TwoPromptSources(),
        new UnknownPromptFlag(),
        new UnknownSampler(),
        new UnreadSampleValue(),
        new WrongPromptFile(),
        new ZeroSeedOnLumina());
  }
}
