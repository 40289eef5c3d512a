package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of worked cases says what was recorded, and what the plan makes of the same cases. */
class StepArithmeticPageTest {
  private static final String REPAIR =
      "mvn -q test -Dtest=StepArithmeticPageTest -Dlorabake.rewrite=true";
  private static final Path PAGE = Path.of("src/docs/step-arithmetic.md").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void thePageIsCurrent() throws IOException {
    String page = page();
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.exists(PAGE) ? Files.readString(PAGE) : "", "repair: " + REPAIR);
  }

  @Test
  void thePageHasAboutTwentyCases() throws IOException {
    long rows = page().lines().filter(line -> line.endsWith("|")).count() - 2;
    assertTrue(rows >= 18 && rows <= 22, () -> rows + " rows");
  }

  private String page() throws IOException {
    return StepArithmeticPage.page(
        UpstreamTrainingsTest.recorded("upstream-worked.jsonl").toList(),
        one -> one.plan(Files.createTempDirectory(folder, "case")));
  }
}
