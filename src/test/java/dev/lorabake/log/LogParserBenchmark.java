package dev.lorabake.log;

import dev.lorabake.log.diagnosis.Diagnoser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures the way from bytes to events: {@code LogParserBenchmark write FILE MEGABYTES} makes a
 * log that is nearly all bars, {@code LogParserBenchmark FILE…} reads files and prints how fast,
 * {@code LogParserBenchmark diagnose FILE…} diagnoses them meanwhile.
 */
final class LogParserBenchmark {
  private static final int PASSES = 5;

  private LogParserBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 3 && arguments[0].equals("write")) {
      write(Path.of(arguments[1]), Long.parseLong(arguments[2]) * 1_000_000);
      return;
    }
    boolean diagnose = arguments.length > 1 && arguments[0].equals("diagnose");
    for (String file : Arrays.asList(arguments).subList(diagnose ? 1 : 0, arguments.length)) {
      for (int pass = 1; pass <= PASSES; pass++) {
        measure(Path.of(file), pass, diagnose);
      }
    }
  }

  private static void measure(Path file, int pass, boolean diagnose) throws IOException {
    LogParser parser = diagnose ? new LogParser(new Diagnoser()) : new LogParser();
    byte[] chunk = new byte[64 * 1024];
    long events = 0;
    long start = System.nanoTime();
    long cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        events += parser.feed(chunk, 0, length).size();
      }
    }
    events += parser.finish().size();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart) / 1e9;
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%s pass %d: %.2f s, %.0f MB/s (of its CPU time: %.0f), %d events, heap in use %d MB%n",
        file.getFileName(),
        pass,
        seconds,
        Files.size(file) / 1e6 / seconds,
        Files.size(file) / 1e6 / cpu,
        events,
        (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000);
  }

  private static void write(Path file, long size) throws IOException {
    long written = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      byte[] head =
          ("running training / 学習開始\n  total optimization steps / 学習ステップ数: 10000000\n"
                  + "  gradient accumulation steps / 勾配を合計するステップ数 = 1\n")
              .getBytes(StandardCharsets.UTF_8);
      out.write(head);
      for (long step = 1; written < size; step++) {
        String bar =
            "\rsteps:  42%%|████▏     | %d/10000000 [1:02:10<3:29:01,  1.%02ds/it, avr_loss=0.0%03d]"
                .formatted(step, step % 100, step % 1000);
        byte[] bytes = bar.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        out.write(bytes);
        written += 2L * bytes.length;
      }
    }
  }
}
