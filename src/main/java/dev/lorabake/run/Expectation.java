package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.KeeperExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What success of a run will be measured by, written before it starts.
 *
 * @param lastStep number that the bar must reach; below its total after a resume without skipping;
 *     {@code null} where the plan does not know, then the bar's own total counts
 * @param finalCheckpoint the weights written last; {@code null} for a run that saves none
 * @param before what lay there before the start, so that an old file is not taken for a new one
 *     whatever the clock says; {@code null} for nothing
 * @param savesState whether a state to resume from is saved with the weights: then that is the save
 *     point which a stop waits for
 * @param launched whether the program is a launcher, as accelerate's is, that starts the trainers
 *     and waits for them: how that ends need not be how they end
 * @param purpose what the run is for
 * @param goal when a measurement has seen enough, {@code null} for any other run
 */
public record Expectation(
    @Nullable Long lastStep,
    @Nullable Path finalCheckpoint,
    @Nullable FileStamp before,
    boolean savesState,
    boolean launched,
    Purpose purpose,
    @Nullable MeasureGoal goal) {
  /** Of a run that was started without one. */
  static final Expectation NONE =
      new Expectation(null, null, null, false, false, Purpose.TRAINING, null);

  /** Of a measurement: no step is its last, and no file of it is wanted. */
  public static Expectation measuring(MeasureGoal goal) {
    return new Expectation(null, null, null, false, false, Purpose.MEASUREMENT, goal);
  }

  /** Looks at what lies at the final checkpoint's place now. */
  public static Expectation of(
      @Nullable Long lastStep, @Nullable Path finalCheckpoint, boolean savesState) {
    FileStamp before = finalCheckpoint == null ? null : FileStamp.of(finalCheckpoint).orElse(null);
    Path absolute = finalCheckpoint == null ? null : finalCheckpoint.toAbsolutePath().normalize();
    return new Expectation(lastStep, absolute, before, savesState, false, Purpose.TRAINING, null);
  }

  /** The same for a run of another purpose. */
  public Expectation with(Purpose other) {
    return new Expectation(lastStep, finalCheckpoint, before, savesState, launched, other, goal);
  }

  /** The same where a launcher starts the trainers, or none does. */
  public Expectation launched(boolean byLauncher) {
    return new Expectation(
        lastStep, finalCheckpoint, before, savesState, byLauncher, purpose, goal);
  }

  /** To be done before the trainer starts. */
  public void write(RunDirectory run) throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.put("last_step", lastStep);
    value.put("final_checkpoint", finalCheckpoint == null ? null : finalCheckpoint.toString());
    value.put("before", before);
    value.put("saves_state", savesState);
    value.put("launched", launched);
    value.put("purpose", purpose.id());
    value.put("measure", goal == null ? null : goalMembers(goal));
    run.write(RunDirectory.EXPECTED, Json.pretty(value) + "\n");
  }

  private static Map<String, Object> goalMembers(MeasureGoal goal) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("steps", goal.steps());
    members.put("most_seconds", goal.most().toSeconds());
    return members;
  }

  private static @Nullable MeasureGoal goal(JsonObject value) {
    if (!value.has("measure")) {
      return null;
    }
    JsonObject goal = value.object("measure");
    return new MeasureGoal(goal.whole("steps"), Duration.ofSeconds(goal.whole("most_seconds")));
  }

  /** Empty where a run was started without one. */
  public static Optional<Expectation> read(RunDirectory run) throws IOException {
    Path file = run.file(RunDirectory.EXPECTED);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    JsonObject value = Json.object(Files.readString(file), file.toString());
    String checkpoint = value.textOrNull("final_checkpoint");
    JsonObject before = value.object("before");
    return Optional.of(
        new Expectation(
            value.has("last_step") ? (Long) value.whole("last_step") : null,
            checkpoint == null ? null : Path.of(checkpoint),
            value.has("before")
                ? new FileStamp(before.whole("bytes"), before.whole("modified_millis"))
                : null,
            value.flag("saves_state", false),
            value.flag("launched", false),
            value.has("purpose") ? Purpose.of(value.text("purpose")) : Purpose.TRAINING,
            goal(value)));
  }

  /** How the trainer ended: of a program that is no launcher it left nobody behind that counts. */
  KeeperExit ofTrainer(KeeperExit exit) {
    return launched ? exit : exit.withoutHeirs();
  }

  /** Whether the final checkpoint's place holds something that was not there before the start. */
  boolean isFresh() {
    return finalCheckpoint != null
        && FileStamp.of(finalCheckpoint).filter(now -> !now.equals(before)).isPresent();
  }
}
