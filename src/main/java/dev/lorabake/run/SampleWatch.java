package dev.lorabake.run;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Phase;
import dev.lorabake.event.RunEvent.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pictures of control images once they lie there: no line names one. Upstream calls them
 * {@code [NAME_]000002_00_20261123182234[_SEED].png} after a step, {@code e000001} for an epoch
 * (sd-scripts library/train_util.py), in {@code sample} below its output.
 */
final class SampleWatch {
  private static final Pattern NUMBERED =
      Pattern.compile("(e?)(\\d{6,12})_\\d{2,6}_\\d{14}(_-?\\d{1,20})?\\.png");

  private final @Nullable Path folder;
  private final String prefix;
  private final Instant started;
  private final Set<String> told = new HashSet<>();
  private final Map<String, FileStamp> seen = new HashMap<>();
  private boolean begun;
  private boolean left;

  /**
   * @param outputDir where upstream's files come to lie; {@code null} where nobody knows
   * @param outputName what their names begin with; {@code null} for nothing
   * @param started pictures from before are other runs'
   */
  SampleWatch(@Nullable Path outputDir, @Nullable String outputName, Instant started) {
    this.folder = outputDir == null ? null : outputDir.resolve("sample");
    this.prefix = outputName == null ? "" : outputName + "_";
    this.started = started;
  }

  /** Takes in an event of the journal: what was begun, and what was told. */
  void after(RunEvent event) {
    if (event instanceof Sample sample) {
      String file = sample.file();
      if (file == null) {
        begun = true;
        left = false;
      } else {
        told.add(String.valueOf(Path.of(file).getFileName()));
      }
    } else if (event instanceof Phase phase) {
      left = phase.name() != PhaseName.SAMPLING;
    }
  }

  /**
   * The pictures that have come and stay as they are since the last look, a second ago or more.
   *
   * @param ended nothing of the trainer is left
   */
  List<RunEvent> look(boolean ended) {
    Path pictures = folder;
    if (!begun || pictures == null || !Files.isDirectory(pictures)) {
      return List.of();
    }
    List<RunEvent> found = new ArrayList<>();
    boolean unfinished = false;
    try (Stream<Path> files = Files.list(pictures)) {
      for (Path file : files.sorted().toList()) {
        Sample sample = sample(file);
        FileStamp now = sample == null ? null : FileStamp.of(file).orElse(null);
        if (sample == null || now == null || now.isOlderThan(started)) {
          continue;
        }
        String name = String.valueOf(file.getFileName());
        if (ended || now.equals(seen.put(name, now))) {
          seen.remove(name);
          told.add(name);
          found.add(sample);
        } else {
          unfinished = true;
        }
      }
    } catch (IOException e) {
      return found; // looked for again
    }
    begun = !left || unfinished;
    return found;
  }

  /** What the name says; null for a file of something else, or one that was told. */
  private @Nullable Sample sample(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(prefix) || told.contains(name)) {
      return null;
    }
    Matcher numbered = NUMBERED.matcher(name.substring(prefix.length()));
    if (!numbered.matches()) {
      return null;
    }
    Long number = Long.valueOf(numbered.group(2));
    return numbered.group(1).isEmpty()
        ? new Sample(number, null, file.toString())
        : new Sample(null, number, file.toString());
  }
}
