package dev.lorabake.train;

import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import java.util.List;

/**
 * What will happen when a run is resumed.
 *
 * @param prepared the resumed run's recipe, with its plan and verdict
 * @param purpose of the earlier run, and so of this one
 * @param from where it goes on
 * @param way how its steps are counted
 * @param passedBy what was saved later and cannot be gone on from, the latest first
 * @param changes settings in which it differs from the earlier run
 * @param notes what a person should know, as sentences
 */
public record Resumption(
    Prepared prepared,
    Purpose purpose,
    ResumedFrom from,
    ResumeWay way,
    List<PassedBy> passedBy,
    List<ChangedSetting> changes,
    List<String> notes) {
  public Resumption {
    passedBy = List.copyOf(passedBy);
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /** Updates that it makes. */
  public long updates() {
    return prepared.plan().course().updates();
  }

  /** The step of the whole training that its last update is. */
  public long end() {
    return from.step() + updates();
  }

  /** What its files are called. */
  public String outputName() {
    return prepared.recipe().text("output_name").orElse("last");
  }
}
