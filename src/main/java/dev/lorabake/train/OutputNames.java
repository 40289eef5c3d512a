package dev.lorabake.train;

import dev.lorabake.plan.Course.PlannedState;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a name under which a resumed run overwrites nothing. */
final class OutputNames {
  private static final Pattern OURS = Pattern.compile("-from[0-9]+(-[0-9]+)?$");
  private static final int MOST = 1000;

  private OutputNames() {}

  /** What the plan would write over. */
  static List<String> inTheWay(Plan plan, Path folder) {
    return Stream.concat(
            plan.checkpoints().stream().map(PlannedCheckpoint::file),
            plan.course().states().stream().map(PlannedState::folder))
        .distinct()
        .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /**
   * {@code cat-from60}, where numbers in names count from step 60 of the whole training; with a
   * number behind where that was taken.
   *
   * @param resumed whether the name may end so already
   */
  static String free(String name, boolean resumed, long countedFrom, Path folder) {
    String plain = resumed ? OURS.matcher(name).replaceFirst("") : name;
    String wanted = plain + "-from" + countedFrom;
    String[] there = folder.toFile().list();
    List<String> names = there == null ? List.of() : List.of(there);
    for (int number = 1; number < MOST; number++) {
      String free = number == 1 ? wanted : wanted + "-" + number;
      if (names.stream().noneMatch(entry -> belongs(entry, free))) {
        return free;
      }
    }
    return wanted + "-" + MOST;
  }

  private static boolean belongs(String entry, String name) {
    return entry.startsWith(name + "-") || entry.startsWith(name + ".");
  }
}
