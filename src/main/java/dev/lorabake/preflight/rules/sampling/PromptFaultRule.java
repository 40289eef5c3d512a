package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.PromptFault;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;

/** Says what upstream would not take of the prompts, be they in a file or in the recipe. */
abstract class PromptFaultRule extends PatternRule {
  private final PromptFault.Kind kind;
  private final String help;

  PromptFaultRule(
      String id, Severity severity, String summary, PromptFault.Kind kind, String help) {
    super(id, Topic.SAMPLING, severity, summary, "sample_prompts");
    this.kind = kind;
    this.help = help;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    PromptFile file = subject.plan().prompts();
    List<PromptFault> faults = new ArrayList<>();
    if (file != null) {
      faults.addAll(file.faults());
    }
    for (SamplePrompt sample : subject.recipe().samples()) {
      faults.addAll(PromptFile.faultsOf(sample));
    }
    for (PromptFault fault : faults) {
      if (fault.kind() == kind) {
        String where = file == null ? "[[sample]]: " : file.file().getFileName() + ": ";
        findings.add(
            found(subject, where + fault.text(), help)
                .at(fault.at())
                .as(SampleTimes.severity(subject, severity()))
                .finding());
      }
    }
    return findings;
  }
}
