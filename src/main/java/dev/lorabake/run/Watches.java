package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.run.watch.FreeSpace;
import dev.lorabake.run.watch.Outlook;
import dev.lorabake.run.watch.RunWatch;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What looks at a run beside its log; each has to see the journal as it was found and as it grows.
 *
 * @param exact adds what the tracker's file has
 * @param trouble tells what goes wrong
 * @param samples finds the pictures
 * @param next foretells the next save
 * @param measuring says when a measurement has seen enough; {@code null} for any other run
 */
record Watches(
    ExactEvents exact,
    RunWatch trouble,
    SampleWatch samples,
    NextSave next,
    @Nullable MeasureWatch measuring)
    implements AutoCloseable {

  static Watches of(RunDirectory run, Surroundings surroundings, Expectation expected)
      throws IOException {
    MeasureGoal goal = expected.goal();
    Optional<Outlook> outlook = run.outlook();
    Instant started = run.record().map(KeeperRecord::started).orElse(Instant.EPOCH);
    return new Watches(
        new ExactEvents(
            outlook.map(Outlook::loggingDir).orElse(null), started, surroundings.pacer()),
        new RunWatch(outlook, surroundings.pacer(), FreeSpace.system()),
        new SampleWatch(
            outlook.map(Outlook::outputDir).orElse(null),
            outlook.map(Outlook::outputName).orElse(null),
            started),
        new NextSave(outlook, expected, surroundings.pacer()),
        goal == null ? null : new MeasureWatch(goal));
  }

  /** Takes in what an earlier supervisor told. */
  void found(JournalEntry entry) {
    exact.told(entry.event());
    after(entry);
  }

  /** Takes in what was told just now. */
  void after(JournalEntry entry) {
    trouble.after(entry.event());
    samples.after(entry.event());
    next.after(entry.event());
    if (measuring != null) {
      measuring.accept(entry);
    }
  }

  @Override
  public void close() throws IOException {
    exact.close();
  }
}
