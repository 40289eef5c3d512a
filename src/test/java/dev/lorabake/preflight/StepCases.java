package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlanProblem.Kind;
import java.util.List;

/** How long it trains. */
final class StepCases {
  private StepCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("likely-undertraining")
            .bad("max_train_epochs = 5")
            .bad(on -> on.plan(plan -> plan.images(20, 1).epochs(5)))
            .good("max_train_epochs = 5")
            .good(on -> on.plan(plan -> plan.images(1000, 1).epochs(5)))
            .says("seen 5 times in 100 steps", "max_train_epochs = 100"),
        rule("likely-undertraining")
            .bad("!max_train_epochs\nmax_train_steps = 200")
            .bad(on -> on.plan(plan -> plan.images(20, 1).epochs(10)))
            .good("network_weights = \"model.safetensors\"")
            .good(on -> on.plan(plan -> plan.images(20, 1).epochs(10)))
            .says("seen 10 times in 200 steps", "max_train_steps = 2000"),
        rule("likely-overtraining")
            .bad("max_train_epochs = 20")
            .bad(on -> on.plan(plan -> plan.images(20, 50).epochs(20)))
            .good(on -> on.plan(plan -> plan.images(20, 15).epochs(20)))
            .says("seen 1000 times in 20000 steps", "max_train_epochs = 2"),
        rule("length-left-to-chance")
            .bad("!max_train_epochs")
            .bad(on -> on.plan(plan -> plan.steps(1600).epochs(8)))
            .good("!max_train_epochs\nmax_train_steps = 1600")
            .says("1600 steps makes 8 epochs", "max_train_epochs = 8"),
        rule("last-epoch-cut-short")
            .bad("!max_train_epochs\nmax_train_steps = 700")
            .bad(on -> on.plan(plan -> plan.steps(700).epochs(4)))
            .good("!max_train_epochs\nmax_train_steps = 3950")
            .good(on -> on.plan(plan -> plan.steps(3950).epochs(20)))
            .as(Severity.ADVICE)
            .says("max_train_steps 700 is 3.5 epochs of 200 steps", "max_train_steps = 800"),
        rule("last-epoch-cut-short")
            .bad("!max_train_epochs\nmax_train_steps = 1500")
            .bad(on -> on.plan(plan -> plan.images(2000, 1).steps(1500).epochs(1)))
            .says("1500 is less than an epoch of 2000 steps", "max_train_steps = 2000"),
        rule("accumulation-exceeds-epoch")
            .bad("gradient_accumulation_steps = 300")
            .good("gradient_accumulation_steps = 4")
            .says("300 is more than the 200 batches"),
        rule("very-short-epochs")
            .bad("max_train_epochs = 300\nsave_every_n_epochs = 50")
            .bad(on -> on.plan(plan -> plan.images(5, 1).epochs(300)))
            .good("max_train_epochs = 20")
            .good(on -> on.plan(plan -> plan.images(5, 20).epochs(20)))
            .says("300 epochs of 5 steps"),
        rule("seed-not-set").bad("!seed").good("seed = 7").says("seed = 42"),
        rule("unusable-length")
            .bad("initial_step = 3000")
            .bad(on ->
                on.plan(plan ->
                    plan.problem(Kind.VALUE_INVALID, "initial_step", "it would start at its end")))
            .says("initial_step: it would start at its end", "a smaller initial_step"),
        rule("skipping-with-accumulation")
            .bad(
                "initial_step = 500\nskip_until_initial_step = true\n"
                    + "gradient_accumulation_steps = 4")
            .good("initial_step = 500\nskip_until_initial_step = true")
            .says("gradient_accumulation_steps 4"));
  }
}
