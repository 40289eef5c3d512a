package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of the libraries below the trainer, each with its group. */
class MoreExamplesTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/lorabake/log/diagnosis/more-examples.txt");

  static Stream<String> blocks() throws IOException {
    return Arrays.stream(Files.readString(FILE).split("(?m)^== ")).skip(1);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void theGroupIsRight(String block) {
    int end = block.indexOf('\n');
    Diagnosis diagnosis = Logs.diagnose(block.substring(end + 1));
    assertEquals(block.substring(0, end), diagnosis.category(), diagnosis.toString());
  }
}
