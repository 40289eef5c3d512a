package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each transcript gives the events of its golden file, however it is cut. {@code mvn -q test
 * -Dtest=TranscriptTest -Dlorabake.rewrite=true} writes the golden files anew.
 */
class TranscriptTest {
  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void givesTheGoldenEvents(Transcript transcript) throws IOException {
    Path golden = Transcript.FOLDER.resolve(transcript.name()).resolve("events.txt");
    String events = EventLines.of(transcript.events());
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(golden, events);
    }
    assertEquals(Files.readString(golden), events);
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void givesTheSameEventsHoweverItIsCut(Transcript transcript) {
    byte[] bytes = transcript.bytes();
    String whole = EventLines.of(Transcript.parse(bytes));
    for (int most : new int[] {1, 7, 100, 5000}) {
      long seed = System.nanoTime();
      String cut = EventLines.of(Transcript.parseInPortions(bytes, most, new Random(seed)));
      assertEquals(whole, cut, "portions of up to " + most + " bytes, seed " + seed);
    }
  }
}
