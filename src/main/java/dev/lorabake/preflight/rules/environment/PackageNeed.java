package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Subject;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A package that a recipe needs beyond what every training imports.
 *
 * @param option the option that asks for it
 * @param reason the start of a sentence that ends in "needs …"
 * @param distribution the name that pip knows
 */
record PackageNeed(String option, String reason, String distribution) {
  /** Import name of the catalogue to the distribution that pip knows. */
  private static final Map<String, String> DISTRIBUTION = Map.of("lycoris", "lycoris-lora");

  static List<PackageNeed> of(Subject subject) {
    Recipe recipe = subject.recipe();
    List<PackageNeed> needs = new ArrayList<>();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (optimizer.type() != null && optimizer.type().pythonPackage() != null) {
      needs.add(
          need(
              "optimizer_type", "optimizer " + optimizer.name(), optimizer.type().pythonPackage()));
    }
    imported(optimizer.name())
        .filter(name -> needs.stream().noneMatch(need -> need.distribution.equals(name)))
        .ifPresent(
            name -> needs.add(need("optimizer_type", "optimizer " + optimizer.name(), name)));
    NetworkType network = ChosenNetwork.of(recipe).type();
    if (network != null && network.pythonPackage() != null) {
      needs.add(need("network_module", "network " + network.id(), network.pythonPackage()));
    }
    for (PythonPackage wanted : recipe.catalog().packages()) {
      if (wanted.families().contains(recipe.family().id())) {
        needs.add(need("family", recipe.family().title(), wanted.name()));
      }
    }
    attention(recipe, needs);
    logging(recipe, needs);
    if (recipe.flag("deepspeed")) {
      needs.add(need("deepspeed", "deepspeed", "deepspeed"));
    }
    // inductor writes kernels in Triton for a GPU, and C++ for the processor
    if (recipe.flag("torch_compile")
        && recipe.text("dynamo_backend").orElse("inductor").equals("inductor")
        && subject.machine().gpu().isPresent()) {
      needs.add(need("torch_compile", "torch_compile with inductor", "triton"));
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

  private static void attention(Recipe recipe, List<PackageNeed> needs) {
    boolean unet = !recipe.family().flow();
    String attention = recipe.text("attn_mode").orElse("");
    boolean switchable =
        recipe.catalog().option("attn_mode").filter(o -> o.isIn(recipe.script())).isPresent();
    if ((recipe.flag("xformers") && (unet || (switchable && attention.isEmpty())))
        || attention.equals("xformers")) {
      needs.add(need("xformers", "xformers", "xformers"));
    }
    if (recipe.flag("use_flash_attn") || attention.equals("flash")) {
      String option = attention.equals("flash") ? "attn_mode" : "use_flash_attn";
      needs.add(need(option, "flash attention", "flash-attn"));
    }
  }

  private static void logging(Recipe recipe, List<PackageNeed> needs) {
    String log = recipe.text("log_with").orElse("");
    if (log.equals("wandb") || log.equals("all")) {
      needs.add(need("log_with", "log_with " + log, "wandb"));
    }
    boolean folder = recipe.text("logging_dir").filter(text -> !text.isEmpty()).isPresent();
    if (log.equals("tensorboard") || log.equals("all") || (log.isEmpty() && folder)) {
      needs.add(need("logging_dir", "logging to TensorBoard", "tensorboard"));
    }
  }

  private static PackageNeed need(String option, String reason, String name) {
    return new PackageNeed(option, reason, DISTRIBUTION.getOrDefault(name, name));
  }
}
