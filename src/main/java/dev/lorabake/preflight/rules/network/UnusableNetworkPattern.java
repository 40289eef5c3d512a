package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of module names that cannot be used. */
final class UnusableNetworkPattern extends PatternRule {

  private static final Set<String> PAIRED =
      Set.of("networks.lora_flux", "networks.lora_anima", "networks.lora_hunyuan_image");
  private static final Pattern QUOTED =
      Pattern.compile("\\s*([rRuU]?(['\"]).*\\2|\\[.*\\]|\\(.*\\))\\s*");

  UnusableNetworkPattern() {
    super(
        "unusable-network-pattern",
        Topic.NETWORK,
        Severity.ERROR,
        "A regular expression in network_args cannot be read, or does not come with a" + " number",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    boolean anima = network.module().equals("networks.lora_anima");
    List<Finding> findings = new ArrayList<>();
    if (PAIRED.contains(network.module())) {
      pairs(subject, network, "network_reg_dims", true, true, findings);
      pairs(subject, network, "network_reg_lrs", false, anima, findings);
    }
    if (anima) {
      literal(subject, network, "exclude_patterns", findings);
      literal(subject, network, "include_patterns", findings);
    }
    return findings;
  }

  /** {@code pattern=number} with commas between them; what cannot be read is passed over. */
  private void pairs(
      Subject subject,
      ChosenNetwork network,
      String key,
      boolean whole,
      boolean stops,
      List<Finding> findings) {
    for (String pair : network.args().getOrDefault(key, "").split(",", -1)) {
      int equals = pair.indexOf('=');
      if (pair.isBlank()) {
        continue;
      }
      String number = pair.substring(equals + 1);
      boolean counted = equals > 0 && (whole ? Literal.isWhole(number) : Literal.isNumber(number));
      if (!counted) {
        findings.add(
            found(
                    subject,
                    key
                        + " in network_args has \""
                        + pair.strip()
                        + "\", which sd-scripts passes"
                        + " over: it is no pattern with "
                        + (whole ? "a rank" : "a rate"),
                    "write pattern=" + (whole ? "8" : "1e-4") + "; a pattern cannot hold a comma")
                .as(Severity.WARNING)
                .finding());
      } else if (!isPattern(pair.substring(0, equals).strip())) {
        findings.add(
            found(
                    subject,
                    key
                        + " in network_args has the pattern \""
                        + pair.substring(0, equals).strip()
                        + "\", which is no regular expression",
                    "close its brackets, and put a backslash before a literal one")
                .as(stops ? Severity.ERROR : Severity.WARNING)
                .finding());
      }
    }
  }

  private void literal(Subject subject, ChosenNetwork network, String key, List<Finding> findings) {
    String text = network.args().get(key);
    if (text != null && !QUOTED.matcher(text).matches()) {
      findings.add(
          found(
                  subject,
                  key + " in network_args is " + text + ", and sd-scripts wants it in quotes",
                  "write " + key + "=['" + text + "']")
              .finding());
    }
  }

  /** Python and Java agree on brackets and stars; where they may not, the pattern passes. */
  private static boolean isPattern(String text) {
    if (text.contains("(?") || text.contains("{")) {
      return true;
    }
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
