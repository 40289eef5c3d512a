package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Builds the command line once, for {@code main} and for the tests alike. */
final class Cli {
  /** Commands that take every upstream option as a flag. */
  private static final Set<String> WITH_UPSTREAM_FLAGS =
      Set.of("new", "check", "plan", "render", "train");

  private Cli() {}

  static int run(String[] args, Surroundings surroundings) {
    return create(surroundings, Arrays.asList(args)).execute(args);
  }

  /**
   * The command line.
   *
   * @param args decide which command gets the several hundred upstream flags, because putting them
   *     on all of them would cost every start
   */
  static CommandLine create(Surroundings surroundings, List<String> args) {
    Output output = new Output(surroundings);
    CommandLine root = new CommandLine(new RootCommand(), new Commands(surroundings, output));
    root.setOut(surroundings.out());
    root.setErr(surroundings.err());
    root.setUsageHelpAutoWidth(surroundings.interactive());
    root.setParameterExceptionHandler((e, words) -> usage(e, output));
    root.setExecutionExceptionHandler((e, command, result) -> failure(e, surroundings, output));
    String wanted = args.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
    for (String name : WITH_UPSTREAM_FLAGS) {
      CommandLine command = root.getSubcommands().get(name);
      if (command != null && (wanted.equals(name) || wanted.equals("completion"))) {
        UpstreamFlags.addTo(command.getCommandSpec(), Catalog.bundled());
        command.setHelpFactory(Cli::withoutUpstreamFlags);
      }
    }
    return root;
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
        return "lorabake "
            + spec.name()
            + " [OPTIONS] [sd-scripts options] "
            + (spec.positionalParameters().isEmpty() ? "" : "FILE")
            + "\n";
      }
    };
  }

  private static int usage(ParameterException e, Output output) {
    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help shows the usage";
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        help = "did you mean " + suggestions.getFirst() + "? " + help;
      }
    }
    String message = String.valueOf(e.getMessage());
    output.error(message.lines().findFirst().orElse(message), help);
    return ExitCode.USAGE;
  }

  private static int failure(Exception e, Surroundings surroundings, Output output) {
    if (e instanceof UserError error) {
      output.error(String.valueOf(error.getMessage()), error.help());
      return ExitCode.USAGE;
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    surroundings.err().print(trace);
    output.error(
        "this is a fault of lorabake: " + e,
        "report it with the lines above; your files are as they were");
    return ExitCode.USAGE;
  }
}
