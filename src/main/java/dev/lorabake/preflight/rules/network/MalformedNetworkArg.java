package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An item of network_args that is no key and value. */
final class MalformedNetworkArg extends PatternRule {
  MalformedNetworkArg() {
    super(
        "malformed-network-arg",
        Topic.NETWORK,
        Severity.ERROR,
        "An item of network_args is not of the form key=value, and sd-scripts stops at it",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Object item : subject.recipe().list("network_args")) {
      String text = item.toString();
      boolean blanks = text.matches("\\s*\\w+\\s+=.*|\\s+\\w+=.*");
      if (text.indexOf('=') < 1 || blanks) {
        findings.add(
            found(
                    subject,
                    blanks
                        ? "network_args has \"" + text + "\": the blank becomes part of the key"
                        : "network_args has \"" + text + "\", which is not key=value",
                    "write it as \"conv_dim=8\", without blanks around the equals sign")
                .finding());
      }
    }
    return findings;
  }
}
