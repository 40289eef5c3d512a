package dev.lorabake.tui.training;

import dev.lorabake.tui.paint.BrailleChart;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses of a run, of bounded size: when there are too many, every second one goes.
 *
 * @param every of so many steps one is kept
 */
record LossCurve(List<Loss> losses, int every, int skipped) {
  private static final int MOST = 4000;

  /** The loss after a step. */
  record Loss(long step, double value) {}

  static LossCurve empty() {
    return new LossCurve(List.of(), 1, 0);
  }

  /** With further losses, in order. */
  LossCurve with(List<Loss> more) {
    List<Loss> all = new ArrayList<>(losses);
    int step = every;
    int since = skipped;
    for (Loss loss : more) {
      since++;
      if (since >= step) {
        all.add(loss);
        since = 0;
      }
      if (all.size() > MOST) {
        all = thinned(all);
        step *= 2;
      }
    }
    return new LossCurve(List.copyOf(all), step, since);
  }

  private static List<Loss> thinned(List<Loss> all) {
    List<Loss> half = new ArrayList<>(all.size() / 2 + 1);
    for (int i = all.size() % 2; i < all.size(); i += 2) {
      half.add(all.get(i));
    }
    return half;
  }

  double low() {
    return losses.stream().mapToDouble(Loss::value).min().orElse(0);
  }

  double high() {
    return losses.stream().mapToDouble(Loss::value).max().orElse(1);
  }

  /** The points of the chart, from the first step to {@code last}. */
  List<BrailleChart.Point> points(long last, double low, double high) {
    return scaled(losses, last, low, high);
  }

  /** The same, smoothed by an exponential mean over about a twentieth of them. */
  List<BrailleChart.Point> smooth(long last, double low, double high) {
    double weight = Math.min(1, 20.0 / Math.max(1, losses.size()));
    List<Loss> means = new ArrayList<>();
    double mean = losses.isEmpty() ? 0 : losses.getFirst().value();
    for (Loss loss : losses) {
      mean += weight * (loss.value() - mean);
      means.add(new Loss(loss.step(), mean));
    }
    return scaled(means, last, low, high);
  }

  private static List<BrailleChart.Point> scaled(
      List<Loss> losses, long last, double low, double high) {
    double span = high - low <= 0 ? 1 : high - low;
    return losses.stream()
        .map(loss ->
            new BrailleChart.Point(
                last <= 1 ? 1 : (loss.step() - 1) / (double) (last - 1),
                (loss.value() - low) / span))
        .toList();
  }
}
