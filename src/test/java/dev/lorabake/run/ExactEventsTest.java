package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Summary;
import dev.lorabake.event.RunEvent.Validation;
import dev.lorabake.log.LogParser;
import dev.lorabake.log.tensorboard.Frames;
import dev.lorabake.process.FakePacer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of the log with the numbers of the tracker's file; of real runs, and of mishaps. */
class ExactEventsTest {
  private static final Path LOGS = Path.of("src/test/resources/dev/lorabake/log");
  private static final Instant STARTED = Instant.ofEpochSecond(1_795_668_000);

  private final FakePacer pacer = new FakePacer();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeTheFolder() throws IOException {
    Path tracker = folder.resolve("x20261126045003").resolve("network_train");
    Files.createDirectories(tracker);
    file = tracker.resolve("events.out.tfevents.1795668596.host.9139.0");
  }

  static Stream<Path> transcripts() {
    try (Stream<Path> folders = Files.list(LOGS)) {
      return folders
          .filter(transcript -> Files.exists(transcript.resolve("events.tfevents")))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void stepsHaveTheNumbersThatTensorBoardShows(Path transcript) throws IOException {
    Files.copy(transcript.resolve("events.tfevents"), file);
    List<RunEvent> printed = events(transcript);
    List<RunEvent> exact;
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      exact = new ArrayList<>(events.pass(printed));
      exact.addAll(events.finish(List.of()));
    }
    assertExact(told(transcript), printed, exact, true);
    assertEquals(validations(transcript), losses(exact));
    assertSameButForNumbers(printed, exact);
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void aFileThatGrowsBesideTheLogGivesTheSame(Path transcript) throws IOException {
    List<byte[]> flushes = flushes(Files.readAllBytes(transcript.resolve("events.tfevents")));
    List<RunEvent> printed = events(transcript);
    List<RunEvent> exact = new ArrayList<>();
    Files.createFile(file);
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      int done = 0;
      for (int i = 0; i < printed.size(); i++) {
        exact.addAll(events.pass(List.of(printed.get(i))));
        while (exact.size() <= i && done < flushes.size()) {
          append(flushes.get(done++));
          exact.addAll(events.pass(List.of()));
        }
      }
      exact.addAll(events.finish(List.of()));
    }
    assertExact(told(transcript), printed, exact, false);
    assertSameButForNumbers(printed, exact);
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void aSuccessorGivesTheRestTheSameNumbers(Path transcript) throws IOException {
    Files.copy(transcript.resolve("events.tfevents"), file);
    List<RunEvent> printed = events(transcript);
    List<RunEvent> whole;
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      whole = events.finish(printed);
    }
    int told = 2 * printed.size() / 3;
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      printed.subList(0, told).forEach(events::told);
      assertEquals(
          whole.subList(told, whole.size()), events.finish(printed.subList(told, printed.size())));
    }
  }

