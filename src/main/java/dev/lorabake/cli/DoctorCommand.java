package dev.lorabake.cli;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.train.Doctor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the machine and its Python environment. */
@Command(
    name = "doctor",
    description = "Look at the machine and the Python environment of sd-scripts.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin UpstreamArguments upstream;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  DoctorCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    List<Doctor.Item> items =
        new Doctor(Catalog.bundled(), surroundings.commands(), surroundings.environmentLook())
            .examine(
                upstream
                    .finder(surroundings)
                    .lookUp(upstream.absolute(surroundings), upstream.python)
                    .orElse(null),
                surroundings.workingFolder());
    boolean missing = items.stream().anyMatch(item -> item.state() == Doctor.State.MISSING);
    if (json) {
      output.json(
          Map.of("ready", !missing, "items", items.stream().map(DoctorCommand::row).toList()));
    } else {
      int width = items.stream().mapToInt(item -> item.name().length()).max().orElse(0) + 2;
      items.forEach(item -> print(item, width));
    }
    return missing ? ExitCode.BLOCKED : ExitCode.FINE;
  }

  private static Map<String, String> row(Doctor.Item item) {
    return Map.of(
        "name", item.name(), "state", item.state().id(), "what", item.what(), "help", item.help());
  }

  private void print(Doctor.Item item, int width) {
    String name = String.format("%-" + width + "s", item.name());
    switch (item.state()) {
      case GOOD -> output.line(Colour.GREEN, "ok       ", name + item.what());
      case WARNING -> output.line(Colour.YELLOW, "warning  ", name + item.what());
      case MISSING -> output.line(Colour.RED, "missing  ", name + item.what());
    }
    if (!item.help().isEmpty()) {
      output.line("         help: " + item.help());
    }
  }
}
