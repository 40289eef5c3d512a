package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionVariant;
import dev.lorabake.preflight.Rule;
import dev.lorabake.preflight.RuleCatalog;
import dev.lorabake.preflight.RulePage;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains an option, a rule, an optimizer, a network type or a family. */
@Command(
    name = "explain",
    description = "Explain an option, a rule, an optimizer, a network type or a family.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Output output;
  private final Surroundings surroundings;

  @Parameters(index = "0", arity = "0..1", paramLabel = "WORD", description = "What to explain.")
  @Nullable String word;

  @CommandLine.Option(names = "--list", description = "List every option by group.")
  boolean list;

  @CommandLine.Option(names = "--json", description = "Tell it as JSON.")
  boolean json;

  ExplainCommand(Surroundings surroundings, Output output) {
    this.output = output;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (list || word == null) {
      listOptions();
      return ExitCode.FINE;
    }
    if (word.equals("rules")) {
      listRules();
      return ExitCode.FINE;
    }
    String wanted = word.replaceFirst("^--", "");
    Optional<Map<String, Object>> facts =
        catalog()
            .option(wanted.replace('-', '_'))
            .map(this::facts)
            .or(() -> rule(wanted))
            .or(() -> catalog().optimizer(wanted).map(ExplainCommand::facts))
            .or(() -> catalog().network(wanted).map(ExplainCommand::facts))
            .or(() -> catalog().family(wanted).map(ExplainCommand::facts));
    show(facts.orElseThrow(() -> unknown(wanted)));
    return ExitCode.FINE;
  }

  /** Read only when it is needed: every command is made at every start. */
  private Catalog catalog() {
    return surroundings.catalog();
  }

  private void show(Map<String, Object> facts) {
    if (json) {
      output.json(facts);
      return;
    }
    facts.forEach((name, value) -> {
      if (name.equals("name")) {
        output.line(Colour.BOLD, value.toString(), "");
      } else if (name.equals("text")) {
        output.blank();
        output.block(value.toString());
      } else {
        output.line("  " + name.replace('_', ' ') + ": " + shown(value));
      }
    });
  }

  private static String shown(Object value) {
    return value instanceof List<?> items
        ? String.join(", ", items.stream().map(Object::toString).toList())
        : value.toString();
  }

  private void listRules() {
    if (json) {
      output.json(RuleCatalog.all().stream().map(ExplainCommand::facts).toList());
      return;
    }
    for (Rule rule : RuleCatalog.all()) {
      output.line(Colour.BOLD, rule.id(), ": " + rule.summary());
    }
  }

  private void listOptions() {
    Map<String, List<Option>> groups = new TreeMap<>();
    catalog()
        .options()
        .forEach(option ->
            groups.computeIfAbsent(option.note().group(), _ -> new ArrayList<>()).add(option));
    if (json) {
      output.json(catalog().options().stream().map(this::facts).toList());
      return;
    }
    groups.forEach((group, options) -> {
      output.line(Colour.BOLD, group, "");
      options.forEach(option -> output.line("  " + option.name() + ": " + option.note().help()));
    });
  }

  private Map<String, Object> facts(Option option) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", option.name());
    facts.put("what", option.note().help());
    facts.put("takes", option.type().description() + (option.list() ? ", several" : ""));
    put(facts, "choices", option.common().choices());
    Object standard = option.common().defaultValue();
    if (standard != null) {
      facts.put("default", standard);
    }
    option.perScript().forEach((script, variant) -> putVariant(facts, script, variant));
    facts.put("group", option.note().group());
    if (option.scripts().size() < catalog().scripts().size()) {
      facts.put("only_in", option.scripts().stream().sorted().toList());
    }
    put(facts, "only_with", option.note().onlyWith());
    option.note().conflicts().forEach((other, why) -> facts.put("conflict_with_" + other, why));
    option.note().ignoredBy().forEach((family, why) -> facts.put("ignored_by_" + family, why));
    putText(facts, "deprecated", option.note().deprecated());
    putText(facts, "no_effect", option.note().noEffect());
    return facts;
  }

  private static void putVariant(Map<String, Object> facts, String script, OptionVariant variant) {
    Object standard = variant.defaultValue();
    if (standard != null) {
      facts.put("default_in_" + script, standard);
    }
  }

  private static void put(Map<String, Object> facts, String name, List<String> values) {
    if (!values.isEmpty()) {
      facts.put(name, values);
    }
  }

  private static void putText(Map<String, Object> facts, String name, @Nullable String text) {
    if (text != null) {
      facts.put(name, text);
    }
  }

  private static Optional<Map<String, Object>> rule(String id) {
    return RuleCatalog.find(id).map(ExplainCommand::facts);
  }

  private static Map<String, Object> facts(Rule rule) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", rule.id());
    facts.put("what", rule.summary());
    facts.put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
    put(facts, "options", rule.options());
    facts.put("text", RulePage.explanation(rule));
    return facts;
  }

  private static Map<String, Object> facts(OptimizerType optimizer) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", optimizer.name());
    facts.put("what", optimizer.explanation());
    facts.put("usual_rate", optimizer.usualLrLow() + " to " + optimizer.usualLrHigh());
    facts.put("usual_scheduler", optimizer.usualScheduler());
    facts.put("state_bytes_per_parameter", optimizer.stateBytesPerParameter());
    putText(facts, "needs_package", optimizer.pythonPackage());
    put(facts, "usual_args", optimizer.usualArgs());
    return facts;
  }

  private static Map<String, Object> facts(NetworkType network) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", network.id());
    facts.put("what", network.explanation());
    facts.put("usual_rank", network.usualRankLow() + " to " + network.usualRankHigh());
    facts.put("families", List.copyOf(network.modules().keySet()));
    put(facts, "adds_network_args", network.args());
    put(facts, "reads_network_args", network.argNames());
    putText(facts, "needs_package", network.pythonPackage());
    put(facts, "limits", network.limits());
    return facts;
  }

  private static Map<String, Object> facts(Family family) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", family.id());
    facts.put("what", family.title());
    facts.put("script", family.script());
    facts.put("resolution", family.resolution());
    put(facts, "requires", family.requires());
    facts.put("usual_precision", family.usualPrecision());
    facts.put("text", family.notes());
    return facts;
  }

  private UserError unknown(String wanted) {
    List<String> known = new ArrayList<>();
    catalog().options().forEach(option -> known.add(option.name()));
    RuleCatalog.all().forEach(rule -> known.add(rule.id()));
    catalog().optimizers().forEach(optimizer -> known.add(optimizer.name()));
    catalog().networks().forEach(network -> known.add(network.id()));
    catalog().families().forEach(family -> known.add(family.id()));
    String near =
        Spelling.nearest(wanted, known).map(name -> "did you mean " + name + "? ").orElse("");
    return new UserError(
        "nothing is known as \"" + wanted + "\"",
        near + "lorabake explain --list shows every option");
  }
}
