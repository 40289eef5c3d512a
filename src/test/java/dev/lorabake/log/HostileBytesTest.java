package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no trainer prints: nothing is thrown, nothing grows, and cuts change nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileBytesTest {
  private static final String ALPHABET =
      "\r\r\n\n\u001b[A]%%||//0123 9itsse:,.=<?\0\u0007INFOWARNING\"'epoch saving学習█ab-_@";

  @RepeatedTest(20)
  void noiseOfTheLogsOwnCharactersIsReadAlikeHoweverCut() {
    long seed = System.nanoTime();
    RandomGenerator random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    assertCutsChangeNothing(text.toString().getBytes(StandardCharsets.UTF_8), random, seed);
  }

  @RepeatedTest(5)
  void anyBytesAreReadAlikeHoweverCut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bytes = new byte[20_000];
    random.nextBytes(bytes);
    assertCutsChangeNothing(bytes, random, seed);
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void aDamagedTranscriptIsReadAlikeHoweverCut(Transcript transcript) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bytes = transcript.bytes();
    for (int i = 0; i < bytes.length / 50; i++) {
      int at = random.nextInt(bytes.length);
      int from = random.nextInt(bytes.length);
      int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
      System.arraycopy(bytes.clone(), from, bytes, at, length);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    assertCutsChangeNothing(bytes, random, seed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "]",
        "\r",
        "\u001b]8;;",
        "\u001b[",
        "steps:  50%|█ | 1/2 [0:1<0:1, 1.0s/it]",
        "1%|",
        "[rank0]: ",
        "                    INFO     ",
        "  File \"x\", line 1, in y\n",
        "x.py:1: FutureWarning: {\n",
        "Traceback (most recent call last):\n",
        "RuntimeError: x\n",
        "usage: \n"
      })
  void whatIsRepeatedForeverKeepsNothing(String piece) {
    byte[] chunk = piece.repeat(1 + 100_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
    LogParser parser = new LogParser();
    long characters = 0;
    for (int i = 0; i < 100; i++) {
      for (RunEvent event : parser.feed(chunk, 0, chunk.length)) {
        characters = Math.max(characters, event.toString().length());
      }
    }
    for (RunEvent event : parser.finish()) {
      characters = Math.max(characters, event.toString().length());
    }
    assertTrue(characters < 200_000, "an event of " + characters + " characters");
  }

  @Test
  void twoHundredMegabytesWithoutAnEndOfLineAreOneBoundedEvent() {
    byte[] chunk = "no end ".repeat(150_000).getBytes(StandardCharsets.US_ASCII);
    LogParser parser = new LogParser();
    for (int i = 0; i < 200; i++) {
      assertEquals(List.of(), parser.feed(chunk, 0, chunk.length));
    }
    List<RunEvent> events = parser.finish();
    assertEquals(1, events.size());
    assertTrue(events.getFirst().toString().length() < 5000);
  }

  private static void assertCutsChangeNothing(byte[] bytes, RandomGenerator random, long seed) {
    String whole = EventLines.of(Transcript.parse(bytes));
    for (int most : new int[] {1, 10, 300}) {
      String cut = EventLines.of(Transcript.parseInPortions(bytes, most, random));
      assertEquals(whole, cut, "portions of up to " + most + " bytes, seed " + seed);
    }
  }
}
