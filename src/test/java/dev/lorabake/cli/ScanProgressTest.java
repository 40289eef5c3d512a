package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.dataset.Progress.Work;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScanProgressTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicLong millis = new AtomicLong(-3);

  private Output output() {
    return new Output(
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            Path.of(""),
            Map.of(),
            true,
            (_, _) -> Optional.empty(),
            new KnownCatalog()));
  }

  private ScanProgress progress() {
    return new ScanProgress(output(), () -> TimeUnit.MILLISECONDS.toNanos(millis.get()));
  }

  @Test
  void tellsOnOneLineOfStandardErrorAndClearsIt() {
    try (ScanProgress progress = progress()) {
      millis.addAndGet(999);
      progress.done(Work.READING_IMAGES, 1000, 10_000);
      millis.addAndGet(1);
      progress.done(Work.READING_IMAGES, 3200, 10_000);
      millis.addAndGet(99);
      progress.done(Work.READING_IMAGES, 3300, 10_000);
      millis.addAndGet(1);
      progress.done(Work.COMPARING_PICTURES, 7, 10_000);
    }
    assertEquals(
        "\r\u001b[Kreading images 3,200 of 10,000\r\u001b[Kcomparing pictures 7 of 10,000\r\u001b[K",
        err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void saysNothingOfAShortLook() {
    ScanProgress progress = progress();
    progress.done(Work.READING_IMAGES, 10, 10);
    progress.close();
    millis.addAndGet(5000);
    progress.done(Work.READING_IMAGES, 10, 10);
    assertEquals("", err.toString());
  }

  @Test
  void saysNothingAfterItsEnd() {
    ScanProgress progress = progress();
    millis.addAndGet(2000);
    progress.done(Work.READING_IMAGES, 1, 10);
    progress.close();
    String told = err.toString();
    millis.addAndGet(2000);
    progress.done(Work.READING_IMAGES, 2, 10);
    assertEquals(told, err.toString());
  }
}
