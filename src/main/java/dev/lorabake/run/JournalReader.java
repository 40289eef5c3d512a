package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.json.JsonError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a run's journal beside whoever writes it; needs no lock, never waits, never repeats. */
public final class JournalReader {
  private final Path file;
  private long position;
  private long last;

  public JournalReader(RunDirectory run) {
    this.file = run.file(RunDirectory.EVENTS);
  }

  /**
   * The entries written since the last call; a line that is still being written is left for the
   * next one, a damaged line is passed over.
   */
  public List<JournalEntry> next() throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    if (!Files.exists(file)) {
      return entries;
    }
    try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.READ)) {
      if (channel.size() < position) {
        position = 0; // a successor cut a torn end off: what was read is known by its number
      }
      LineCursor lines = new LineCursor(channel, position);
      boolean again = false;
      for (String line = lines.next(); line != null; line = lines.next()) {
        position = lines.lineStart();
        Optional<JournalEntry> entry = entry(line).filter(read -> read.seq() > last);
        if (entry.isPresent() && entry.get().seq() > last + 1 && !again) {
          again = true; // what we had read was cut off and written anew, by a disk that was full
          lines = new LineCursor(channel, 0);
        } else if (entry.isPresent()) {
          last = entry.get().seq();
          entries.add(entry.get());
        }
      }
    }
    return entries;
  }

  private static Optional<JournalEntry> entry(String line) {
    try {
      return Optional.of(EventReader.read(line));
    } catch (JsonError | DateTimeException e) {
      return Optional.empty();
    }
  }
}
