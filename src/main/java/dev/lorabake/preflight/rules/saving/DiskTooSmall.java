package dev.lorabake.preflight.rules.saving;

import dev.lorabake.plan.DiskRoom;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** The files do not fit the disk. */
final class DiskTooSmall extends PatternRule {
  DiskTooSmall() {
    super(
        "disk-too-small",
        Topic.SAVING,
        Severity.ERROR,
        "The checkpoints, states and caches of the run do not fit the disk: it ends at some save",
        "output_dir",
        "save_every_n_epochs",
        "save_every_n_steps",
        "save_state");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.recipe().path("output_dir").isEmpty() || subject.machine().named()) {
      return List.of();
    }
    for (DiskRoom room : DiskRoom.of(subject.recipe(), subject.plan().disk())) {
      if (!room.suffices()) {
        return found(
                subject,
                "the run writes "
                    + Figures.fileSize(room.neededBytes())
                    + ", and the disk of "
                    + room.folder()
                    + " has "
                    + Figures.fileSize(room.freeBytes())
                    + " free",
                "make room, save less often, or set save_last_n_epochs")
            .list();
      }
    }
    return List.of();
  }
}
