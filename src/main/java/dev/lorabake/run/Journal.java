package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's journal, {@code events.jsonl}; only the holder of the supervisor's lock may. The
 * lines count from 1 without gaps. What comes from the trainer's log, or the GPUs' telemetry, can
 * be told again from there, so it need not be on the disk at once; everything else is, as soon as
 * it is written.
 *
 * <p>A line that is not of the log says {@code from} where it is: a successor counts those of the
 * log, and of the telemetry, to know how much of each was told.
 */
final class Journal implements AutoCloseable {
  private static final String FROM = "from";
  private static final String LORABAKE = "lorabake";
  private static final String TELEMETRY = "telemetry";

  private final FileChannel channel;
  private final InstantSource clock;
  private long last;

  private Journal(FileChannel channel, InstantSource clock, long last) {
    this.channel = channel;
    this.clock = clock;
    this.last = last;
  }

  /** Where an event was learnt. */
  enum Source {
    LOG(null),
    /** {@code telemetry.csv}, which can be told again like the log. */
    TELEMETRY(Journal.TELEMETRY),
    LORABAKE(Journal.LORABAKE);

    private final @Nullable String mark;

    Source(@Nullable String mark) {
      this.mark = mark;
    }

    private static Source of(@Nullable Object mark) {
      for (Source source : values()) {
        if (Objects.equals(source.mark, mark)) {
          return source;
        }
      }
      return LOG;
    }
  }

  /**
   * Opens a journal to go on with it. The first line that is not whole, as a crash leaves one, is
   * cut off with all behind it.
   *
   * @param earlier is given what it holds, in order
   */
  static Journal open(Path file, InstantSource clock, BiConsumer<JournalEntry, Source> earlier)
      throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      LineCursor lines = new LineCursor(channel, 0);
      long last = 0;
      long whole = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        JsonObject members = parse(line);
        JournalEntry entry = members == null ? null : entry(members, line);
        if (members == null || entry == null || entry.seq() != last + 1) {
          break;
        }
        earlier.accept(entry, Source.of(members.value(FROM)));
        last = entry.seq();
        whole = lines.lineStart();
      }
      channel.truncate(whole);
      channel.position(whole);
      return new Journal(channel, clock, last);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable JsonObject parse(String line) {
    try {
      return Json.object(line, "event");
    } catch (JsonError e) {
      return null;
    }
  }

  private static @Nullable JournalEntry entry(JsonObject members, String line) {
    try {
      return EventReader.read(members, line);
    } catch (JsonError | DateTimeException e) {
      return null;
    }
  }

  /** Writes events in one piece; numbered and timed entries come back. */
  List<JournalEntry> append(List<? extends RunEvent> events, Source source) throws IOException {
    List<JournalEntry> entries = new ArrayList<>(events.size());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (RunEvent event : events) {
      JournalEntry entry = new JournalEntry(last + 1 + entries.size(), clock.instant(), event);
      Map<String, @Nullable Object> members = EventJson.members(entry);
      if (source.mark != null) {
        members.put(FROM, source.mark);
      }
      lines.writeBytes((Json.write(members) + "\n").getBytes(StandardCharsets.UTF_8));
      entries.add(entry);
    }
    long before = channel.position();
    try {
      PrivateFiles.writeAll(channel, lines.toByteArray());
      if (source == Source.LORABAKE) {
        channel.force(false);
      }
    } catch (IOException e) {
      channel.truncate(before); // no half line, and no whole one that is then written again
      channel.position(before);
      throw e;
    }
    last += entries.size();
    return entries;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
