package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.UserError;
import dev.lorabake.run.Lineage;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.RunRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the runs. */
@Command(
    name = "runs",
    description = "List the runs with their state, the latest first.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  /** More than that is not read at a glance, and each takes a look at its journal. */
  private static final int SHOWN = 20;

  private final Surroundings surroundings;
  private final Output output;

  @Mixin RunsFolder runs;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Only the latest N (20; with --json all).")
  @Nullable Integer last;

  @Option(names = "--all", description = "All of them.")
  boolean all;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  RunsCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (last != null && (last < 1 || all)) {
      throw new UserError(
          all ? "--last and --all exclude each other" : "--last " + last + " is no number of runs",
          "give --last N, N from 1, or --all");
    }
    Path root = runs.at(surroundings);
    try {
      list(RunDirectory.list(root));
    } catch (IOException e) {
      throw new UserError(
          "the runs cannot be read: " + e.getMessage(), "name their folder with --runs-dir DIR", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.FINE;
  }

  private void list(List<RunDirectory> found) throws IOException, InterruptedException {
    var machine = dev.lorabake.run.Surroundings.system();
    Lineage lineage = Lineage.of(found);
    List<RunRow> rows = new ArrayList<>();
    for (RunDirectory run : found.subList(0, Math.min(shown(), found.size()))) {
      rows.add(RunRow.of(run, lineage, machine));
    }
    if (json) {
      output.json(rows.stream().map(RunRow::members).toList());
    } else if (rows.isEmpty()) {
      output.line("no run in " + runs.root);
    } else {
      new RunsTable(output, machine.clock().instant()).print(rows);
      int more = found.size() - rows.size();
      if (more > 0) {
        output.line("and " + Figures.count(more, "earlier one") + ": lorabake runs --all");
      }
    }
  }

  private int shown() {
    return last != null ? last : all || json ? Integer.MAX_VALUE : SHOWN;
  }
}
