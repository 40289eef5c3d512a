package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRowsTest {
  private static List<String> rows(String text, int portion) {
    List<String> rows = new ArrayList<>();
    LogRows reader = new LogRows(rows::add);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += portion) {
      byte[] part = new byte[Math.min(portion, bytes.length - from)];
      System.arraycopy(bytes, from, part, 0, part.length);
      reader.feed(part, part.length);
    }
    reader.finish();
    return rows;
  }

  @Test
  void ofABarOnlyTheLastStateIsLeftWhereverTheBytesAreCut() {
    String log = "one\r\n\rsteps 1/3\rsteps 2/3\rsteps 3/3 ä\nlast\rover";
    for (int portion = 1; portion <= log.length() + 1; portion++) {
      assertEquals(List.of("one", "steps 3/3 ä", "over"), rows(log, portion));
    }
  }

  @Test
  void emptyLinesAndBlanksInFrontStay() {
    assertEquals(List.of("", "  File \"x\"", "", "b"), rows("\n  File \"x\"   \n\nb", 3));
  }

  @Test
  void theRowThatIsStillOpenCanBeSeen() {
    LogRows reader = new LogRows(row -> {});
    byte[] bytes = "done\nsteps 1/3\rsteps 2/3".getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, bytes.length);
    assertEquals("steps 2/3", reader.open());
  }

  @Test
  void ofAnEndlessRowTheBeginningIsShown() {
    String row = rows("x".repeat(1 << 20), 1 << 16).getFirst();
    assertEquals((1 << 16) + 2, row.length());
    assertTrue(row.endsWith("x …"), "it says that it was cut");
  }
}
