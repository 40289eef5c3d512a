package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Set;

/** A compiler that accelerate does not know. */
final class UnknownDynamoBackend extends PatternRule {
  /** Choices of upstream's parser that accelerate's DynamoBackend lacks. */
  private static final Set<String> UNKNOWN = Set.of("tensort", "ipex");

  UnknownDynamoBackend() {
    super(
        "unknown-dynamo-backend",
        Topic.MEMORY,
        Severity.ERROR,
        "sd-scripts offers this dynamo_backend, but accelerate does not know it and stops",
        "dynamo_backend",
        "torch_compile");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String backend = subject.recipe().text("dynamo_backend").orElse("");
    if (!subject.recipe().flag("torch_compile") || !UNKNOWN.contains(backend)) {
      return List.of();
    }
    return found(
            subject,
            "dynamo_backend " + backend + " is unknown to accelerate, which stops",
            "dynamo_backend = \"inductor\"")
        .fix("dynamo_backend", "inductor")
        .list();
  }
}
