package dev.lorabake.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read in one go. */
class SourceSizeTest {
  private static final int MOST_LINES = 500;

  @Test
  void noFileIsLongerThanTheCap() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : SourceFiles.java()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        tooLong.add(file + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void nineteenOfTwentyFilesStayUnderThreeHundredLines() throws IOException {
    List<Integer> lengths = new ArrayList<>();
    for (Path file : SourceFiles.java()) {
      lengths.add(Files.readAllLines(file).size());
    }
    lengths.sort(null);
    int nineteenth = lengths.get((int) (lengths.size() * 0.95));
    assertTrue(nineteenth <= 300, "95th percentile of the file lengths is " + nineteenth);
  }
}
