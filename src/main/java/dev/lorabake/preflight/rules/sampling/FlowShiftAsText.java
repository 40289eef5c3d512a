package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;

/** A number that reaches the sampler as text. */
final class FlowShiftAsText extends PatternRule {
  FlowShiftAsText() {
    super(
        "flow-shift-as-text",
        Topic.SAMPLING,
        Severity.ERROR,
        "HunyuanImage's sampler calculates with flow_shift, which a prompt line hands on as text:"
            + " the run ends at the first sample");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (!subject.recipe().family().id().equals("hunyuan-image")) {
      return findings;
    }
    boolean lines = subject.plan().prompts() == null;
    for (SamplePrompt sample : subject.samples()) {
      sample
          .settings()
          .find("flow_shift")
          .filter(setting -> lines || setting.value() instanceof String)
          .ifPresent(setting ->
              findings.add(
                  found(
                          subject,
                          subject.nameOf(sample)
                              + " has flow_shift "
                              + setting.value()
                              + " in a prompt line: sd-scripts takes it for text and fails",
                          "remove it for the default of 5, or use sample_prompts with a .toml file,"
                              + " where it is a number")
                      .about("flow_shift")
                      .at(setting.place())
                      .as(SampleTimes.severity(subject, severity()))
                      .finding()));
    }
    return findings;
  }
}
