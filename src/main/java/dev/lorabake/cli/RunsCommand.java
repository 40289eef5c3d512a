package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.UserError;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.MemoryPeak;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.train.RunProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the runs. */
@Command(
    name = "runs",
    description = "List the runs with their state, the latest first.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  private static final String BELOW = " ".repeat(11);

  private final Surroundings surroundings;
  private final Output output;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      description = "Where the run directories lie (runs).",
      defaultValue = "runs")
  Path root = Path.of("runs");

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  RunsCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  private record Row(
      RunDirectory run,
      Purpose purpose,
      RunStatus status,
      RunProgress progress,
      Optional<MemoryPeak> peak) {
    /** Of a run that is over nobody looks at the GPUs any more. */
    List<RunEvent.Telemetry> gpus() {
      return status.outcome() == null ? progress.gpus().cards() : List.of();
    }
  }

  @Override
  public Integer call() {
    List<Row> rows = rows();
    if (json) {
      output.json(rows.stream().map(RunsCommand::members).toList());
    } else if (rows.isEmpty()) {
      output.line("no run in " + root);
    } else {
      rows.forEach(this::print);
    }
    return ExitCode.FINE;
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    var machine = dev.lorabake.run.Surroundings.system();
    try {
      for (RunDirectory run :
          RunDirectory.list(surroundings.workingFolder().resolve(root).normalize())) {
        RunProgress[] progress = {RunProgress.start()};
        RunStatus status =
            RunStatus.read(run, machine, entry -> progress[0] = progress[0].after(entry));
        rows.add(new Row(run, run.purpose(), status, progress[0], MemoryPeak.read(run)));
      }
    } catch (IOException e) {
      throw new UserError(
          "the runs cannot be read: " + e.getMessage(), "name their folder with --runs-dir DIR", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return rows;
  }

  private void print(Row row) {
    String steps =
        row.progress.totalSteps() == 0
            ? ""
            : Figures.count(row.progress.step()) + "/" + Figures.count(row.progress.totalSteps());
    String loss = row.progress.loss() == null ? "" : "loss " + Figures.loss(row.progress.loss());
    Colour colour =
        switch (row.status.state()) {
          case FINISHED -> Colour.GREEN;
          case FAILED, LOST -> Colour.RED;
          case STOPPED, STOPPING -> Colour.YELLOW;
          case PREPARING, TRAINING, SAMPLING, SAVING -> Colour.CYAN;
        };
    output.line(
        colour,
        String.format("%-10s", row.status.state().id()),
        String.format("%-14s %-14s %s", steps, loss, row.run.name()) + suffix(row.purpose));
    if (!row.gpus().isEmpty()) {
      output.line(BELOW + String.join("  ", GpuText.parts(row.progress.gpus())));
    }
    Outcome.Cause cause = cause(row);
    if (cause != null) {
      output.filled(BELOW, cause.text());
      output.filled(BELOW, "help: " + cause.help());
    }
  }

  private static String suffix(Purpose purpose) {
    return switch (purpose) {
      case TRAINING -> "";
      case REHEARSAL, MEASUREMENT -> "  (" + purpose.id() + ")";
    };
  }

  private static Map<String, @Nullable Object> gpu(RunEvent.Telemetry card) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("gpu", card.gpu());
    members.put("utilisation", card.utilisation());
    members.put("memory_mib", card.memoryMib());
    members.put("memory_total_mib", card.memoryTotalMib());
    members.put("temperature", card.temperature());
    members.put("power", card.power());
    return members;
  }

  private static Outcome.@Nullable Cause cause(Row row) {
    return row.status.outcome() == null ? null : row.status.outcome().cause();
  }

  private static Map<String, @Nullable Object> members(Row row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("run", row.run.path().toString());
    members.put("purpose", row.purpose.id());
    members.put("state", row.status.state().id());
    members.put("step", row.progress.step());
    members.put("total", row.progress.totalSteps());
    members.put("loss", row.progress.loss());
    members.put("reason", row.status.outcome() == null ? null : row.status.outcome().reason());
    members.put("gpus", row.gpus().stream().map(RunsCommand::gpu).toList());
    members.put("peak", row.peak.map(MemoryPeak::used).orElse(List.of()));
    Outcome.Cause cause = cause(row);
    Map<String, @Nullable Object> diagnosis = new LinkedHashMap<>();
    if (cause != null) {
      diagnosis.put("category", cause.category());
      diagnosis.put("cause", cause.text());
      diagnosis.put("help", cause.help());
    }
    members.put("diagnosis", cause == null ? null : diagnosis);
    return members;
  }
}
