package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.HubModel;
import dev.lorabake.machine.HubCache;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tokenizer that is not on this machine and cannot be fetched. */
final class TokenizerOutOfReach extends PatternRule {
  TokenizerOutOfReach() {
    super(
        "tokenizer-out-of-reach",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "sd-scripts takes its tokenizers from the Hugging Face hub: one that is not in the cache"
            + " cannot be fetched offline, or without a token where its terms ask for one",
        "tokenizer_cache_dir",
        "huggingface_token");
  }

  @Override
  public List<Finding> check(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    if (python == null) {
      return List.of();
    }
    Recipe recipe = subject.recipe();
    HubCache hub = python.hub();
    boolean token = hub.token() || recipe.text("huggingface_token").isPresent();
    List<Finding> findings = new ArrayList<>();
    for (HubModel model : recipe.catalog().hubModels()) {
      boolean refused = model.gated() && !token;
      if (!model.families().contains(recipe.family().id())
          || !(hub.offline() || refused)
          || isHere(recipe, hub, model)) {
        continue;
      }
      findings.add(
          found(
                  subject,
                  "the tokenizer of "
                      + recipe.family().title()
                      + " is taken from "
                      + model.name()
                      + ", which is not in "
                      + hub.folder()
                      + (hub.offline()
                          ? ", and HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE forbids fetching it"
                          : ", and the hub gives it only with a token"),
                  hub.offline()
                      ? "fetch it once where there is a network: " + fetch(python, model)
                      : "accept the terms at https://huggingface.co/"
                          + model.name()
                          + " and set HF_TOKEN, or "
                          + python.executable().resolveSibling("hf")
                          + " auth login")
              .finding());
    }
    return findings;
  }

  private static String fetch(PythonEnvironment python, HubModel model) {
    return "HF_HUB_OFFLINE=0 TRANSFORMERS_OFFLINE=0 "
        + python.shownExecutable()
        + " -c \"from huggingface_hub import snapshot_download;"
        + " snapshot_download('"
        + model.name()
        + "', allow_patterns=['*token*', '*.json', '*.model', '*.txt'])\"";
  }

  /** Upstream's own folder comes first: one folder a tokenizer, its slash an underscore. */
  private static boolean isHere(Recipe recipe, HubCache hub, HubModel model) {
    if (hub.models().contains(model.name())) {
      return true;
    }
    Optional<Path> own = recipe.path("tokenizer_cache_dir");
    return own.isPresent()
        && (Files.isDirectory(own.get().resolve(model.name().replace('/', '_')))
            || HubCache.modelsIn(own.get()).contains(model.name()));
  }
}
