package dev.lorabake.tui.training;

import dev.lorabake.tui.LossCurve;

/**
 * How the loss is shown.
 *
 * @param zoom 0 for the whole training; each more shows the latest half of that
 */
record CurveView(int zoom, Lines lines) {
  private static final int MOST_ZOOM = 10;
  private static final long FEWEST_STEPS = 20;

  /** Which lines are drawn. */
  enum Lines {
    BOTH,
    SMOOTH,
    RAW;

    Lines next() {
      return switch (this) {
        case BOTH -> SMOOTH;
        case SMOOTH -> RAW;
        case RAW -> BOTH;
      };
    }
  }

  static CurveView start() {
    return new CurveView(0, Lines.BOTH);
  }

  CurveView zoomed(int by) {
    return new CurveView(Math.clamp(zoom + by, 0, MOST_ZOOM), lines);
  }

  CurveView toggled() {
    return new CurveView(zoom, lines.next());
  }

  /**
   * What of a curve is seen.
   *
   * @param total steps that the training makes, 0 where that is not known
   */
  LossCurve.Window window(LossCurve curve, long total) {
    if (zoom == 0) {
      return curve.window(1, Math.max(total, curve.last()));
    }
    long steps = Math.max(FEWEST_STEPS, curve.last() >> zoom);
    return curve.window(Math.max(1, curve.last() - steps), curve.last());
  }

  /** What is not seen at once: empty for the usual view. */
  String words(LossCurve.Window window) {
    String part = zoom == 0 ? "" : "   from step " + window.first();
    return switch (lines) {
      case BOTH -> part;
      case SMOOTH -> part + "   smoothed";
      case RAW -> part + "   raw";
    };
  }
}
