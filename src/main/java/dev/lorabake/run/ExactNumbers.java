package dev.lorabake.run;

import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Validation;
import dev.lorabake.log.tensorboard.Scalar;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives steps and validations the numbers that the tracker's file holds in full: losses, of which
 * the bar prints three digits, and the learning rate, which it does not print. A loss is taken only
 * where it rounds to the printed one, so a file of something else changes nothing.
 *
 * <p>The file is read along with the steps, never ahead of them.
 */
final class ExactNumbers {
  private static final String AVERAGE = "loss/average";
  private static final String STEP_VALIDATION = "loss/validation/step_average";
  private static final String EPOCH_VALIDATION = "loss/validation/epoch_average";
  private static final String RATE = "lr/";

  /** Optimizers that find the rate themselves: what it comes to. */
  private static final String EFFECTIVE = "lr/d*lr";

  /** A file of something else may name any number of things. */
  private static final int MOST_TAGS = 256;

  private static final int MOST_AVERAGES = 256;

  private final TrackerFile file;
  private final Map<String, Scalar> latest = new LinkedHashMap<>();
  private final Deque<Scalar> averages = new ArrayDeque<>();

  /** How many rates a step has; they stand behind its loss. */
  private int ratesOfAStep;

  ExactNumbers(TrackerFile file) {
    this.file = file;
  }

  /**
   * Reads on to the end of a step. With gradient accumulation each batch logs its mean under the
   * number of the step before it, so a step has several.
   *
   * @param printed the step as the bar shows it
   * @param step its number by upstream's own count
   * @return the step with what the file says of it; {@code null} where that is not there yet
   */
  @Nullable Step exact(Step printed, long step) throws IOException {
    boolean over = reach(step);
    Double average = average(printed, step);
    int rates = (int) latest.values().stream().filter(rate -> isRateOf(rate, step)).count();
    if (!over && (average == null || rates < Math.max(1, ratesOfAStep))) {
      return null;
    }
    ratesOfAStep = Math.max(ratesOfAStep, rates);
    return average == null ? printed : with(printed, average, rate(step));
  }

  /** Reads on to the next step's numbers and says whether they are there. */
  private boolean reach(long step) throws IOException {
    for (Scalar next = file.peek(); next != null; next = file.peek()) {
      if (ofStep(next.tag()) && next.step() > step) {
        return true;
      }
      take(next);
      file.pass();
    }
    return false;
  }

  /** The last mean of the step that is printed so; NaN where the step's own is no number. */
  private @Nullable Double average(Step printed, long step) {
    Double found = null;
    for (Scalar average : averages) {
      if (average.step() == step && isPrintedAs(average.value(), printed)) {
        found = decimal(average.value());
      }
    }
    return found;
  }

  private static Step with(Step printed, Double average, @Nullable Double rate) {
    return new Step(
        printed.step(),
        printed.total(),
        printed.avrLoss() == null ? null : average,
        printed.lossFinite(),
        rate == null ? printed.lr() : rate,
        printed.secondsPerStep(),
        printed.epoch());
  }

  private void take(Scalar scalar) {
    String tag = scalar.tag();
    if (tag.equals(AVERAGE)) {
      if (averages.size() == MOST_AVERAGES) {
        averages.removeFirst();
      }
      averages.add(scalar);
    } else if ((ofStep(tag) || tag.equals(EPOCH_VALIDATION))
        && (latest.size() < MOST_TAGS || latest.containsKey(tag))) {
      latest.put(tag, scalar);
    }
  }

  private static boolean isRateOf(Scalar scalar, long step) {
    return scalar.tag().startsWith(RATE) && scalar.step() == step;
  }

  /** The validation in full; {@code null} where the file does not hold it yet. */
  @Nullable Validation exact(Validation printed) throws IOException {
    reach(printed.step() == null ? 0 : printed.step());
    Scalar loss = match(printed);
    return loss == null
        ? null
        : new Validation(printed.step(), printed.epoch(), decimal(loss.value()));
  }

  private @Nullable Scalar match(Validation printed) {
    Double loss = printed.avrLoss();
    Scalar ofStep = latest.get(STEP_VALIDATION);
    Scalar ofEpoch = latest.get(EPOCH_VALIDATION);
    if (loss == null) {
      return null;
    }
    if (ofStep != null
        && Long.valueOf(ofStep.step()).equals(printed.step())
        && rounds(ofStep.value(), loss)) {
      return ofStep;
    }
    return ofEpoch != null
            && Long.valueOf(ofEpoch.step()).equals(printed.epoch())
            && rounds(ofEpoch.value(), loss)
        ? ofEpoch
        : null;
  }

  /** That of the denoising network: the text encoders have their own. */
  private @Nullable Double rate(long step) {
    Scalar unet = null;
    Scalar first = null;
    Scalar effective = null;
    for (Scalar scalar : latest.values()) {
      String tag = scalar.tag();
      if (!isRateOf(scalar, step) || !Float.isFinite(scalar.value())) {
        continue;
      }
      boolean text = tag.contains("textencoder");
      if (tag.startsWith(EFFECTIVE)) {
        effective = effective == null || (!text && isText(effective)) ? scalar : effective;
      } else if (tag.equals("lr/unet")) {
        unet = scalar;
      } else if (first == null || (!text && isText(first))) {
        first = scalar;
      }
    }
    Scalar nominal = unet == null ? first : unet;
    Scalar rate = effective == null ? nominal : effective;
    return rate == null ? null : decimal(rate.value());
  }

  private static boolean isText(Scalar scalar) {
    return scalar.tag().contains("textencoder");
  }

  /** Tags that count with the steps; those of epochs are numbered with these. */
  private static boolean ofStep(String tag) {
    return tag.equals(AVERAGE)
        || tag.equals("loss/current")
        || tag.startsWith(RATE)
        || tag.equals(STEP_VALIDATION);
  }

  private static boolean isPrintedAs(float value, Step printed) {
    Double loss = printed.avrLoss();
    return loss == null ? !printed.lossFinite() && !Float.isFinite(value) : rounds(value, loss);
  }

  /** Whether {@code %.3g} of the value is the printed number, within a float's own error. */
  private static boolean rounds(float value, double printed) {
    if (printed == 0) {
      return value == 0;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(printed))) - 2);
    return Math.abs(value - printed) <= 0.501 * unit;
  }

  /** The shortest number that is this float: 1.0E-4, not 9.999999747378752E-5. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
