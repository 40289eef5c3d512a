package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

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
    Path folder = subject.recipe().path("output_dir").orElse(null);
    long needed = subject.plan().diskBytes();
    if (folder == null || needed <= 0 || subject.machine().named()) {
      return List.of();
    }
    OptionalLong free = free(folder);
    if (free.isEmpty() || free.getAsLong() >= needed) {
      return List.of();
    }
    return found(
            subject,
            "the run writes "
                + Figures.fileSize(needed)
                + ", and the disk of "
                + folder
                + " has "
                + Figures.fileSize(free.getAsLong())
                + " free",
            "make room, save less often, or set save_last_n_epochs")
        .list();
  }

  private static OptionalLong free(Path folder) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there == null
          ? OptionalLong.empty()
          : OptionalLong.of(Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty(); // an unreadable disk is reported by output-folder-unusable
    }
  }
}
