package dev.lorabake.catalog;

import java.util.Locale;

/** What an optimizer's constructor takes as one of its {@code optimizer_args}. */
public enum OptimizerArg {
  /** Not checked. */
  ANY("any value"),
  /** Python takes quoted text for true, whatever it says. */
  SWITCH("True or False, without quotes"),
  /** A switch that the constructor has and refuses. */
  OFF("False: it is not written yet"),
  NUMBER("a number"),
  MAYBE("a number, or None"),
  NONNEGATIVE("a number from 0 upwards"),
  POSITIVE("a number above 0"),
  ZERO("0"),
  /** Two factors of averages. */
  PAIR("two numbers from 0 to below 1, as in 0.9,0.999"),
  TRIPLE("three numbers from 0 to below 1, as in 0.98,0.92,0.99"),
  /** Two factors or more. */
  BETAS("two numbers from 0 to below 1, as in 0.9,0.999"),
  /** Two numbers of any size. */
  TWO("two numbers, as in 1e-30,1e-3");

  private final String description;

  OptimizerArg(String description) {
    this.description = description;
  }

  /** What to write, for a sentence. */
  public String description() {
    return description;
  }

  static OptimizerArg parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
