package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder = Path.of("");
  private RunDirectory run;

  @BeforeEach
  void makeARun() throws IOException {
    run = RunDirectory.create(folder.resolve("runs"), "cat", LocalDateTime.of(2026, 1, 2, 3, 4));
  }

  private void write(String text) throws IOException {
    Files.writeString(run.file(RunDirectory.TRAINER_LOG), text);
  }

  private String last(long lines) throws IOException {
    try (LogTail log = LogTail.open(run).orElseThrow()) {
      assertFalse(log.toLast(lines));
      return rest(log);
    }
  }

  private static String rest(LogTail log) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (log.next((chunk, length) -> bytes.write(chunk, 0, length))) {
      assertTrue(bytes.size() > 0, "a portion is never empty");
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRunWithoutALogHasNone() throws IOException {
    assertTrue(LogTail.open(run).isEmpty());
  }

  @Test
  void theLastLinesBeginWhereTheyShould() throws IOException {
    write("a\nb\nc\n");
    assertEquals("c\n", last(1));
    assertEquals("b\nc\n", last(2));
    assertEquals("a\nb\nc\n", last(3));
    assertEquals("a\nb\nc\n", last(99));
    assertEquals("", last(0));
    write("a\nb\nc");
    assertEquals("c", last(1));
    assertEquals("b\nc", last(2));
  }

  @Test
  void linesAcrossPortionsAreFound() throws IOException {
    String line = "x".repeat(1000) + "\n";
    write(line.repeat(500));
    assertEquals(line.repeat(300), last(300));
  }

  @Test
  void whatIsWrittenLaterComesToo() throws IOException {
    write("a\nb\n");
    try (LogTail log = LogTail.open(run).orElseThrow()) {
      log.toLast(1);
      assertEquals("b\n", rest(log));
      Files.writeString(run.file(RunDirectory.TRAINER_LOG), "c\n", StandardOpenOption.APPEND);
      assertEquals("c\n", rest(log));
    }
  }

  @Test
  void ofAHugeLogOnlyTheEndIsRead() throws IOException {
    try (FileChannel sparse =
        FileChannel.open(
            run.file(RunDirectory.TRAINER_LOG),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      sparse.write(ByteBuffer.wrap("\nlast\n".getBytes(StandardCharsets.UTF_8)), 20L << 30);
    }
    assertEquals("last\n", last(1));
    try (LogTail log = LogTail.open(run).orElseThrow()) {
      assertTrue(log.toLast(5), "further back than 64 MB is not looked");
    }
  }
}
