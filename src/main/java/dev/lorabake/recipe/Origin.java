package dev.lorabake.recipe;

/** Who decided a value. */
public enum Origin {
  /** Nobody: upstream's own default. */
  DEFAULT,
  /** Follows from the recipe's family, network or name. */
  IMPLIED,
  /** A template that the user has not changed. */
  TEMPLATE,
  /** The user's file. */
  FILE,
  /** A flag on the command line. */
  FLAG
}
