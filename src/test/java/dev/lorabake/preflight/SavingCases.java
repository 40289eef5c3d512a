package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Checkpoints and logs: where they go, when they come, what they would destroy. */
final class SavingCases {
  private SavingCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("missing-output-dir").bad("!output_dir").good("").says("output_dir is not set"),
        rule("unusable-output-dir")
            .bad("output_dir = \"model.safetensors/out\"")
            .good("output_dir = \"new/folder\"")
            .says("model.safetensors is a file", "name a folder"),
        rule("unusable-output-name")
            .bad("output_name = \"cats/sks\"")
            .good("output_name = \"sks_cat.v2-1\"")
            .says("output_name is \"cats/sks\"", "output_name = \"cats-sks\""),
        rule("unusable-output-name")
            .bad("output_name = \"aux\"")
            .good("output_name = \"auxiliary\"")
            .as(Severity.WARNING)
            .says("Windows cannot have a file of that name", "output_name = \"lora-aux\""),
        rule("no-intermediate-saves")
            .bad("!save_every_n_epochs")
            .good("!save_every_n_epochs\nsave_n_epoch_ratio = 4")
            .says("nothing is saved before the end of 2000 steps", "save_every_n_epochs = 2"),
        rule("no-intermediate-saves")
            .bad("!save_every_n_epochs")
            .bad(on -> on.plan(plan -> plan.epochs(1).steps(3000)))
            .good("!save_every_n_epochs")
            .good(on -> on.plan(plan -> plan.steps(200)))
            .says("save_every_n_steps = 600"),
        rule("save-interval-longer-than-run")
            .bad("save_every_n_epochs = 10")
            .good("save_every_n_epochs = 9")
            .says("save_every_n_epochs is 10 and the run has 10 epochs"),
        rule("save-interval-longer-than-run")
            .bad("!save_every_n_epochs\nsave_every_n_steps = 5000")
            .good("save_every_n_steps = 500")
            .says("the run has 2000 steps", "save_every_n_steps = 400"),
        rule("save-last-counts-steps")
            .bad("save_every_n_steps = 200\nsave_last_n_steps = 3")
            .good("save_every_n_steps = 200\nsave_last_n_steps = 600")
            .says("each save removes the one before", "save_last_n_steps = 600"),
        rule("output-would-overwrite")
            .bad("")
            .bad(on -> on.file("out/sks-cat.safetensors", "a LoRA"))
            .good("")
            .good(on -> on.file("out/sks-cat-old.safetensors", "a LoRA"))
            .says("sks-cat.safetensors is there already", "output_name = \"sks-cat-v2\""),
        rule("output-would-overwrite")
            .bad("")
            .bad(on ->
                on.file("out/sks-cat.safetensors", "a LoRA")
                    .file("out/sks-cat-000002.safetensors", "a LoRA")
                    .file("out/sks-cat-v2.safetensors", "a LoRA"))
            .good("output_dir = \"other\"")
            .good(on -> on.file("out/sks-cat.safetensors", "a LoRA"))
            .says("and 1 more are there already", "output_name = \"sks-cat-v3\""),
        rule("pickle-checkpoint")
            .bad("save_model_as = \"pt\"")
            .good("save_model_as = \"safetensors\"")
            .says("save_model_as is \"pt\""),
        rule("unusable-resume-state")
            .bad("resume = \"state\"")
            .bad(on -> on.file("state/optimizer.bin", "x"))
            .good("")
            .says("has no scheduler.bin"),
        rule("unusable-resume-state")
            .bad("resume = \"model.safetensors\"")
            .good("")
            .says("a training state is a folder", "network_weights"),
        rule("unusable-resume-state")
            .bad("resume = \"state\"")
            .bad(on -> on.file("state/optimizer.bin", "x").file("state/scheduler.bin", "x"))
            .good("")
            .as(Severity.WARNING)
            .says("counting starts at step 0 again"),
        rule("start-past-end")
            .bad("resume = \"state\"")
            .bad(on -> state(on, 2000))
            .good("resume = \"state\"")
            .good(on -> state(on, 1999))
            .says("the state to resume from is at step 2000, and the run ends at step 2000"),
        rule("start-past-end")
            .bad("initial_step = 3000")
            .good("initial_step = 1000")
            .says("initial_step is 3000"),
        rule("upload-without-path")
            .bad("huggingface_repo_id = \"me/cat\"")
            .good("huggingface_repo_id = \"me/cat\"\nhuggingface_path_in_repo = \"cat\"")
            .says("every upload to me/cat fails", "huggingface_path_in_repo = \"sks-cat\""),
        rule("log-folder-missing")
            .bad("log_with = \"tensorboard\"")
            .good("log_with = \"tensorboard\"\nlogging_dir = \"logs\"")
            .says("logging_dir is not set", "logging_dir = \"logs\""));
  }

  private static Fixture state(Fixture fixture, int step) {
    return fixture
        .file("state/optimizer.bin", "x")
        .file("state/scheduler.bin", "x")
        .file("state/train_state.json", "{\"current_epoch\": 9, \"current_step\": " + step + "}");
  }
}
