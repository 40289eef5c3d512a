package dev.lorabake.cli;

/** Carries meaning only, and never alone: the words say it too. */
enum Colour {
  RED("31"),
  YELLOW("33"),
  GREEN("32"),
  CYAN("36"),
  BOLD("1"),
  DIM("2");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String paint(String text, boolean coloured) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
