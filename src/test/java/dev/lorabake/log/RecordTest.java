package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of rich's table as records. */
class RecordTest {
  @Test
  void joinsWordsAtABlankAndAWordLongerThanTheColumnWithoutOne() {
    assertRecord(
        "[RANK 0] Saving current state to /mnt/train/output/sks_samples/sks_cat-step00000002-state",
        "                    INFO     [RANK 0] Saving current state   accelerator.py:3690",
        "                             to                                                 ",
        "                             /mnt/train/output/sks_samples/s                    ",
        "                             ks_cat-step00000002-state                          ");
  }

  @Test
  void countsEastAsianCharactersAsTwoColumns() {
    assertRecord(
        "number of images (including repeats) / 各bucketの画像枚数（繰り返し回数を含む）",
        "                    INFO     number of images (including      train_util.py:1061",
        "                             repeats) /                                         ",
        "                             各bucketの画像枚数（繰り返し回数                   ",
        "                             を含む）                                           ");
  }

  @Test
  void readsARecordOnAWideConsoleWithItsPath() {
    assertRecord(
        "removing old state: /out/a b/cat-000001-state",
        "2026-11-23 18:22:24 INFO     removing old state: /out/a b/cat-000001-state"
            + " ".repeat(900)
            + "train_util.py:5956");
  }

  @Test
  void takesTheSourceOffAnEmptyMessage() {
    RecordRow row =
        RecordRow.of(
            "2026-11-23 18:22:29 INFO                                      train_util.py:6393",
            false);
    assertNotNull(row);
    assertEquals("", row.text());
    assertEquals("train_util.py:6393", row.source());
  }

  @Test
  void readsTheRowsOfOtherRichLoggers() {
    assertEquals(
        List.of("warning Sending process 3399 closing signal SIGTERM <- api.py:698"),
        Feed.events(
            "[17:12:07] WARNING  Sending process 3399 closing signal SIGTERM       api.py:698"));
    assertEquals(
        List.of("error -: Error during Git operation: returned non-zero exit status 128."),
        Feed.events(
            "16:47:33-618848 ERROR    Error during Git operation: returned",
            "                         non-zero exit status 128."));
  }

  @Test
  void takesNoIndentedTextForARecord() {
    assertNull(RecordRow.of("  INFO     not a record", false));
    assertNull(RecordRow.of("INFO     not a record", false));
    assertNull(RecordRow.of("2026-11-23 18:22:29 INFORMED", false));
  }

  @Test
  void readsARecordGluedToABar() {
    RecordRow row =
        RecordRow.of(
            " 2026-11-23 18:57:20 INFO     save trained model    train_util.py:6055", true);
    assertNotNull(row);
    assertEquals("save trained model", row.text());
  }

  private static void assertRecord(String expected, String... rows) {
    RecordReader reader = new RecordReader();
    RecordRow first = RecordRow.of(rows[0], false);
    assertNotNull(first);
    reader.begin(first, new Clue.Line(1, "", rows[0]));
    for (String row : List.of(rows).subList(1, rows.length)) {
      assertEquals(true, reader.take(new Clue.Line(2, "", row)), row);
    }
    Message message = reader.end();
    assertNotNull(message);
    assertEquals(expected, message.text());
  }
}
