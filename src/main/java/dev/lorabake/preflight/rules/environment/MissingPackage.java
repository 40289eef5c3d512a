package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Python package that the recipe needs and the environment lacks. */
final class MissingPackage extends PatternRule {
  /** Import name of the catalogue to the distribution that pip knows. */
  private static final Map<String, String> DISTRIBUTION = Map.of("lycoris", "lycoris-lora");

  MissingPackage() {
    super(
        "missing-package",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The recipe needs a Python package that is not installed or cannot be imported",
        "optimizer_type",
        "network_module",
        "xformers",
        "log_with",
        "logging_dir",
        "deepspeed",
        "attn_mode",
        "use_flash_attn",
        "use_sage_attn");
  }

  private record Need(String option, String reason, String distribution) {}

  @Override
  public List<Finding> check(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    if (python == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Need need : needs(subject.recipe())) {
      String error = python.broken().get(need.distribution);
      if (error != null) {
        findings.add(
            found(
                    subject,
                    need.reason
                        + " needs "
                        + need.distribution
                        + ", whose import fails here: "
                        + error,
                    "reinstall it: " + pip(python, need.distribution))
                .about(need.option)
                .finding());
      } else if (python.packageVersion(need.distribution).isEmpty()) {
        findings.add(
            found(
                    subject,
                    need.reason + " needs " + need.distribution + ", which is not installed",
                    pip(python, need.distribution))
                .about(need.option)
                .finding());
      }
    }
    return findings;
  }

  private static String pip(PythonEnvironment python, String distribution) {
    return python.executable() + " -m pip install " + distribution;
  }

  private static List<Need> needs(Recipe recipe) {
    List<Need> needs = new ArrayList<>();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (optimizer.type() != null && optimizer.type().pythonPackage() != null) {
      needs.add(
          new Need(
              "optimizer_type",
              "optimizer " + optimizer.name(),
              distribution(optimizer.type().pythonPackage())));
    }
    imported(optimizer.name())
        .filter(needed -> needs.stream().noneMatch(need -> need.distribution.equals(needed)))
        .ifPresent(needed ->
            needs.add(new Need("optimizer_type", "optimizer " + optimizer.name(), needed)));
    NetworkType network = ChosenNetwork.of(recipe).type();
    if (network != null && network.pythonPackage() != null) {
      needs.add(
          new Need(
              "network_module", "network " + network.id(), distribution(network.pythonPackage())));
    }
    boolean unet = !recipe.family().flow();
    String attention = recipe.text("attn_mode").orElse("");
    boolean switchable =
        recipe.catalog().option("attn_mode").filter(o -> o.isIn(recipe.script())).isPresent();
    if ((recipe.flag("xformers") && (unet || (switchable && attention.isEmpty())))
        || attention.equals("xformers")) {
      needs.add(new Need("xformers", "xformers", "xformers"));
    }
    if (recipe.flag("use_flash_attn") || attention.equals("flash")) {
      needs.add(new Need("attn_mode", "flash attention", "flash-attn"));
    }
    String log = recipe.text("log_with").orElse("");
    if (log.equals("wandb") || log.equals("all")) {
      needs.add(new Need("log_with", "log_with " + log, "wandb"));
    }
    boolean folder = recipe.text("logging_dir").filter(text -> !text.isEmpty()).isPresent();
    if (log.equals("tensorboard") || log.equals("all") || (log.isEmpty() && folder)) {
      needs.add(new Need("logging_dir", "logging to TensorBoard", "tensorboard"));
    }
    if (recipe.flag("deepspeed")) {
      needs.add(new Need("deepspeed", "deepspeed", "deepspeed"));
    }
    return needs;
  }

  /** What upstream imports for the end of a name, and for a module that many write. */
  private static Optional<String> imported(String optimizer) {
    String name = optimizer.toLowerCase(Locale.ROOT);
    return name.endsWith("8bit") || name.startsWith("bitsandbytes.")
        ? Optional.of("bitsandbytes")
        : name.endsWith("schedulefree") || name.startsWith("schedulefree.")
            ? Optional.of("schedulefree")
            : name.startsWith("pytorch_optimizer.")
                ? Optional.of("pytorch-optimizer")
                : Optional.empty();
  }

  private static String distribution(String named) {
    return DISTRIBUTION.getOrDefault(named, named);
  }
}
