package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.json.Json;
import dev.lorabake.log.diagnosis.Alternative;
import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.log.diagnosis.Evidence;
import org.jspecify.annotations.Nullable;

/** A diagnosis for a person. */
final class DiagnosisText {
  private final Output output;

  DiagnosisText(Output output) {
    this.output = output;
  }

  void print(Diagnosis diagnosis) {
    Colour colour = diagnosis.isNone() ? Colour.GREEN : Colour.RED;
    String doubt =
        switch (diagnosis.certainty()) {
          case SURE -> "";
          case LIKELY -> diagnosis.isNone() ? "" : " (likely)";
          case GUESS -> " (a guess)";
        };
    output.filled("", colour, diagnosis.category(), doubt + ": " + diagnosis.cause());
    diagnosis.help().forEach(help -> output.filled("  help: ", help));
    if (!diagnosis.fix().isEmpty()) {
      output.line("  settings:");
      diagnosis.fix().forEach(this::setting);
    }
    String finding = diagnosis.finding();
    if (finding != null) {
      output.filled("  ", "lorabake check has a rule for it: lorabake explain " + finding);
    }
    Evidence evidence = diagnosis.evidence();
    if (evidence != null) {
      output.filled("  line " + evidence.line() + ": ", Figures.brief(evidence.text()));
    }
    diagnosis.alternatives().forEach(this::alternative);
  }

  private void setting(String option, @Nullable Object value) {
    output.line(
        value == null
            ? "    take " + option + " out"
            : "    " + option + " = " + Json.write(value));
  }

  private void alternative(Alternative other) {
    output.filled("  or ", other.category() + ": " + other.cause() + ", if " + other.tell());
  }
}
