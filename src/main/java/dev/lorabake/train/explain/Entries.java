package dev.lorabake.train.explain;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.Pages;
import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.log.diagnosis.FailureGroups;
import dev.lorabake.preflight.Rule;
import dev.lorabake.preflight.RuleCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the explanation of everything that the catalogue, the rules and the pages name. */
final class Entries {
  private final Catalog catalog;
  private final OptionFacts optionFacts;
  private final Interactions interactions;

  Entries(Catalog catalog) {
    this.catalog = catalog;
    optionFacts = new OptionFacts(catalog);
    interactions = new Interactions(catalog);
  }

  /** The names of that kind, in the catalogue's order. */
  List<String> names(Kind kind) {
    return switch (kind) {
      case OPTION -> catalog.options().stream().map(Option::name).toList();
      case NETWORK_ARG -> List.copyOf(Pages.networkArgs());
      case DATASET_KEY -> catalog.datasetKeys().stream().map(DatasetKey::name).toList();
      case RULE -> RuleCatalog.all().stream().map(Rule::id).toList();
      case OPTIMIZER -> catalog.optimizers().stream().map(OptimizerType::name).toList();
      case SCHEDULER -> catalog.schedulers().stream().map(SchedulerType::name).toList();
      case NETWORK -> catalog.networks().stream().map(NetworkType::id).toList();
      case FAMILY -> catalog.families().stream().map(Family::id).toList();
      case TERM -> List.copyOf(Pages.named(Kind.TERM.folder()));
      case FAILURE -> List.copyOf(FailureGroups.titles().keySet());
    };
  }

  /** The explanation, empty for a name that is not there; without other words to look at. */
  Optional<Explanation> entry(Kind kind, String name) {
    return switch (kind) {
      case OPTION -> catalog.option(name).map(this::option);
      case NETWORK_ARG ->
          Pages.networkArgs().contains(name) ? Optional.of(networkArg(name)) : Optional.empty();
      case DATASET_KEY -> catalog.datasetKey(name).map(Entries::datasetKey);
      case RULE -> RuleCatalog.find(name).map(Entries::rule);
      case OPTIMIZER -> catalog.optimizer(name).map(Entries::optimizer);
      case SCHEDULER -> catalog.scheduler(name).map(Entries::scheduler);
      case NETWORK -> catalog.network(name).map(Entries::network);
      case FAMILY -> catalog.family(name).map(this::family);
      case TERM -> Pages.text(Kind.TERM.folder(), name).map(text -> term(name, text));
      case FAILURE ->
          Optional.ofNullable(FailureGroups.titles().get(name)).map(title -> failure(name, title));
    };
  }

  private Explanation option(Option option) {
    return new Explanation(
        Kind.OPTION,
        option.name(),
        option.note().help(),
        optionFacts.of(option),
        interactions.of(option),
        rulesOn(option.name()),
        page(Kind.OPTION, option.name()),
        List.of());
  }

  private static List<Rule> rulesOn(String name) {
    return RuleCatalog.all().stream().filter(rule -> rule.options().contains(name)).toList();
  }

  private Explanation networkArg(String name) {
    List<String> readers = new ArrayList<>();
    for (NetworkType network : catalog.networks()) {
      if (network.argNames().contains(name)) {
        readers.add(network.id());
      }
    }
    Facts facts =
        new Facts()
            .with("written_as", "network_args = [\"" + name + "=…\"]")
            .with("read_by", readers);
    return plain(Kind.NETWORK_ARG, name, Pages.networkArg(name), facts);
  }

  private static Explanation datasetKey(DatasetKey key) {
    Facts facts =
        new Facts()
            .with("takes", key.type().description())
            .with("stands_in", key.levels())
            .with("kinds_of_dataset", key.kinds())
            .with("option", key.option());
    return plain(Kind.DATASET_KEY, key.name(), key.help(), facts);
  }

  private static Explanation rule(Rule rule) {
    Facts facts =
        new Facts()
            .with("severity", rule.severity().name().toLowerCase(Locale.ROOT))
            .with("options", rule.options());
    return new Explanation(
        Kind.RULE,
        rule.id(),
        rule.summary(),
        facts.map(),
        List.of(),
        List.of(),
        RuleCatalog.page(rule),
        List.of());
  }

