package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.Visible;
import dev.lorabake.recipe.Spelling;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Builds the command line once, for {@code main} and for the tests alike. */
final class Cli {
  /** Commands that take every upstream option as a flag. */
  private static final Set<String> WITH_UPSTREAM_FLAGS =
      Set.of("new", "import", "check", "plan", "dataset", "render", "train", "resume", "queue add");

  private Cli() {}

  static int run(String[] args, Surroundings surroundings) {
    return create(surroundings, Arrays.asList(args)).execute(args);
  }

  /**
   * The command line, as far as these words need it: the one command that they name, with the
   * upstream flags among them. All commands with all their flags cost half a second at every start.
   */
  static CommandLine create(Surroundings surroundings, List<String> args) {
    String first = args.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
    Set<String> words = flagNames(args);
    if (first.equals("completion") || !Commands.names().contains(first)) {
      boolean version = words.contains("--version") || words.contains("-V");
      Set<String> commands = version ? Set.of() : Commands.names();
      return create(surroundings, commands, Set.of(), first.equals("completion"));
    }
    CommandLine root = create(surroundings, Set.of(first), words, false);
    IParameterExceptionHandler usual = root.getParameterExceptionHandler();
    root.setParameterExceptionHandler((e, ignored) -> {
      // once more with every flag known, for "did you mean"; nothing has run yet
      CommandLine whole = create(surroundings, Set.of(first), words, true);
      String[] again = args.toArray(String[]::new);
      try {
        whole.parseArgs(again);
        return usual.handleParseException(e, again);
      } catch (ParameterException better) {
        return usual.handleParseException(better, again);
      }
    });
    return root;
  }

  private static CommandLine create(
      Surroundings surroundings, Set<String> commands, Set<String> words, boolean everyFlag) {
    Output output = new Output(surroundings);
    CommandLine root = new CommandLine(new RootCommand(surroundings));
    commands.forEach(name -> Commands.addTo(root, name, surroundings, output));
    root.setOut(surroundings.out());
    root.setErr(surroundings.err());
    root.setUsageHelpAutoWidth(surroundings.interactive());
    root.setParameterExceptionHandler((e, ignored) -> usage(e, output));
    root.setExecutionExceptionHandler((e, command, result) -> failure(e, surroundings, output));
    for (String name : WITH_UPSTREAM_FLAGS) {
      CommandLine command = below(root, name);
      if (command != null) {
        if (everyFlag || !words.isEmpty()) {
          Predicate<String> wanted = flag -> everyFlag || words.contains(flag);
          UpstreamFlags.addTo(command.getCommandSpec(), surroundings.catalog(), wanted);
        }
        command.setHelpFactory(Cli::withoutUpstreamFlags);
      }
    }
    return root;
  }

  /** The command of these words; {@code null} where it was not made. */
  private static @Nullable CommandLine below(CommandLine root, String words) {
    CommandLine command = root;
    for (String word : words.split(" ", -1)) {
      command = command == null ? null : command.getSubcommands().get(word);
    }
    return command;
  }

  /** The words that may be flags, without what follows an equals sign. */
  private static Set<String> flagNames(List<String> args) {
    Set<String> names = new HashSet<>();
    for (String word : args) {
      if (word.startsWith("-")) {
        int equals = word.indexOf('=');
        names.add(equals < 0 ? word : word.substring(0, equals));
      }
    }
    return names;
  }

  /** Two hundred and fifty flags would bury lorabake's own in the help text. */
  private static Help withoutUpstreamFlags(CommandSpec spec, Help.ColorScheme colours) {
    return new Help(spec, colours) {
      @Override
      public String optionList() {
        Layout layout = createDefaultLayout();
        List<OptionSpec> own =
            spec.options().stream().filter(option -> !UpstreamFlags.isUpstream(option)).toList();
        layout.addOptions(own, createDefaultParamLabelRenderer());
        return layout
            + "\nEvery sd-scripts option is a flag too: lorabake explain --list shows them all.\n";
      }

      @Override
      public String synopsis(int synopsisHeadingLength) {
        return spec.qualifiedName()
            + " [OPTIONS] [sd-scripts options] "
            + (spec.positionalParameters().isEmpty() ? "" : "FILE")
            + "\n";
      }
    };
  }

  private static int usage(ParameterException e, Output output) {
    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help shows the usage";
    if (e instanceof UnmatchedArgumentException unmatched) {
      help = meant(unmatched).map(name -> "did you mean " + name + "? ").orElse("") + help;
    }
    String message = String.valueOf(e.getMessage());
    output.error(inFieldWords(message.lines().findFirst().orElse(message)), help);
    return ExitCode.USAGE;
  }

  /** Picocli names Java's types where a number is wrong. */
  private static String inFieldWords(String message) {
    return message
        .replaceFirst(" is not a double$", " is not a number")
        .replaceFirst(" is not an? (int|long)$", " is not a whole number");
  }

  /** The flag or command nearest in spelling; picocli's own suggestions may be far off. */
  private static Optional<String> meant(UnmatchedArgumentException e) {
    String written = e.getUnmatched().getFirst();
    int equals = written.indexOf('=');
    String word = equals < 0 ? written : written.substring(0, equals);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    Set<String> known = word.startsWith("-") ? spec.optionsMap().keySet() : commands(spec);
    // an upstream flag has both spellings: the one in the style of the word is meant
    char other = word.indexOf('_') < 0 ? '_' : '-';
    List<String> alike = known.stream().filter(name -> name.indexOf(other, 2) < 0).toList();
    return Spelling.nearest(word, alike).or(() -> Spelling.nearest(word, known));
  }

  /** Those for people. */
  private static Set<String> commands(CommandSpec spec) {
    Set<String> names = new TreeSet<>();
    spec.subcommands()
        .forEach((name, command) -> {
          if (!command.getCommandSpec().usageMessage().hidden()) {
            names.add(name);
          }
        });
    return names;
  }

  /** A line of a stack trace, which a tab may begin. */
  private static String shown(String line) {
    return Visible.line(line.replace("\t", "    "));
  }

  private static int failure(Exception e, Surroundings surroundings, Output output) {
    if (e instanceof UserError error) {
      output.error(String.valueOf(error.getMessage()), error.help());
      return ExitCode.USAGE;
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    trace.toString().lines().forEach(line -> surroundings.err().println(shown(line)));
    output.error(
        "this is a fault of lorabake: " + e,
        "report it with the lines above; your files are as they were");
    return ExitCode.USAGE;
  }
}
