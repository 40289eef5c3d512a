package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.log.diagnosis.ProcessEnd;
import dev.lorabake.run.RunDiagnosis;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a training failed. */
@Command(
    name = "diagnose",
    description = "Say why a training failed and what to do, by its log, whoever started it.",
    mixinStandardHelpOptions = true)
final class DiagnoseCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Surroundings surroundings;
  private final Output output;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|RUN|-",
      description =
          "A log, a run's directory or name, or - for standard input; the latest run without.")
  @Nullable String subject;

  @Mixin RunsFolder runs;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  DiagnoseCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis;
    try {
      diagnosis = diagnose();
    } catch (IOException e) {
      throw new UserError(
          (subject == null ? runs.root : subject) + " cannot be read: " + e.getMessage(),
          "name a log file or a run",
          e);
    }
    if (json) {
      output.json(diagnosis.members());
    } else {
      new DiagnosisText(output).print(diagnosis);
    }
    return ExitCode.FINE;
  }

  private Diagnosis diagnose() throws IOException {
    if (subject == null) {
      return ofRun(RunArguments.latest(runs.at(surroundings)));
    }
    if (subject.equals(STANDARD_INPUT)) {
      return RunDiagnosis.of(surroundings.rawIn(), ProcessEnd.UNKNOWN);
    }
    Path named = surroundings.workingFolder().resolve(subject).normalize();
    if (Files.isDirectory(named)) {
      return ofRun(RunDirectory.open(named));
    }
    if (!Files.exists(named)) {
      return ofRun(
          RunNames.find(runs.at(surroundings), subject)
              .orElseThrow(() ->
                  new UserError(
                      "there is no file and no run " + named,
                      "check the path's spelling; lorabake runs lists the runs")));
    }
    try (InputStream in = Files.newInputStream(named)) {
      return RunDiagnosis.of(in, ProcessEnd.UNKNOWN);
    }
  }

  private static Diagnosis ofRun(RunDirectory run) throws IOException {
    return RunDiagnosis.of(run, dev.lorabake.run.Surroundings.system());
  }
}
