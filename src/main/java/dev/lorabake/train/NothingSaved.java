package dev.lorabake.train;

import dev.lorabake.UserError;

/** A run left no state that it could go on from. */
final class NothingSaved extends UserError {
  private static final long serialVersionUID = 1L;

  NothingSaved(String message, String help) {
    super(message, help);
  }
}
