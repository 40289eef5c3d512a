package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T18:40:00Z"));

  @TempDir Path folder;
  private RunDirectory run;
  private Path file;

  @BeforeEach
  void makeTheRun() throws IOException {
    run = RunDirectory.create(folder, "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    file = run.file(RunDirectory.EVENTS);
  }

  @Test
  void countsOnWhereItStopped() throws IOException {
    write(Journal.Source.LOG, new Epoch(1, 2));
    write(Journal.Source.LORABAKE, new RunEvent.Warning("w", null));
    write(Journal.Source.LOG, new Epoch(2, 2));
    assertEquals(List.of("1 LOG epoch", "2 LORABAKE warning", "3 LOG epoch"), reopen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"seq\":3,\"at\":\"2026-11-23T18:4",
        "{\"seq\":3,\"at\":\"2026-11-23T18:40:00Z\",\"type\":\"epoch\",\"epoch\":1,\"total\":2}",
        "\0\0\0\0\0",
        "\0\0\0\0\0\n",
        "{\"seq\":9,\"at\":\"2026-11-23T18:40:00Z\",\"type\":\"epoch\",\"epoch\":1,\"total\":2}\n",
        "{\"seq\":3,\"at\":\"now\",\"type\":\"epoch\",\"epoch\":1,\"total\":2}\n"
      })
  void cutsWhatACrashLeftAtItsEnd(String torn) throws IOException {
    write(Journal.Source.LOG, new Epoch(1, 2), new Epoch(2, 2));
    String whole = Files.readString(file);
    Files.writeString(file, torn, StandardOpenOption.APPEND);
    assertEquals(List.of("1 LOG epoch", "2 LOG epoch"), reopen());
    assertEquals(whole, Files.readString(file));
  }

  @Test
  void everyCutLeavesWholeEntries() throws IOException {
    write(Journal.Source.LOG, new Epoch(1, 2), new RunEvent.Warning("über", null));
    byte[] whole = Files.readAllBytes(file);
    int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(length < firstLine ? 0 : 1, reopen().size(), "cut at " + length);
    }
  }

  @Test
  void isReadWhileItIsWritten() throws IOException {
    JournalReader reader = new JournalReader(run);
    assertEquals(List.of(), reader.next());
    write(Journal.Source.LOG, new Epoch(1, 3));
    assertEquals(List.of(1L), reader.next().stream().map(JournalEntry::seq).toList());
    Files.writeString(file, "{\"seq\":2,\"at\":\"2026", StandardOpenOption.APPEND);
    assertEquals(List.of(), reader.next());
    write(Journal.Source.LOG, new Epoch(2, 3), new Epoch(3, 3));
    assertEquals(List.of(2L, 3L), reader.next().stream().map(JournalEntry::seq).toList());
    assertEquals(List.of(), reader.next());
  }

  @Test
  void aReaderPassesOverADamagedLine() throws IOException {
    write(Journal.Source.LOG, new Epoch(1, 3));
    String line = Files.readString(file);
    Files.writeString(
        file, "garbage\n" + line.replace("\"seq\":1", "\"seq\":2"), StandardOpenOption.APPEND);
    assertEquals(
        List.of(1L, 2L), new JournalReader(run).next().stream().map(JournalEntry::seq).toList());
  }

  private void write(Journal.Source source, RunEvent... events) throws IOException {
    try (Journal journal = Journal.open(file, CLOCK, (entry, from) -> {})) {
      assertEquals(events.length, journal.append(List.of(events), source).size());
    }
  }

  private List<String> reopen() throws IOException {
    List<String> entries = new ArrayList<>();
    Journal.open(
            file,
            CLOCK,
            (entry, source) -> entries.add(entry.seq() + " " + source + " " + entry.event().type()))
        .close();
    return entries;
  }
}
