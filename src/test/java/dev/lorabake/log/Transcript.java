package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What the real trainer printed in one run, with what is known of the run from elsewhere: its files
 * and their metadata, TensorBoard, exit codes. {@code truth.txt} holds {@code name: value} lines.
 */
record Transcript(String name, List<String> truth) {
  static final Path FOLDER = Path.of("src/test/resources/dev/lorabake/log");

  static Stream<Transcript> all() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("raw.log")))
          .sorted()
          .map(folder -> of(folder.getFileName().toString()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Transcript of(String name) {
    Path folder = FOLDER.resolve(name);
    try {
      return new Transcript(name, Files.readAllLines(folder.resolve("truth.txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was printed, from its file. */
  byte[] bytes() {
    try {
      return Files.readAllBytes(FOLDER.resolve(name).resolve("raw.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<RunEvent> events() {
    return parse(bytes());
  }

  /** All values that the truth gives under a name. */
  List<String> told(String key) {
    return truth.stream()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .toList();
  }

  static List<RunEvent> parse(byte[] bytes) {
    LogParser parser = new LogParser();
    List<RunEvent> events = new ArrayList<>(parser.feed(bytes, 0, bytes.length));
    events.addAll(parser.finish());
    return events;
  }

  /** Parses the bytes in portions of 0 to {@code most} bytes. */
  static List<RunEvent> parseInPortions(byte[] bytes, int most, RandomGenerator random) {
    LogParser parser = new LogParser();
    List<RunEvent> events = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, random.nextInt(most + 1));
      events.addAll(parser.feed(bytes, at, length));
      at += length;
    }
    events.addAll(parser.finish());
    return events;
  }

  @Override
  public String toString() {
    return name;
  }
}
