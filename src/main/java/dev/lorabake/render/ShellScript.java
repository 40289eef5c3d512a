package dev.lorabake.render;

import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the POSIX shell script that trains from the files beside it. */
public final class ShellScript {
  private ShellScript() {}

  static String text(Recipe recipe, LaunchPlace place) {
    List<Word> words = CommandLine.words(recipe, place);
    StringBuilder out = new StringBuilder();
    out.append("#!/bin/sh\n")
        .append("# Trains with plain sd-scripts; lorabake is not needed.\n")
        .append("# SD_SCRIPTS=folder PYTHON=file ./run.sh uses another checkout or Python.\n")
        .append("set -eu\n")
        .append("here=$(CDPATH='' cd -- \"$(dirname -- \"$0\")\" && pwd)\n")
        .append("checkout=")
        .append(quoted(place.checkout().toString()))
        .append('\n')
        .append("python=")
        .append(quoted(place.python()))
        .append('\n')
        .append("SD_SCRIPTS=${SD_SCRIPTS:-$checkout}\n")
        .append("PYTHON=${PYTHON:-$python}\n");
    for (Map.Entry<String, String> variable : CommandLine.environment(recipe, place).entrySet()) {
      out.append("export ")
          .append(variable.getKey())
          .append('=')
          .append(quoted(variable.getValue()))
          .append('\n');
    }
    out.append("exec \"$PYTHON\"");
    words.forEach(word -> out.append(startsFlag(word) ? " \\\n  " : " ").append(written(word)));
    return out.append('\n').toString();
  }

  private static boolean startsFlag(Word word) {
    return switch (word) {
      case Word.Literal literal -> literal.text().startsWith("--");
      case Word.InCheckout _ -> true;
      case Word.Beside _ -> false;
    };
  }

  private static String written(Word word) {
    return switch (word) {
      case Word.Literal literal -> quoted(literal.text());
      case Word.Beside beside -> "\"$here/" + beside.name() + "\"";
      case Word.InCheckout file -> "\"$SD_SCRIPTS/" + file.name() + "\"";
    };
  }

  /** Single quotes keep everything as it is; a single quote itself has to stand outside of them. */
  public static String quoted(String text) {
    boolean safe = !text.isEmpty() && text.chars().allMatch(ShellScript::isSafe);
    return safe
        ? text
        : text.chars()
            .mapToObj(c -> c == '\'' ? "'\\''" : Character.toString(c))
            .collect(Collectors.joining("", "'", "'"));
  }

  private static boolean isSafe(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-./:=,@%+".indexOf(c) >= 0;
  }
}
