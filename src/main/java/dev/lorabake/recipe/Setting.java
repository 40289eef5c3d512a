package dev.lorabake.recipe;

import org.jspecify.annotations.Nullable;

/**
 * One value with its name, its origin and its place.
 *
 * @param value one of {@link Boolean}, {@link Long}, {@link Double}, {@link String}, a {@link
 *     java.util.List} of these, or a {@link java.util.Map} of names to these
 * @param place {@code null} when it stands in no file
 */
public record Setting(String name, Object value, Origin origin, @Nullable Place place) {
  public Setting withValue(Object newValue) {
    return new Setting(name, newValue, origin, place);
  }
}
