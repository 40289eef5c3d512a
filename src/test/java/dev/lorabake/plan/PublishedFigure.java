package dev.lorabake.plan;

import java.util.Locale;

/**
 * A published figure beside ours.
 *
 * @param oursGib {@code shown} for a measured one, {@code needed} for a limit, and the difference
 *     of two batches for one more image
 */
record PublishedFigure(MeasuredRun run, double oursGib) {
  static final double GIB = 1L << 30;
  static final double GB = 1e9;
  private static final double CLOSE = 0.1;

  static PublishedFigure of(MeasuredRun run) {
    long batch = run.whole("batch");
    VramEstimate vram =
        MeasuredRun.estimate(run.publishedRecipe(), run.load(batch), MeasuredRun.NO_GPU);
    return switch (run.text("kind")) {
      case "measured" -> new PublishedFigure(run, vram.shownBytes() / GIB);
      case "image" -> {
        VramEstimate more =
            MeasuredRun.estimate(run.publishedRecipe(), run.load(batch + 1), MeasuredRun.NO_GPU);
        yield new PublishedFigure(run, (more.allocatedBytes() - vram.allocatedBytes()) / GIB);
      }
      default -> new PublishedFigure(run, vram.neededBytes() / GIB);
    };
  }

  /** Whether a figure was published, and not a card that it fits or fails on. */
  boolean isValue() {
    return run.text("kind").equals("measured") || run.text("kind").equals("image");
  }

  private double error(double unit) {
    return oursGib * GIB / (run.number("gib") * unit) - 1;
  }

  /** Whether it lies within a tenth of ours, read in that unit. */
  boolean closeIn(double unit) {
    return Math.abs(error(unit)) <= CLOSE;
  }

  boolean agrees() {
    double limit = run.number("gib");
    return switch (run.text("kind")) {
      case "fits" -> oursGib <= limit;
      case "fails" -> oursGib > limit;
      default -> closeIn(GIB) || closeIn(GB);
    };
  }

  String row() {
    String figure = run.text("gib");
    String kind = run.text("kind");
    String published =
        switch (kind) {
          case "fits" -> "fits in " + figure;
          case "fails" -> "fails in " + figure;
          case "image" -> figure + " an image";
          default -> figure;
        };
    String verdict =
        isValue()
            ? String.format(
                Locale.ROOT, "%+.0f %%, as GB %+.0f %%", 100 * error(GIB), 100 * error(GB))
            : agrees() ? "agrees" : "disagrees";
    String source = run.text("source");
    String link = source.startsWith("https://") ? "<" + source + ">" : source;
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.2f | %s | %s | %s |",
        run.text("id"),
        run.text("what"),
        published,
        oursGib,
        verdict,
        run.text("doubt"),
        link);
  }
}
