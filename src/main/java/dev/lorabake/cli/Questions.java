package dev.lorabake.cli;

import java.io.IOException;
import java.util.Optional;

/** Asks a person at a terminal. */
final class Questions {
  private final Surroundings surroundings;
  private final Output output;

  Questions(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  /** The answer, empty where there is none. */
  String ask(String what) {
    output.line("", Colour.CYAN, what, ":");
    output.flush();
    try {
      String line = surroundings.in().readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Asks for what a placeholder stands for; empty where it is to stay. */
  Optional<String> fill(String placeholder) {
    String answer = ask(placeholder.substring(1, placeholder.length() - 1));
    return Optional.of(answer).filter(text -> !text.isEmpty());
  }
}
