package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** The base model in 8 bits where that cannot work. */
public final class Fp8BaseUnusable extends PatternRule {
  public Fp8BaseUnusable() {
    super(
        "fp8-base-unusable",
        Topic.PRECISION,
        Severity.ERROR,
        "fp8_base needs mixed precision and PyTorch 2.1, and sd-scripts stops without them",
        "fp8_base",
        "fp8_base_unet",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String option = recipe.flag("fp8_base") ? "fp8_base" : "fp8_base_unet";
    boolean switchedOff = recipe.family().id().equals("anima") || recipe.flag("fp8_scaled");
    if (!recipe.flag(option) || switchedOff) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    if (recipe.text("mixed_precision").orElse("no").equals("no")) {
      String usual = recipe.family().usualPrecision();
      findings.add(
          found(
                  subject,
                  option
                      + " stores the base model in 8 bits and computes in mixed precision, which is"
                      + " off: sd-scripts stops",
                  "mixed_precision = \"" + usual + "\"")
              .about(option, "mixed_precision")
              .fix("mixed_precision", usual)
              .finding());
    }
    PythonEnvironment python = subject.machine().python();
    String torch = python == null ? "" : python.packageVersion("torch").orElse("");
    if (torch.matches("(1\\.|2\\.0).*")) {
      findings.add(
          found(
                  subject,
                  option + " needs PyTorch 2.1, and " + torch + " is installed: sd-scripts stops",
                  "install a newer torch, or remove " + option)
              .about(option)
              .remove(option)
              .finding());
    }
    return findings;
  }
}
