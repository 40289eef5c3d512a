package dev.lorabake.tui;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.tui.paint.BrailleChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The losses of a run, of bounded size: when there are too many, every second one goes.
 *
 * @param every of so many steps one is kept
 */
public record LossCurve(List<Loss> losses, int every, int skipped) {
  private static final int MOST = 4000;

  /** The loss after a step. */
  public record Loss(long step, double value) {}

  public static LossCurve empty() {
    return new LossCurve(List.of(), 1, 0);
  }

  /** With further losses, in order. */
  public LossCurve with(List<Loss> more) {
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

  /** The losses of the steps of an entry of a journal; empty for anything else. */
  public static Optional<Loss> of(JournalEntry entry) {
    return entry.event() instanceof RunEvent.Step step
            && step.avrLoss() != null
            && step.lossFinite()
        ? Optional.of(new Loss(step.step(), step.avrLoss()))
        : Optional.empty();
  }

  /** With steps that count from another one. */
  public LossCurve from(long step) {
    return new LossCurve(
        losses.stream().map(loss -> new Loss(step + loss.step(), loss.value())).toList(),
        every,
        skipped);
  }

  public boolean isEmpty() {
    return losses.isEmpty();
  }

  /** The last step that is known; 0 for none. */
  public long last() {
    return losses.isEmpty() ? 0 : losses.getLast().step();
  }

  /** What a chart shows, in both directions. */
  public record Window(long first, long last, double low, double high) {
    /** One that shows another curve too. */
    public Window and(Window other) {
      return new Window(
          Math.min(first, other.first),
          Math.max(last, other.last),
          Math.min(low, other.low),
          Math.max(high, other.high));
    }
  }

  /** As high and low as the losses between two steps are. */
  public Window window(long first, long last) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Loss loss : losses) {
      if (loss.step() >= first && loss.step() <= last) {
        low = Math.min(low, loss.value());
        high = Math.max(high, loss.value());
      }
    }
    return new Window(first, last, low, high);
  }

  /** The points of the chart. */
  public List<BrailleChart.Point> points(Window window) {
    return scaled(losses, window);
  }

  /** The same, smoothed by an exponential mean over about a twentieth of them. */
  public List<BrailleChart.Point> smooth(Window window) {
    double weight = Math.min(1, 20.0 / Math.max(1, losses.size()));
    List<Loss> means = new ArrayList<>();
    double mean = losses.isEmpty() ? 0 : losses.getFirst().value();
    for (Loss loss : losses) {
      mean += weight * (loss.value() - mean);
      means.add(new Loss(loss.step(), mean));
    }
    return scaled(means, window);
  }

  private static List<BrailleChart.Point> scaled(List<Loss> losses, Window window) {
    double span = window.high - window.low <= 0 ? 1 : window.high - window.low;
    long steps = window.last - window.first;
    return losses.stream()
        .filter(loss -> loss.step() >= window.first && loss.step() <= window.last)
        .map(loss ->
            new BrailleChart.Point(
                steps <= 0 ? 1 : (loss.step() - window.first) / (double) steps,
                (loss.value() - window.low) / span))
        .toList();
  }
}
