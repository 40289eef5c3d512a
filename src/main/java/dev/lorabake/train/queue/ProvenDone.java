package dev.lorabake.train.queue;

import dev.lorabake.json.JsonError;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.run.Expectation;
import dev.lorabake.run.FileStamp;
import dev.lorabake.run.Lineage;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.Surroundings;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.Prepared;
import dev.lorabake.weights.CheckpointCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds a run that has done what is asked: the same recipe to the letter, finished, by itself or as
 * a run that went on from it, with as many steps as would be made now, and its last file still
 * there, whole, and written by that run.
 */
final class ProvenDone {
  private ProvenDone() {}

  /** SHA-256 of a recipe's text. */
  static String digest(String recipe) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The latest such run.
   *
   * @param recipe as a run directory keeps it
   * @param updates steps that it makes now: pictures may have been added since
   */
  static Optional<RunDirectory> find(
      String recipe, long updates, boolean rehearsal, Path runsRoot, Surroundings machine)
      throws IOException, InterruptedException {
    Purpose purpose = rehearsal ? Purpose.REHEARSAL : Purpose.TRAINING;
    List<RunDirectory> all = RunDirectory.list(runsRoot);
    Lineage lineage = Lineage.of(all);
    for (RunDirectory run : all) {
      if (!isSame(run, recipe)) {
        continue;
      }
      for (RunDirectory end : lineage.further(run)) {
        if (isDone(end, updates, purpose, machine)) {
          return Optional.of(end);
        }
      }
    }
    return Optional.empty();
  }

  /** The same for an entry right before its start; a further attempt is wanted in any case. */
  static Optional<RunDirectory> find(
      Entry entry, Prepared prepared, Path runsRoot, Surroundings machine)
      throws IOException, InterruptedException {
    Asked asked = entry.asked();
    return asked.again() || entry.wasStarted()
        ? Optional.empty()
        : find(
            RecipeWriter.write(prepared.recipe()),
            prepared.plan().course().updates(),
            asked.rehearsal(),
            runsRoot,
            machine);
  }

  private static boolean isSame(RunDirectory run, String recipe) throws IOException {
    Path file = run.file(RunDirectory.RECIPE);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == recipe.getBytes(StandardCharsets.UTF_8).length
        && Files.readString(file).equals(recipe);
  }

  private static boolean isDone(
      RunDirectory run, long updates, Purpose purpose, Surroundings machine)
      throws IOException, InterruptedException {
    try {
      return proves(run, updates, purpose, machine);
    } catch (JsonError e) {
      return false; // a damaged run proves nothing
    }
  }

  private static boolean proves(
      RunDirectory run, long updates, Purpose purpose, Surroundings machine)
      throws IOException, InterruptedException {
    Optional<Expectation> expected = Expectation.read(run);
    Path last = expected.map(Expectation::finalCheckpoint).orElse(null);
    Long lastStep = expected.map(Expectation::lastStep).orElse(null);
    Long end = ResumedFrom.read(run).map(ResumedFrom::total).orElse(lastStep);
    if (last == null || end == null || end != updates || run.purpose() != purpose) {
      return false;
    }
    Outcome outcome = RunStatus.read(run, machine, _ -> {}).outcome();
    return outcome != null
        && outcome.verdict() == Verdict.FINISHED
        && isOf(run, last)
        && CheckpointCheck.verify(last) instanceof CheckpointCheck.Verified;
  }

  /** A file of that name may be another's by now. */
  private static boolean isOf(RunDirectory run, Path file) throws IOException {
    Optional<KeeperRecord> record = run.record();
    Optional<KeeperExit> exit = run.exit();
    if (record.isEmpty() || exit.isEmpty() || !Files.isRegularFile(file)) {
      return false;
    }
    return FileStamp.of(file)
        .filter(stamp ->
            !stamp.isOlderThan(record.get().started()) && !stamp.isNewerThan(exit.get().ended()))
        .isPresent();
  }
}
