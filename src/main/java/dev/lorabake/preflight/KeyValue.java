package dev.lorabake.preflight;

import dev.lorabake.recipe.Place;
import org.jspecify.annotations.Nullable;

/**
 * A value of the dataset configuration as upstream finds it.
 *
 * @param name {@code datasets[0].batch_size}, {@code datasets[0].subsets[1].num_repeats} or {@code
 *     general.resolution}, counted from 0; the option's name where the option stands in
 * @param at {@code null} for a default
 */
public record KeyValue(String name, Object value, @Nullable Place at) {
  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  /** The number, 0 for a value of another type. */
  public double number() {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