  private static Explanation optimizer(OptimizerType optimizer) {
    Facts facts =
        new Facts()
            .with(
                "usual_rate",
                Facts.number(optimizer.usualLrLow())
                    + " to "
                    + Facts.number(optimizer.usualLrHigh()))
            .with("usual_scheduler", optimizer.usualScheduler())
            .with("state_bytes_per_parameter", optimizer.stateBytesPerParameter())
            .with("needs_package", optimizer.pythonPackage())
            .with("usual_args", optimizer.usualArgs())
            .with("also_written", optimizer.aliases());
    return plain(Kind.OPTIMIZER, optimizer.name(), optimizer.explanation(), facts);
  }

  private static Explanation scheduler(SchedulerType scheduler) {
    Facts facts =
        new Facts()
            .with("warm_up", scheduler.warmup().name().toLowerCase(Locale.ROOT))
            .with("needs", scheduler.needs())
            .with("reads", scheduler.uses());
    return plain(Kind.SCHEDULER, scheduler.name(), scheduler.explanation(), facts);
  }

  private static Explanation network(NetworkType network) {
    Facts facts =
        new Facts()
            .with(
                "usual_rank",
                network.usualRankHigh() == 1 // it has none
                    ? null
                    : network.usualRankLow() + " to " + network.usualRankHigh())
            .with("families", List.copyOf(network.modules().keySet()))
            .with("adds_network_args", network.args())
            .with("reads_network_args", network.argNames())
            .with("needs_package", network.pythonPackage())
            .with("limits", network.limits());
    return plain(Kind.NETWORK, network.id(), network.explanation(), facts);
  }

  private Explanation family(Family family) {
    List<String> ignored = new ArrayList<>();
    for (Option option : catalog.options()) {
      if (option.note().ignoredBy().containsKey(family.id())) {
        ignored.add(option.name());
      }
    }
    Facts facts =
        new Facts()
            .with("script", family.script())
            .with("resolution", family.resolution())
            .with("requires", family.requires())
            .with("usual_precision", family.usualPrecision())
            .with("text_encoders", family.textEncoders())
            .with("ignores", ignored);
    String page = page(Kind.FAMILY, family.id());
    String text = page.isEmpty() ? family.notes() : family.notes() + ".\n\n" + page;
    return new Explanation(
        Kind.FAMILY,
        family.id(),
        family.title(),
        facts.map(),
        List.of(),
        List.of(),
        text,
        List.of());
  }

  private static Explanation failure(String name, String title) {
    return new Explanation(
        Kind.FAILURE,
        name,
        title,
        Map.of(),
        List.of(),
        List.of(),
        FailureGroups.page(name),
        List.of());
  }

  /** A term's page begins with its sentence. */
  private static Explanation term(String name, String text) {
    String[] parts = text.split("\n\n", 2);
    String sentence = parts[0].replace('\n', ' ').replaceFirst("\\.$", "");
    Facts facts = new Facts().with("also_called", Pages.synonyms(Kind.TERM.folder(), name));
    return new Explanation(
        Kind.TERM,
        name,
        sentence,
        facts.map(),
        List.of(),
        List.of(),
        parts.length > 1 ? parts[1] : "",
        List.of());
  }

  private static Explanation plain(Kind kind, String name, String what, Facts facts) {
    return new Explanation(
        kind, name, what, facts.map(), List.of(), rulesOn(name), page(kind, name), List.of());
  }

  private static String page(Kind kind, String name) {
    return Pages.text(kind.folder(), name).orElse("");
  }

  /** Other names that upstream itself takes. */
  List<String> aliases(Kind kind, String name) {
    return kind == Kind.OPTIMIZER
        ? catalog.optimizer(name).map(OptimizerType::aliases).orElse(List.of())
        : List.of();
  }

  /** The option whose page says what there is to say about a key of the dataset configuration. */
  Optional<String> standIn(String key) {
    return page(Kind.DATASET_KEY, key).isEmpty()
        ? catalog.datasetKey(key).map(DatasetKey::option)
        : Optional.empty();
  }

  /** Everything of a kind. */
  List<Explanation> all(Kind kind) {
    return names(kind).stream().flatMap(name -> entry(kind, name).stream()).toList();
  }

  /** The options that take this word as a value. */
  List<String> choosing(String value) {
    return catalog.options().stream()
        .filter(option ->
            option.common().choices().contains(value)
                || option.perScript().values().stream()
                    .anyMatch(variant -> variant.choices().contains(value)))
        .map(Option::name)
        .toList();
  }
}
