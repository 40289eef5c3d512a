package dev.lorabake.render;

import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;

/** Writes the PowerShell script that trains from the files beside it. */
final class PowershellScript {
  private PowershellScript() {}

  static String text(Recipe recipe, LaunchPlace place) {
    List<Word> words = CommandLine.words(recipe, place);
    StringBuilder out = new StringBuilder();
    out.append("# Trains with plain sd-scripts; lorabake is not needed.\n")
        .append("# Set $env:SD_SCRIPTS or $env:PYTHON to use another checkout or Python.\n")
        .append("$ErrorActionPreference = 'Stop'\n")
        .append("$here = $PSScriptRoot\n")
        .append("$checkout = if ($env:SD_SCRIPTS) { $env:SD_SCRIPTS } else { ")
        .append(quoted(place.checkout().toString()))
        .append(" }\n")
        .append("$python = if ($env:PYTHON) { $env:PYTHON } else { ")
        .append(quoted(place.python()))
        .append(" }\n");
    for (Map.Entry<String, String> variable : CommandLine.environment(recipe, place).entrySet()) {
      out.append("$env:")
          .append(variable.getKey())
          .append(" = ")
          .append(quoted(variable.getValue()))
          .append('\n');
    }
    out.append("$words = @(\n");
    for (int i = 0; i < words.size(); i++) {
      out.append("  ").append(written(words.get(i))).append(i + 1 < words.size() ? ",\n" : "\n");
    }
    return out.append(")\n& $python @words\nexit $LASTEXITCODE\n").toString();
  }

  private static String written(Word word) {
    return switch (word) {
      case Word.Literal literal -> quoted(literal.text());
      case Word.Beside beside -> "(Join-Path $here " + quoted(beside.name()) + ")";
      case Word.InCheckout file -> "(Join-Path $checkout " + quoted(file.name()) + ")";
    };
  }

  /** PowerShell takes curly quotes for straight ones: each kind is doubled. */
  static String quoted(String text) {
    return "'" + text.replaceAll("(['\u2018\u2019\u201a\u201b])", "$1$1") + "'";
  }
}
