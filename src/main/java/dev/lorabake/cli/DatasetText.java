package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.train.DatasetReport;
import dev.lorabake.train.DatasetReport.Captions;
import dev.lorabake.train.DatasetReport.FolderFacts;
import dev.lorabake.train.DatasetReport.Resizing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A dataset as text for 80 columns. */
final class DatasetText {
  private static final int MOST_GROUPS = 10;
  private static final int WIDTH = 78;

  private final Path workingFolder;
  private final List<String> lines = new ArrayList<>();

  private DatasetText(Path workingFolder) {
    this.workingFolder = workingFolder;
  }

  static List<String> lines(DatasetReport report, Path workingFolder) {
    DatasetText text = new DatasetText(workingFolder);
    text.folders(report.folders());
    if (report.folders().stream().allMatch(folder -> folder.images() + folder.unreadable() == 0)) {
      if (report.folders().stream().allMatch(folder -> folder.problem() == null)) {
        text.lines.add("sd-scripts reads .png, .jpg, .jpeg, .webp and .bmp");
      }
      return text.lines;
    }
    report.datasets().forEach(text::buckets);
    text.thin(report.thinBuckets());
    text.resizing("enlarged", report.enlarged(), "%.2f times");
    text.resizing("cropped", report.cropped(), "%.0f %% lost");
    text.captions(report.captions());
    text.duplicates(report);
    return text.lines;
  }

  private void folders(List<FolderFacts> folders) {
    int images = folders.stream().mapToInt(FolderFacts::images).sum();
    lines.add(Figures.count(images, "image") + " in " + Figures.count(folders.size(), "folder"));
    for (FolderFacts folder : folders) {
      if (folder.problem() != null) {
        lines.add("  " + shown(folder.path()) + ": " + folder.problem());
        continue;
      }
      lines.add(
          "  "
              + shown(folder.path())
              + ": "
              + Figures.count(folder.images(), "image")
              + (folder.repeats() == 1 ? "" : ", " + folder.repeats() + " times each")
              + (folder.reg() ? ", regularisation" : "")
              + (folder.unreadable() == 0
                  ? ""
                  : ", and " + Figures.count(folder.unreadable()) + " that cannot be read"));
    }
  }

  private void buckets(PlannedDataset dataset) {
    lines.add("");
    lines.add(
        "buckets at "
            + dataset.width()
            + "x"
            + dataset.height()
            + ", batch size "
            + dataset.batchSize());
    lines.addAll(BucketBars.lines(dataset.buckets()));
  }

  private void thin(List<PlannedBucket> thin) {
    if (!thin.isEmpty()) {
      lines.add(
          "  "
              + Figures.count(thin.size(), "bucket")
              + " with fewer images than a batch: "
              + thin.stream()
                  .limit(MOST_GROUPS)
                  .map(bucket -> bucket.width() + "x" + bucket.height())
                  .collect(Collectors.joining(", ")));
    }
  }

  private void resizing(String what, Resizing resizing, String form) {
    if (resizing.images() == 0) {
      return;
    }
    lines.add("");
    lines.add(Figures.count(resizing.images(), "image") + " " + what + ", most of all");
    boolean share = form.contains("%%");
    resizing
        .most()
        .forEach(worst ->
            lines.add(
                "  "
                    + String.format(Locale.ROOT, form, share ? 100 * worst.by() : worst.by())
                    + "  "
                    + worst.width()
                    + "x"
                    + worst.height()
                    + " into "
                    + worst.bucket()
                    + "  "
                    + shown(worst.path())));
  }

  private void captions(Captions captions) {
    lines.add("");
    lines.add(
        "captions: "
            + Figures.count(captions.found())
            + " found, "
            + Figures.count(captions.missing())
            + " missing, "
            + Figures.count(captions.empty())
            + " empty or unreadable");
    if (captions.trigger() != null) {
      lines.add(
          "  \""
              + captions.trigger()
              + "\" is in "
              + Figures.count(captions.withTrigger())
              + " of "
              + Figures.count(captions.found()));
    }
    if (captions.sentences()) {
      lines.add("  they are sentences, not tags");
    }
    StringBuilder row = new StringBuilder(" ");
    for (DatasetReport.Tag tag : captions.tags()) {
      String next = " " + tag.tag() + " (" + Figures.count(tag.images()) + ")";
      if (row.length() + next.length() > WIDTH) {
        lines.add(row.toString());
        row = new StringBuilder(" ");
      }
      row.append(next);
    }
    if (!row.toString().isBlank()) {
      lines.add(row.toString());
    }
  }

  private void duplicates(DatasetReport report) {
    List<List<String>> groups = report.duplicates();
    if (groups == null) {
      return;
    }
    lines.add("");
    lines.add(
        groups.isEmpty()
            ? "no near-duplicates"
            : Figures.count(groups.size(), "group") + " of near-duplicates");
    for (List<String> group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      lines.add("  " + group.stream().map(this::shown).collect(Collectors.joining(", ")));
    }
    if (groups.size() > MOST_GROUPS) {
      lines.add("  and " + (groups.size() - MOST_GROUPS) + " groups more (--json lists all)");
    }
    if (report.undecoded() > 0) {
      lines.add("  " + Figures.count(report.undecoded(), "picture") + " could not be compared");
    }
  }

  private String shown(String path) {
    Path file = Path.of(path);
    return (file.startsWith(workingFolder) ? workingFolder.relativize(file) : file).toString();
  }
}
