package dev.lorabake.cli;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import picocli.CommandLine;

/**
 * Every command by its name, in the order of the help text. A start makes only the one that it was
 * asked for, since picocli reads each command's annotations by reflection.
 */
final class Commands {
  private static final Map<String, BiFunction<Surroundings, Output, Object>> MAKERS = makers();

  private Commands() {}

  private static Map<String, BiFunction<Surroundings, Output, Object>> makers() {
    Map<String, BiFunction<Surroundings, Output, Object>> makers = new LinkedHashMap<>();
    makers.put("new", NewCommand::new);
    makers.put("import", ImportCommand::new);
    makers.put("check", CheckCommand::new);
    makers.put("plan", PlanCommand::new);
    makers.put("render", RenderCommand::new);
    makers.put("train", TrainCommand::new);
    makers.put("watch", WatchCommand::new);
    makers.put("stop", StopCommand::new);
    makers.put("resume", ResumeCommand::new);
    makers.put("logs", LogsCommand::new);
    makers.put("runs", RunsCommand::new);
    makers.put("queue", QueueCommand::new);
    makers.put("dataset", DatasetCommand::new);
    makers.put("explain", ExplainCommand::new);
    makers.put("events", EventsCommand::new);
    makers.put("diagnose", DiagnoseCommand::new);
    makers.put("doctor", DoctorCommand::new);
    makers.put("selftest", SelftestCommand::new);
    makers.put("demo", DemoCommand::new);
    makers.put("completion", CompletionCommand::new);
    return makers;
  }

  static Set<String> names() {
    return MAKERS.keySet();
  }

  /** Puts the named command below the root. */
  static void addTo(CommandLine root, String name, Surroundings surroundings, Output output) {
    root.addSubcommand(name, requireNonNull(MAKERS.get(name), name).apply(surroundings, output));
    if (name.equals("queue")) {
      QueueCommand.complete(requireNonNull(root.getSubcommands().get(name)), surroundings, output);
    }
  }
}
