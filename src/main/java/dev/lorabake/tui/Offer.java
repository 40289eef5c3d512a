package dev.lorabake.tui;

import org.jspecify.annotations.Nullable;

/**
 * A binding as it stands now.
 *
 * @param disabled why it does nothing now, {@code null} where it does
 */
public record Offer(Binding binding, @Nullable String disabled) {
  public static Offer of(Binding binding) {
    return new Offer(binding, null);
  }

  public boolean isEnabled() {
    return disabled == null;
  }
}
