package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;

/** A key or token that stands in the file for all to read. */
final class SecretInRecipe extends PatternRule {
  SecretInRecipe() {
    super(
        "secret-in-recipe",
        Topic.VALUES,
        Severity.WARNING,
        "A key or token stands in the recipe, where everybody who gets the file can read it",
        "huggingface_token",
        "wandb_api_key");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : subject.recipe().train().all()) {
      Option option = subject.recipe().catalog().option(setting.name()).orElse(null);
      if (option != null && option.note().secret() && Subject.says(setting.value())) {
        findings.add(
            found(
                    subject,
                    option.name() + " stands in the recipe, readable for everybody who gets it",
                    "remove it and set the environment variable " + variable(option.name()))
                .about(option.name())
                .at(setting.place())
                .remove(option.name())
                .choice() // the file may be the only place that has it
                .finding());
      }
    }
    return findings;
  }

  private static String variable(String option) {
    return option.equals("wandb_api_key") ? "WANDB_API_KEY" : "HF_TOKEN";
  }
}
