package dev.lorabake.preflight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A rule's page: a head made from the code, then the explanation that is kept by hand in {@code
 * rules/ID.md} beside this class.
 */
public final class RulePage {
  private RulePage() {}

  /** The whole page as Markdown. */
  public static String markdown(Rule rule) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(rule.id()).append("\n\n");
    out.append(rule.summary()).append(".\n\n");
    out.append("- Severity: ").append(lowerCase(rule.severity())).append('\n');
    out.append("- About: ").append(rule.topic().title()).append('\n');
    if (!rule.options().isEmpty()) {
      out.append("- Options: ").append(code(rule.options())).append('\n');
    }
    out.append("- To live with it: `allow = [\"").append(rule.id()).append("\"]` in `[check]`\n\n");
    return out.append(explanation(rule)).toString();
  }

  /** The list of all rules as Markdown, by topic. */
  public static String index() {
    StringBuilder out = new StringBuilder("# Rules\n\n");
    out.append("What `lorabake check` looks for. An error refuses training unless the recipe\n");
    out.append(
        "allows the rule; a warning is likely a mistake; advice is a better known choice.\n");
    for (Topic topic : Topic.values()) {
      List<Rule> rules = RuleCatalog.all().stream().filter(rule -> rule.topic() == topic).toList();
      if (!rules.isEmpty()) {
        out.append("\n## ").append(topic.title()).append("\n\n");
        out.append("| rule | severity | pattern |\n|---|---|---|\n");
        for (Rule rule : rules) {
          out.append(String.format("| [%1$s](%1$s.md) | ", rule.id()))
              .append(lowerCase(rule.severity()))
              .append(" | ")
              .append(rule.summary().replace("|", "\\|"))
              .append(" |\n");
        }
      }
    }
    return out.toString();
  }

  /**
   * The hand-written part.
   *
   * @throws IllegalStateException when the build left it out
   */
  public static String explanation(Rule rule) {
    String name = "rules/" + rule.id() + ".md";
    try (InputStream in = RulePage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  private static String lowerCase(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
