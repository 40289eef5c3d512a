package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.plan.DiskRoom;
import dev.lorabake.plan.Plan;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.run.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sees to it, before anything is written, that the disk has room for what a run will write. */
final class RunRoom {
  private RunRoom() {}

  /** A measurement writes next to nothing; a rehearsal as much as a training, elsewhere. */
  static void make(Recipe recipe, Plan plan, Purpose purpose, Path output, Path runsRoot)
      throws IOException {
    switch (purpose) {
      case TRAINING -> {
        Files.createDirectories(output);
        refuseFullDisk(DiskRoom.of(recipe, plan.disk()), "another output_dir");
      }
      case REHEARSAL ->
          refuseFullDisk(DiskRoom.within(runsRoot, plan.disk()), "another folder with --runs-dir");
      case MEASUREMENT -> {}
    }
  }

  private static void refuseFullDisk(List<DiskRoom> rooms, String instead) {
    for (DiskRoom room : rooms) {
      if (!room.suffices()) {
        throw new UserError(
            "the run writes "
                + megabytes(room.neededBytes())
                + " MB and "
                + room.folder()
                + " has room for "
                + megabytes(room.freeBytes())
                + " MB",
            "free the disk, save less often, or name " + instead);
      }
    }
  }

  private static long megabytes(long bytes) {
    return bytes / 1_000_000;
  }
}
