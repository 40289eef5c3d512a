package dev.lorabake.run;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.recipe.TrainState;
import dev.lorabake.run.watch.Outlook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an ended run left to go on from, the latest first: what its journal tells, and what lies in
 * its output folder and was written while it ran. Nothing is read to its end here; each says itself
 * whether it is whole.
 *
 * @param states those that do not say their step come first
 * @param weights in the same order
 */
public record SavedFiles(List<SavedState> states, List<SavedWeights> weights) {
  private static final String STATE = "-state";

  public static SavedFiles of(RunDirectory run) throws IOException {
    Map<Path, Checkpoint> announced = new LinkedHashMap<>();
    Path working = run.record().map(KeeperRecord::workingDirectory).orElse(run.path());
    for (JournalEntry entry : new JournalReader(run).next()) {
      if (entry.event() instanceof Checkpoint checkpoint) {
        Path path = working.resolve(checkpoint.file()).normalize();
        if (checkpoint.stage() == CheckpointStage.REMOVED) {
          announced.remove(path);
        } else {
          announced.put(path, checkpoint);
        }
      }
    }
    Span span = Span.of(run);
    List<SavedState> states = new ArrayList<>();
    List<SavedWeights> weights = new ArrayList<>();
    announced.forEach((path, checkpoint) -> {
      if (checkpoint.kind() == CheckpointKind.STATE) {
        states.add(SavedState.at(path, span.doubt(path.resolve(TrainState.FILE))));
      } else {
        weights.add(SavedWeights.at(path, span.doubt(path), checkpoint.step()));
      }
    });
    for (Path path : lying(run)) {
      boolean state = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      Path told = state ? path.resolve(TrainState.FILE) : path;
      if (announced.containsKey(path) || span.doubt(told) != null) {
        continue; // an earlier or a later run's, as far as anybody knows
      }
      if (state) {
        states.add(SavedState.at(path));
      } else {
        weights.add(SavedWeights.at(path, null, null));
      }
    }
    states.sort(
        Comparator.comparing((SavedState state) -> state.step() >= 0)
            .thenComparing(Comparator.comparingLong(SavedState::step).reversed()));
    weights.sort(
        Comparator.comparing((SavedWeights file) -> file.step() >= 0)
            .thenComparing(Comparator.comparingLong(SavedWeights::step).reversed()));
    return new SavedFiles(List.copyOf(states), List.copyOf(weights));
  }

  /** What lies in its output folder under its name. */
  private static List<Path> lying(RunDirectory run) throws IOException {
    Optional<Outlook> outlook = run.outlook();
    Path folder = outlook.map(Outlook::outputDir).filter(Files::isDirectory).orElse(null);
    String name = outlook.map(Outlook::outputName).orElse(null);
    if (folder == null || name == null) {
      return List.of();
    }
    Pattern ours =
        Pattern.compile(
            Pattern.quote(name) + "(-[0-9]{6,}|-step[0-9]{8,})?(" + STATE + "|\\.safetensors)");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> ours.matcher(String.valueOf(path.getFileName())).matches())
          .filter(path ->
              Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) == path.toString().endsWith(STATE))
          .sorted()
          .toList();
    }
  }

  /** From its start to its end; {@code null} where nobody knows. */
  private record Span(@Nullable Instant start, @Nullable Instant end) {
    static Span of(RunDirectory run) throws IOException {
      return new Span(
          run.record().map(KeeperRecord::started).orElse(null),
          run.exit().map(KeeperExit::ended).orElse(null));
    }

    /** Why the file is not what the run wrote; {@code null} where it is, or is not there. */
    @Nullable String doubt(Path file) {
      FileStamp stamp = FileStamp.of(file).orElse(null);
      if (stamp == null) {
        return null;
      }
      if (start != null && stamp.isOlderThan(start)) {
        return "it was written before the run began";
      }
      return end != null && stamp.isNewerThan(end)
          ? "it was written anew after the run ended"
          : null;
    }
  }
}
