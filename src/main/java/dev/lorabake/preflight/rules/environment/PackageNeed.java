package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A package that a recipe's choice imports.
 *
 * @param fatal whether sd-scripts stops without it
 * @param instead what could be chosen in its place, or empty
 */
record PackageNeed(String name, String option, String reason, boolean fatal, String instead) {

  static List<PackageNeed> of(Recipe recipe, PythonEnvironment python) {
    List<PackageNeed> needs = new ArrayList<>();
    needs.add(new PackageNeed("torch", "", "sd-scripts", true, ""));
    if (python.packageVersion("torch").isEmpty()) {
      return needs;
    }
    OptimizerType optimizer =
        recipe.text("optimizer_type").flatMap(recipe.catalog()::optimizer).orElse(null);
    if (optimizer != null && optimizer.pythonPackage() != null) {
      boolean bits = optimizer.bits() == 8;
      needs.add(
          new PackageNeed(
              optimizer.pythonPackage(),
              "optimizer_type",
              "optimizer_type \"" + optimizer.name() + "\"",
              true,
              bits ? "AdamW and Adafactor need nothing; else " : ""));
    }
    if (recipe.text("network_module").orElse("").startsWith("lycoris.")) {
      String type = recipe.network() == null ? "network_module" : recipe.network().title();
      needs.add(new PackageNeed("lycoris-lora", "network_module", type, true, ""));
    }
    addAttention(recipe, needs);
    addLogs(recipe, needs);
    return needs;
  }

  private static void addAttention(Recipe recipe, List<PackageNeed> needs) {
    boolean unet = Set.of("sd15", "sd2", "sdxl").contains(recipe.family().id());
    if (unet && recipe.flag("xformers") && !recipe.flag("mem_eff_attn")) {
      needs.add(new PackageNeed("xformers", "xformers", "xformers", true, "sdpa = true; else "));
    }
    String mode = recipe.text("attn_mode").orElse("");
    String reason = "attn_mode \"" + mode + "\"";
    String instead = "attn_mode = \"torch\"; else ";
    switch (mode) {
      case "flash" -> needs.add(new PackageNeed("flash-attn", "attn_mode", reason, true, instead));
      case "xformers" -> needs.add(new PackageNeed("xformers", "attn_mode", reason, true, instead));
      default -> {}
    }
    if (recipe.flag("use_flash_attn") && !recipe.flag("use_sage_attn")) {
      needs.add(
          new PackageNeed(
              "flash-attn", "use_flash_attn", "use_flash_attn", true, "remove it; else "));
    }
  }

  private static void addLogs(Recipe recipe, List<PackageNeed> needs) {
    String logs = recipe.text("log_with").orElse("");
    String reason = "log_with \"" + logs + "\"";
    if (logs.equals("wandb") || logs.equals("all")) {
      needs.add(new PackageNeed("wandb", "log_with", reason, true, ""));
    }
    boolean tensorboard = logs.isEmpty() && !recipe.text("logging_dir").orElse("").isEmpty();
    if (tensorboard || logs.equals("tensorboard") || logs.equals("all")) {
      needs.add(
          new PackageNeed(
              "tensorboard",
              tensorboard ? "logging_dir" : "log_with",
              tensorboard ? "logging_dir" : reason,
              false,
              ""));
    }
  }
}
