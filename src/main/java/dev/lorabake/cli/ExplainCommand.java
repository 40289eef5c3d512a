package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Explanations;
import dev.lorabake.train.explain.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains whatever has a name: options, rules, optimizers, terms and so on. */
@Command(
    name = "explain",
    description = {
      "Explain an option, a rule, an optimizer, a scheduler, a network type, a family, a term or"
          + " a kind of failure.",
      "options, rules, optimizers, schedulers, networks, network-args, dataset-keys, families,"
          + " terms and failures list theirs."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Output output;
  private final Surroundings surroundings;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "What to explain; several words are one.")
  List<String> words = new ArrayList<>();

  @Option(names = "--list", description = "List every option by group.")
  boolean list;

  @Option(names = "--json", description = "Tell it as JSON.")
  boolean json;

  ExplainCommand(Surroundings surroundings, Output output) {
    this.output = output;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Explanations explanations = new Explanations(surroundings.catalog());
    String typed = String.join(" ", words);
    if (list || typed.isBlank()) {
      all(explanations, Kind.OPTION);
      return ExitCode.FINE;
    }
    Optional<Kind> kind = Explanations.kind(typed);
    if (kind.isPresent()) {
      all(explanations, kind.get());
      return ExitCode.FINE;
    }
    Explanation found = explanations.find(typed).orElseThrow(() -> unknown(explanations, typed));
    if (json) {
      output.json(found.toMap());
    } else {
      new ExplanationText(output).print(found);
    }
    return ExitCode.FINE;
  }

  private void all(Explanations explanations, Kind kind) {
    List<Explanation> entries = explanations.all(kind);
    if (json) {
      output.json(entries.stream().map(Explanation::toMap).toList());
      return;
    }
    Map<String, List<Explanation>> groups = new TreeMap<>();
    for (Explanation entry : entries) {
      String group = entry.facts().getOrDefault("group", kind.folder()).toString();
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(entry);
    }
    groups.forEach((group, members) -> {
      output.line(Colour.BOLD, group, "");
      new ExplanationText(output).list(members);
    });
  }

  private static UserError unknown(Explanations explanations, String typed) {
    List<String> help = new ArrayList<>();
    List<String> near = explanations.near(typed);
    if (!near.isEmpty()) {
      help.add("did you mean " + either(near) + "?");
    }
    List<String> mentions = explanations.mentions(typed);
    if (!mentions.isEmpty()) {
      help.add("it is mentioned in " + String.join(", ", mentions) + ";");
    }
    help.add("lorabake explain --list shows every option, explain terms every term");
    return new UserError("nothing is known as \"" + typed + "\"", String.join(" ", help));
  }

  private static String either(List<String> names) {
    return names.size() == 1
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }
}
