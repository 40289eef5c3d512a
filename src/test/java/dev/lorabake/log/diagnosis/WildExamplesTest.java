package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs from public threads that were collected, each with its group, before the catalogue was tried
 * on them: {@code == group project-issue}, then the lines. What a thread had cut off was completed
 * by what the programs print.
 */
class WildExamplesTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/lorabake/log/diagnosis/wild-examples.txt");

  /** The group is not in the words; what is answered instead, and why. */
  private static final Map<String, String> UNDECIDABLE =
      Map.of(
          // rates of zero leave the optimizer nothing, and so does a network without modules
          "kohya-colab-306", "network-args",
          // a number of NumPy in a pickle: of what the trainer loads, a saved state holds such
          "MRSegmentator-19", "resume-state");

  record Wild(String group, String source, String log) {
    private static Wild of(String block) {
      int end = block.indexOf('\n');
      String[] head = block.substring(0, end).split(" ", -1);
      return new Wild(head[0], head[1], block.substring(end + 1));
    }

    @Override
    public String toString() {
      return group + " " + source;
    }
  }

  static Stream<Wild> examples() throws IOException {
    return Arrays.stream(Files.readString(FILE).split("(?m)^== ")).skip(1).map(Wild::of);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theGroupIsRight(Wild example) {
    Diagnosis diagnosis = Logs.diagnose(example.log());
    assertEquals(
        UNDECIDABLE.getOrDefault(example.source(), example.group()),
        diagnosis.category(),
        diagnosis.toString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCauseIsAWholeSentence(Wild example) {
    String cause = Logs.diagnose(example.log()).cause();
    assertFalse(cause.isBlank());
    assertFalse(cause.contains("{1}") || cause.endsWith("[Errno"), cause);
  }
}
