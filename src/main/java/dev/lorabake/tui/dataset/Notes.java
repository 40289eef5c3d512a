package dev.lorabake.tui.dataset;

import dev.lorabake.Figures;
import dev.lorabake.dataset.NearDuplicates;
import dev.lorabake.preflight.FileNotes;
import dev.lorabake.preflight.Severity;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.train.DatasetReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is told of single files: problems first, then what a person may want to know. */
final class Notes {
  private Notes() {}

  /**
   * All of them.
   *
   * @param alike pictures that a person would call the same, {@code null} where nobody looked
   */
  static List<FileNotes.About> of(DatasetLook.Seen seen, NearDuplicates.@Nullable Found alike) {
    List<FileNotes.About> all = new ArrayList<>(FileNotes.about(seen.overview().problems()));
    DatasetReport report = seen.report();
    resized(
        all, report.enlarged(), "enlarged-image", "enlarged to fill their bucket", "%.2f times");
    resized(all, report.cropped(), "cropped-image", "cropped to their bucket", "%.0f %% lost");
    if (alike != null) {
      for (List<String> group : alike.groups()) {
        all.add(
            remark(
                "near-duplicates",
                Figures.count(group.size()) + " pictures look the same",
                "keep one of them, or count it with num_repeats",
                group));
      }
      if (alike.skipped() > 0) {
        String what = Figures.count(alike.skipped(), "picture") + " could not be compared";
        all.add(
            remark("near-duplicates", what, "they are broken, or of a kind not read", List.of()));
      }
    }
    return all;
  }

  private static void resized(
      List<FileNotes.About> all,
      DatasetReport.Resizing resizing,
      String rule,
      String what,
      String form) {
    if (resizing.images() == 0) {
      return;
    }
    boolean share = form.contains("%%");
    List<String> most =
        resizing.most().stream()
            .map(worst ->
                Matches.name(worst.path())
                    + " ("
                    + String.format(Locale.ROOT, form, share ? 100 * worst.by() : worst.by())
                    + ")")
            .limit(3)
            .toList();
    all.add(
        remark(
            rule,
            Figures.count(resizing.images(), "image is ", "images are ")
                + what
                + ", most of all "
                + String.join(", ", most),
            share ? "crop them by hand where that matters" : "take larger ones where there are any",
            resizing.most().stream().map(DatasetReport.Worst::path).toList()));
  }

  private static FileNotes.About remark(
      String rule, String message, String help, List<String> files) {
    return new FileNotes.About(
        new FileNotes.Note(rule, Severity.ADVICE, message, help, "", files, files.size()), files);
  }

  /** Where one of its files lies. */
  static Path file(FileNotes.About about, String name) {
    return Path.of(about.note().folder()).resolve(name);
  }
}
