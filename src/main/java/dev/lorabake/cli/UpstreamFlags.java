package dev.lorabake.cli;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.recipe.Flag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Every upstream option as a flag, spelled with underscores or hyphens; {@code --no-…} switches off
 * what the recipe switches on.
 */
final class UpstreamFlags {
  /** Marks the flags of upstream, so that help can keep them apart from lorabake's own. */
  private record Origin(String option, boolean off, boolean list) {}

  /** lorabake takes the file itself. */
  private static final Set<String> LEFT_OUT = Set.of("config_file", "output_config");

  private UpstreamFlags() {}

  /** Adds those flags that {@code wanted} takes by one of their spellings. */
  static void addTo(CommandSpec spec, Catalog catalog, Predicate<String> wanted) {
    for (Option option : catalog.options()) {
      if (LEFT_OUT.contains(option.name())) {
        continue;
      }
      add(spec, option, names("--", option.name()), false, wanted);
      if (option.isSwitch() && catalog.option("no_" + option.name()).isEmpty()) {
        add(spec, option, names("--no_", option.name()), true, wanted);
      }
    }
  }

  static boolean isUpstream(OptionSpec spec) {
    return spec.userObject() instanceof Origin;
  }

  /** The flags that were given, in the order of the command line. */
  static List<Flag> given(ParseResult result) {
    List<Flag> flags = new ArrayList<>();
    for (OptionSpec spec : result.matchedOptions()) {
      if (spec.userObject() instanceof Origin origin) {
        flags.add(new Flag(origin.option, values(spec, origin)));
      }
    }
    return flags;
  }

  private static List<String> values(OptionSpec spec, Origin origin) {
    if (origin.off) {
      return List.of("false");
    }
    List<String> words = spec.originalStringValues();
    if (spec.arity().max() == 0 || words.isEmpty()) {
      return List.of();
    }
    return origin.list ? List.copyOf(words) : List.of(words.getLast());
  }

  private static void add(
      CommandSpec spec, Option option, Set<String> names, boolean off, Predicate<String> wanted) {
    if (names.stream().noneMatch(wanted)) {
      return;
    }
    names.removeIf(name -> spec.findOption(name) != null);
    if (names.isEmpty()) {
      return; // the option is also one of lorabake's own
    }
    OptionSpec.Builder builder =
        OptionSpec.builder(names.toArray(String[]::new))
            .userObject(new Origin(option.name(), off, option.list()))
            .description(option.note().help().replace("%", "%%"));
    if (option.isSwitch()) {
      builder.type(boolean.class).arity("0");
    } else {
      builder
          .type(List.class)
          .auxiliaryTypes(String.class)
          .arity(option.list() ? "0..*" : "1")
          .paramLabel(label(option));
      if (!option.common().choices().isEmpty()) {
        builder.completionCandidates(option.common().choices());
      }
    }
    spec.addOption(builder.build());
  }

  private static String label(Option option) {
    return switch (option.type()) {
      case BOOL -> "";
      case INT -> "N";
      case FLOAT -> "NUMBER";
      case INT_OR_FLOAT -> "STEPS";
      case STR -> option.common().choices().isEmpty() ? "TEXT" : "CHOICE";
      case PATH -> "FILE";
    };
  }

  private static Set<String> names(String prefix, String option) {
    Set<String> names = new LinkedHashSet<>();
    names.add(prefix + option);
    names.add((prefix + option).substring(0, 2) + (prefix + option).substring(2).replace('_', '-'));
    return names;
  }
}
