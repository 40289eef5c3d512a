package dev.lorabake.tui.setup;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number made larger or smaller by a step that suits its size. */
final class Stepping {
  private Stepping() {}

  /**
   * The next one.
   *
   * @param whole whether it is counted
   * @param direction 1 or -1
   * @param min the smallest sensible one, {@code null} for none
   * @return empty where it is out of bounds
   */
  static Optional<Object> next(
      Number from, boolean whole, int direction, @Nullable Double min, @Nullable Double max) {
    Number to =
        whole ? (Number) (from.longValue() + direction) : real(from.doubleValue(), direction);
    boolean low = min != null && to.doubleValue() < min;
    boolean high = max != null && to.doubleValue() > max;
    return low || high ? Optional.empty() : Optional.of(to);
  }

  /** By one in its first digit: 1e-4, 2e-4 … 9e-4, 1e-3; of 0.15 the next are 0.25 and 0.05. */
  private static Double real(double from, int direction) {
    if (from == 0 || Double.isNaN(from) || Double.isInfinite(from)) {
      return direction * 0.1;
    }
    BigDecimal number = BigDecimal.valueOf(from).stripTrailingZeros();
    BigDecimal size = number.abs();
    int exponent = size.precision() - size.scale() - 1;
    boolean smaller = direction != number.signum();
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(exponent);
    BigDecimal step = smaller && size.compareTo(unit) == 0 ? unit.scaleByPowerOfTen(-1) : unit;
    return number.add(direction > 0 ? step : step.negate()).doubleValue();
  }
}