  /** The file as it grows: upstream's tracker flushes behind all numbers of a step. */
  private static List<byte[]> flushes(byte[] bytes) {
    List<byte[]> flushes = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length; ) {
      int length = 16 + ByteBuffer.wrap(bytes, at, 8).order(ByteOrder.LITTLE_ENDIAN).getInt();
      String record = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
      if (record.contains("loss/current") || record.contains("/validation/")) {
        flushes.add(Arrays.copyOfRange(bytes, from, at));
        from = at;
      }
      at += length;
    }
    flushes.add(Arrays.copyOfRange(bytes, from, bytes.length));
    return flushes;
  }

  @Test
  void aLossThatRoundsToAnotherOneIsNotTaken() throws IOException {
    append(Frames.scalar(1, "loss/average", 0.5f), Frames.scalar(1, "lr/unet", 0.1f));
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      assertEquals(List.of(), events.pass(List.of(step(1, 1.21, null))));
      pacer.pause(Duration.ofSeconds(3));
      assertEquals(List.of(step(1, 1.21, null)), events.pass(List.of()));
    }
  }

  @Test
  void aStepWaitsForItsNumbersAMomentAndHoldsBackWhatFollows() throws IOException {
    Files.createFile(file);
    RunEvent warning = new RunEvent.Warning("x", null);
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      assertEquals(List.of(), events.pass(List.of(step(1, 1.21, null), warning)));
      append(Frames.scalar(1, "loss/average", 1.2087f), Frames.scalar(1, "lr/unet", 0.1f));
      assertEquals(List.of(step(1, 1.2087, 0.1), warning), events.pass(List.of()));
    }
  }

  @Test
  void aFileThatFallsBehindIsNotWaitedForAgainAndAgain() throws IOException {
    Files.createFile(file);
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      for (long step = 1; step <= 3; step++) {
        assertEquals(List.of(), events.pass(List.of(step(step, 1.0, null))));
        pacer.pause(Duration.ofSeconds(3));
        assertEquals(List.of(step(step, 1.0, null)), events.pass(List.of()));
      }
      assertEquals(List.of(step(4, 1.0, null)), events.pass(List.of(step(4, 1.0, null))));
      append(Frames.scalar(5, "loss/average", 1.001f), Frames.scalar(5, "lr/unet", 0.1f));
      assertEquals(List.of(step(5, 1.001, 0.1)), events.pass(List.of(step(5, 1.0, null))));
    }
  }

  @Test
  void aValidationWhoseLossIsNoNumberWaitsForNothing() throws IOException {
    append(Frames.scalar(1, "loss/validation/step_average", Float.NaN));
    Validation nan = new Validation(1L, 1L, null);
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      assertEquals(List.of(nan), events.pass(List.of(nan)));
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
  void aLoggingDirThatIsALinkIsFollowed() throws IOException {
    append(Frames.scalar(1, "loss/average", 1.2087f), Frames.scalar(1, "lr/unet", 0.1f));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    try (ExactEvents events = new ExactEvents(link, STARTED, pacer)) {
      assertEquals(List.of(step(1, 1.2087, 0.1)), events.pass(List.of(step(1, 1.21, null))));
    }
  }

  @Test
  void anEarlierRunsFileIsNotRead() throws IOException {
    append(Frames.scalar(1, "loss/average", 1.2087f));
    Instant later = Instant.ofEpochSecond(1_795_668_597);
    try (ExactEvents events = new ExactEvents(folder, later, pacer)) {
      assertEquals(List.of(step(1, 1.21, null)), events.pass(List.of(step(1, 1.21, null))));
    }
  }

  @Test
  void theRateThatAnOptimizerFoundIsTheRate() throws IOException {
    append(
        Frames.scalar(1, "loss/average", 1.2087f),
        Frames.scalar(1, "lr/textencoder", 1),
        Frames.scalar(1, "lr/d*lr/textencoder", 0.25f),
        Frames.scalar(1, "lr/unet", 1),
        Frames.scalar(1, "lr/d*lr/unet", 0.5f));
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      assertEquals(List.of(step(1, 1.2087, 0.5)), events.pass(List.of(step(1, 1.21, null))));
    }
  }

  @Test
  void aLossThatIsNoNumberStaysNone() throws IOException {
    append(Frames.scalar(1, "loss/average", Float.NaN), Frames.scalar(1, "lr/unet", 0.1f));
    Step nan = new Step(1, 9, null, false, null, 1.0, 1L);
    try (ExactEvents events = new ExactEvents(folder, STARTED, pacer)) {
      assertEquals(List.of(new Step(1, 9, null, false, 0.1, 1.0, 1L)), events.pass(List.of(nan)));
    }
  }

  private void append(byte[]... records) throws IOException {
    for (byte[] record : records) {
      Files.write(file, record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static Step step(long number, @Nullable Double loss, @Nullable Double rate) {
    return new Step(number, 9, loss, true, rate, 1.0, 1L);
  }

  private static List<RunEvent> events(Path transcript) throws IOException {
    byte[] bytes = Files.readAllBytes(transcript.resolve("raw.log"));
    LogParser parser = new LogParser();
    List<RunEvent> events = new ArrayList<>(parser.feed(bytes, 0, bytes.length));
    events.addAll(parser.finish());
    return events;
  }

  /** {@code exact: STEP MEAN|MEAN… RATE TAG}, as tensorboard's own reader gives them. */
  private static List<String[]> told(Path transcript) throws IOException {
    return Files.readAllLines(transcript.resolve("truth.txt")).stream()
        .filter(line -> line.startsWith("exact: "))
        .map(line -> line.split(" ", -1))
        .toList();
  }

  /**
   * Of the means under a step's number its own is the last that is printed so; where the file was
   * not there to its end, one that is printed so.
   */
  private static void assertExact(
      List<String[]> told, List<RunEvent> printed, List<RunEvent> exact, boolean whole) {
    List<Step> shown = steps(printed);
    List<Step> full = steps(exact);
    assertEquals(told.size(), full.size());
    for (int i = 0; i < told.size(); i++) {
      String[] words = told.get(i);
      assertEquals(Double.valueOf(words[3]), full.get(i).lr(), words[1]);
      Double mean = null;
      Double taken = full.get(i).avrLoss();
      for (String one : words[2].split("\\|", -1)) {
        BigDecimal rounded = new BigDecimal(one).round(new MathContext(3, RoundingMode.HALF_EVEN));
        boolean fits =
            Objects.requireNonNull(shown.get(i).avrLoss()).equals(rounded.doubleValue())
                && (whole || !Objects.equals(mean, taken));
        mean = fits ? Double.valueOf(one) : mean;
      }
      assertEquals(mean, taken, words[1]);
    }
  }

  private static List<Step> steps(List<RunEvent> events) {
    return events.stream().filter(Step.class::isInstance).map(Step.class::cast).toList();
  }

  private static List<Double> validations(Path transcript) throws IOException {
    return Files.readAllLines(transcript.resolve("truth.txt")).stream()
        .filter(line -> line.startsWith("exact_validation: "))
        .map(line -> Double.valueOf(line.split(" ", -1)[3]))
        .toList();
  }

  private static List<Double> losses(List<RunEvent> events) {
    return events.stream()
        .filter(Validation.class::isInstance)
        .map(validation -> Objects.requireNonNull(((Validation) validation).avrLoss()))
        .toList();
  }

  private static void assertSameButForNumbers(List<RunEvent> printed, List<RunEvent> exact) {
    assertEquals(bare(printed), bare(exact));
    assertTrue(exact.stream().anyMatch(Summary.class::isInstance));
  }

  private static List<RunEvent> bare(List<RunEvent> events) {
    return events.stream()
        .map(event -> {
          if (event instanceof Step step) {
            return new Step(
                step.step(),
                step.total(),
                null,
                step.lossFinite(),
                null,
                step.secondsPerStep(),
                step.epoch());
          }
          return event instanceof Validation validation
              ? new Validation(validation.step(), validation.epoch(), null)
              : event;
        })
        .toList();
  }
}
