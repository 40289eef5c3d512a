package dev.lorabake.run;

import dev.lorabake.log.LogParser;
import dev.lorabake.log.diagnosis.Diagnoser;
import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.log.diagnosis.ProcessEnd;
import dev.lorabake.process.KeeperExit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** Says why a run failed, by its log and by what else is known of its end. */
public final class RunDiagnosis {
  private static final int CHUNK = 1 << 16;

  private RunDiagnosis() {}

  /** Of a run that has ended, or is going on and may stand still. */
  public static Diagnosis of(RunDirectory run, Surroundings surroundings) throws IOException {
    Path log = run.file(RunDirectory.TRAINER_LOG);
    ProcessEnd end = end(run, surroundings, log);
    if (!Files.exists(log)) {
      return new Diagnoser().diagnose(end);
    }
    try (FileChannel channel = PrivateFiles.open(log, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(channel)) {
      return of(in, end);
    }
  }

  /**
   * Of any log, read to its end.
   *
   * @param log is not closed
   */
  public static Diagnosis of(InputStream log, ProcessEnd end) throws IOException {
    Diagnoser diagnoser = new Diagnoser();
    LogParser parser = new LogParser(diagnoser);
    byte[] chunk = new byte[CHUNK];
    for (int length = log.read(chunk); length >= 0; length = log.read(chunk)) {
      parser.feed(chunk, 0, length);
    }
    parser.finish();
    return diagnoser.diagnose(end);
  }

  /** As the run's keeper wrote it down: of the trainer itself where it outlived its launcher. */
  static ProcessEnd ended(KeeperExit exit, boolean stopped) {
    KeeperExit.Heirs heirs = exit.heirs();
    return heirs == null
        ? ProcessEnd.ended(exit.code(), exit.signal(), stopped)
        : ProcessEnd.ended(heirs.code(), heirs.signal(), stopped);
  }

  private static ProcessEnd end(RunDirectory run, Surroundings surroundings, Path log)
      throws IOException {
    Optional<KeeperExit> exit = run.exit();
    if (exit.isPresent()) {
      Expectation expected = Expectation.read(run).orElse(Expectation.NONE);
      return ended(expected.ofTrainer(exit.get()), StopRequest.isAtOnce(run));
    }
    if (!Files.exists(log) || !run.isAlive(surroundings.processes())) {
      return ProcessEnd.UNKNOWN;
    }
    Duration silence =
        Duration.between(
            Files.getLastModifiedTime(log).toInstant(), surroundings.clock().instant());
    return ProcessEnd.alive(silence);
  }
}
