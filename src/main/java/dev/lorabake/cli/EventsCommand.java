package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.event.RunEvent;
import dev.lorabake.json.JsonLines;
import dev.lorabake.log.LogParser;
import dev.lorabake.run.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns any trainer's log into events. */
@Command(
    name = "events",
    description = "Turn the log of any sd-scripts training into events.",
    mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
  private static final int CHUNK = 1 << 16;

  private final Surroundings surroundings;
  private final Output output;
  private long seq;

  @Parameters(index = "0", paramLabel = "FILE", description = "The log.")
  Path file;

  @Option(names = "--json", description = "One JSON object a line; so it is without, too.")
  boolean json;

  EventsCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Path log = surroundings.workingFolder().resolve(file).normalize();
    LogParser parser = new LogParser();
    try (InputStream in = Files.newInputStream(log)) {
      JsonLines lines = output.jsonLines();
      byte[] chunk = new byte[CHUNK];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        print(parser.feed(chunk, 0, length), lines);
      }
      print(parser.finish(), lines);
      return ExitCode.FINE;
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + log, "check the path's spelling", e);
    } catch (IOException e) {
      throw new UserError(log + " cannot be read: " + e.getMessage(), "name a log file", e);
    }
  }

  /** Events that are seen together have one time; a slow log is shown as it grows. */
  private void print(List<RunEvent> events, JsonLines lines) {
    String at = Instant.now().toString();
    for (RunEvent event : events) {
      lines.begin();
      EventJson.tell(++seq, at, event, lines::member);
      lines.end();
    }
    lines.flush();
  }
}
