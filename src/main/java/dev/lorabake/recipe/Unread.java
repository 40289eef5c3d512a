package dev.lorabake.recipe;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the file and does not count.
 *
 * @param key dotted from the top of the file
 * @param suggestion the name that was probably meant or that counts instead, or what to write;
 *     {@code null} for none
 */
public record Unread(String key, @Nullable String suggestion, @Nullable Place place, Kind kind) {

  /** Why it does not count. */
  public enum Kind {
    /** No part of a recipe, or of upstream's config, takes the key. */
    UNKNOWN,
    /** The same key stands again further down, and upstream takes the last one. */
    OVERRIDDEN,
    /** Upstream's reader of TOML trips over it. */
    UNREADABLE
  }

  Unread(String key, @Nullable String suggestion, @Nullable Place place) {
    this(key, suggestion, place, Kind.UNKNOWN);
  }
}
