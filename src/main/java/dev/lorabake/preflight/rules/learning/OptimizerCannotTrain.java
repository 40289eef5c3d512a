package dev.lorabake.preflight.rules.learning;

import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;

/** An optimizer that exists and that upstream's loop cannot run. */
final class OptimizerCannotTrain extends PatternRule {
  private static final String CLOSURE =
      "it computes the loss several times a step, and sd-scripts does so once";
  private static final String WRAPS = "it wraps another optimizer, which cannot be written here";
  private static final String MODEL = "it wants the whole model in place of the trained values";

  /** By the last part of the name; found by running each with sd-scripts' own functions. */
  private static final Map<String, String> OBSTACLES =
      Map.ofEntries(
          Map.entry("LBFGS", CLOSURE),
          Map.entry("SparseAdam", "it takes sparse gradients only, and a LoRA has none"),
          Map.entry("SAM", WRAPS),
          Map.entry("GSAM", WRAPS),
          Map.entry("WSAM", WRAPS),
          Map.entry("LookSAM", WRAPS),
          Map.entry("FriendlySAM", WRAPS),
          Map.entry("Lookahead", WRAPS),
          Map.entry("OrthoGrad", WRAPS),
          Map.entry("PCGrad", WRAPS),
          Map.entry("TRAC", WRAPS),
          Map.entry("SafeFP16Optimizer", WRAPS),
          Map.entry("ScheduleFreeWrapper", WRAPS),
          Map.entry("LOMO", MODEL),
          Map.entry("AdaLOMO", MODEL),
          Map.entry("AdamMini", MODEL));

  OptimizerCannotTrain() {
    super(
        "optimizer-cannot-train",
        Topic.LEARNING,
        Severity.ERROR,
        "The optimizer exists, and sd-scripts cannot train with it: it stops after it has loaded"
            + " and cached everything",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenOptimizer optimizer = ChosenOptimizer.of(subject.recipe());
    String name = optimizer.name();
    String obstacle =
        name.matches("transformers\\.(optimization\\.)?Adafactor") && isRelative(optimizer)
            ? "it sets its own rate unless optimizer_args has relative_step=False, and gets ours too"
            : obstacle(subject, name);
    if (obstacle.isEmpty()) {
      return List.of();
    }
    Draft draft =
        found(
            subject,
            "optimizer_type " + name + " cannot train here: " + obstacle,
            "optimizer_type = \"AdamW8bit\", or another that lorabake explain optimizer_type lists");
    return draft.list();
  }

  private static boolean isRelative(ChosenOptimizer optimizer) {
    return Literal.isTrue(optimizer.args().getOrDefault("relative_step", "True"));
  }

  private static String obstacle(Subject subject, String name) {
    String module = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    boolean looked = List.of("", "torch.optim", "pytorch_optimizer").contains(module);
    String last = name.substring(name.lastIndexOf('.') + 1);
    boolean torch = !module.equals("pytorch_optimizer");
    if (torch && last.equals("Muon")) {
      return muon(subject);
    }
    boolean own = List.of("LBFGS", "SparseAdam").contains(last);
    return looked && (own || !torch) ? OBSTACLES.getOrDefault(last, "") : "";
  }

  /** torch 2.9 has it, for matrices alone: the convolutions of SD 1.x have four dimensions. */
  private static String muon(Subject subject) {
    Recipe recipe = subject.recipe();
    PythonEnvironment python = subject.machine().python();
    String torch = python == null ? "" : python.packageVersion("torch").orElse("");
    if (torch.matches("(1|2\\.[0-8])\\..*")) {
      return "torch " + torch + " does not have it, torch 2.9 does";
    }
    return recipe.family().id().equals("sd15") && !recipe.flag("network_train_text_encoder_only")
        ? "it takes matrices only, and a LoRA of Stable Diffusion 1.x has convolutions"
        : "";
  }
}
