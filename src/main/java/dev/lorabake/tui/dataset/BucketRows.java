package dev.lorabake.tui.dataset;

import dev.lorabake.Figures;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Bar;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The buckets of each dataset as bars. */
final class BucketRows {
  private BucketRows() {}

  /**
   * A row.
   *
   * @param bucket {@code null} for the heading of a dataset
   * @param most images in a bucket of the dataset
   */
  record Row(PlannedDataset dataset, @Nullable PlannedBucket bucket, long most) {}

  static List<Row> of(DatasetLook.Seen seen) {
    List<Row> rows = new ArrayList<>();
    for (PlannedDataset dataset : seen.overview().datasets()) {
      long most = dataset.buckets().stream().mapToLong(PlannedBucket::count).max().orElse(1);
      rows.add(new Row(dataset, null, most));
      dataset.buckets().forEach(bucket -> rows.add(new Row(dataset, bucket, most)));
    }
    return rows;
  }

  static long count(DatasetLook.Seen seen) {
    return seen.overview().datasets().stream().mapToLong(dataset -> dataset.buckets().size()).sum();
  }

  static void paint(Canvas canvas, Area area, DatasetLook.Seen seen, int cursor) {
    List<Row> rows = of(seen);
    List<PlannedBucket> thin = seen.report().thinBuckets();
    int first = area.firstOf(cursor, rows.size());
    for (int row = 0; row < area.height() && first + row < rows.size(); row++) {
      Row each = rows.get(first + row);
      PlannedBucket bucket = each.bucket();
      if (bucket == null) {
        canvas.write(area, 1, row, heading(each.dataset()), Ink.DIM);
      } else {
        bar(canvas, area, row, each, bucket, thin.contains(bucket));
      }
      if (first + row == cursor) {
        canvas.write(area, 0, row, "›", Ink.KEY);
      }
      canvas.clickable(
          new Area(area.column(), area.row() + row, area.width(), 1),
          new DatasetScreen.Row(first + row));
    }
  }

  private static void bar(
      Canvas canvas, Area area, int row, Row each, PlannedBucket bucket, boolean thin) {
    int cells = Math.clamp(area.width() - 58, 6, 60);
    String size = String.format(Locale.ROOT, "%4d×%-4d", bucket.width(), bucket.height());
    canvas.write(area, 1, row, size, Ink.TEXT);
    double part = (double) bucket.count() / Math.max(1, each.most());
    Bar.paint(canvas, area, 12, row, cells, part, Ink.ACTIVE);
    canvas.write(
        area,
        13 + cells,
        row,
        String.format(
            "%6s → %5s %s%s",
            Figures.count(bucket.count()),
            Figures.count(bucket.batches()),
            bucket.batches() == 1 ? "batch" : "batches",
            thin ? "  ▲ less than a batch" : ""),
        thin ? Ink.WARNING : Ink.TEXT);
  }

  private static String heading(PlannedDataset dataset) {
    return dataset.width()
        + "×"
        + dataset.height()
        + " at batch size "
        + dataset.batchSize()
        + ", images after repeats";
  }
}
