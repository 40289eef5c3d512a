package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Optimizers, learning rates, schedulers, losses, timesteps. */
final class LearningCases {
  /** Prodigy as it is meant to be used. */
  private static final String PRODIGY =
      "optimizer_type = \"Prodigy\"\nlearning_rate = 1.0\nlr_warmup_steps = 0\n";

  private static final String ADAFACTOR =
      "optimizer_type = \"Adafactor\"\nlr_scheduler = \"constant_with_warmup\"\n";

  private LearningCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("decay-longer-than-run")
            .bad("lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 1950")
            .good("lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 400")
            .as(Severity.WARNING)
            .says("take 2050 steps, and the run has 2000"),
        rule("decay-longer-than-run")
            .bad("lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 200.0")
            .good("lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 200")
            .says("without a decimal point"),
        rule("main-rate-too-low")
            .bad("optimizer_type = \"Lion\"\nlearning_rate = 0\nunet_lr = 3e-5")
            .good("optimizer_type = \"Lion\"\nlearning_rate = 3e-5")
            .alongside("rate-overridden")
            .says("Lion refuses it"),
        rule("main-rate-too-low")
            .bad("lr_scheduler = \"polynomial\"\nlearning_rate = 1e-7\nunet_lr = 1e-4")
            .good("lr_scheduler = \"polynomial\"\n!learning_rate\nunet_lr = 1e-4")
            .alongside("rate-overridden")
            .says("polynomial ends at 1e-7"),
        rule("main-rate-too-low")
            .bad(
                "lr_scheduler = \"cosine_with_min_lr\"\nlr_scheduler_args = [\"min_lr=1e-5\"]\n"
                    + "!learning_rate\nunet_lr = 1e-4")
            .good("lr_scheduler = \"cosine_with_min_lr\"\nlr_scheduler_args = [\"min_lr=1e-5\"]")
            .as(Severity.WARNING)
            .says("the rate rises over the run"),
        rule("optimizer-cannot-train")
            .bad("optimizer_type = \"SparseAdam\"")
            .good("optimizer_type = \"ASGD\"")
            .says("sparse gradients only"),
        rule("optimizer-cannot-train")
            .bad("optimizer_type = \"pytorch_optimizer.SAM\"")
            .bad(on -> on.machine(machine -> machine.installed("pytorch-optimizer", "3.9.0")))
            .good("optimizer_type = \"pytorch_optimizer.CAME\"")
            .says("it wraps another optimizer"),
        rule("optimizer-cannot-train")
            .bad("optimizer_type = \"Muon\"")
            .good("optimizer_type = \"Muon\"")
            .good(on -> on.machine(machine -> machine.installed("torch", "2.9.1")))
            .says("torch 2.8.0 does not have it"),
        rule("unusable-scheduler-type")
            .bad("!lr_warmup_steps\n!lr_scheduler\nlr_scheduler_type = \"ReduceLROnPlateau\"")
            .good(
                "!lr_warmup_steps\n!lr_scheduler\nlr_scheduler_type = \"StepLR\"\n"
                    + "lr_scheduler_args = [\"step_size=100\"]")
            .says("it wants the loss"),
        rule("unusable-scheduler-type")
            .bad("!lr_warmup_steps\n!lr_scheduler\nlr_scheduler_type = \"CosineAnnealingLR\"")
            .good("!lr_warmup_steps\n!lr_scheduler\nlr_scheduler_type = \"LinearLR\"")
            .says("CosineAnnealingLR needs T_max"),
        rule("unusable-scheduler-type")
            .bad("!lr_warmup_steps\n!lr_scheduler\nlr_scheduler_type = \"cosine\"")
            .good("")
            .says("write it as lr_scheduler = \"cosine\""),
        rule("warmup-divided-by-processes")
            .bad("[launch]\nnum_processes = 2")
            .bad(on -> on.machine(machine -> machine.gpus(2)))
            .good("lr_warmup_steps = 0.05\n[launch]\nnum_processes = 2")
            .good(on -> on.machine(machine -> machine.gpus(2)))
            .says("lr_warmup_steps 100 lasts only 50 steps", "lr_warmup_steps = 200"),
        rule("wrong-optimizer-arg")
            .bad("optimizer_type = \"Lion\"\nlearning_rate = 3e-5\noptimizer_args = [\"eps=1e-8\"]")
            .good(
                "optimizer_type = \"Lion\"\nlearning_rate = 3e-5\n"
                    + "optimizer_args = [\"weight_decay=0.1\"]")
            .says("Lion does not take optimizer_args eps"),
        rule("wrong-optimizer-arg")
            .bad("optimizer_args = [\"betas=0.9\"]")
            .good("optimizer_args = [\"betas=(0.9, 0.99)\"]")
            .says("betas takes two numbers"),
        rule("wrong-optimizer-arg")
            .bad(
                ADAFACTOR
                    + "lr_warmup_steps = 0\noptimizer_args = [\"relative_step=False\", "
                    + "\"scale_parameter='False'\"]")
            .good(
                ADAFACTOR + "optimizer_args = [\"relative_step=False\", \"scale_parameter=False\"]")
            .alongside("warmup-left-out")
            .says("Python takes any text for true"),
        rule("wrong-scheduler-arg")
            .bad(
                "lr_scheduler = \"cosine_with_restarts\"\n"
                    + "lr_scheduler_args = [\"num_cycles=2\"]")
            .good("lr_scheduler_args = [\"num_cycles=2\"]")
            .says("set lr_scheduler_num_cycles"),
        rule("wrong-scheduler-arg")
            .bad(
                "lr_scheduler = \"piecewise_constant\"\nlr_warmup_steps = 0\n"
                    + "lr_scheduler_args = [\"step_rules='1:500,0.1:600'\"]")
            .good(
                "lr_scheduler = \"piecewise_constant\"\nlr_warmup_steps = 0\n"
                    + "lr_scheduler_args = [\"step_rules='1:500,0.1'\"]")
            .says("times 1 until step 500"),
        rule("unknown-scheduler")
            .bad("lr_scheduler = \"reduce_lr_on_plateau\"")
            .good("")
            .says("settings from sd-scripts that it does not take"),
        rule("unknown-optimizer")
            .bad("optimizer_type = \"AdEMAMix8bit\"")
            .good("optimizer_type = \"bitsandbytes.optim.AdEMAMix8bit\"")
            .says("did you mean bitsandbytes.optim.AdEMAMix8bit?"),
        rule("unknown-optimizer")
            .bad("optimizer_type = \"pytorch-optimizer.CAME\"")
            .good("optimizer_type = \"pytorch_optimizer.CAME\"")
            .says("no name of a Python class"),
        rule("adaptive-with-several-rates")
            .bad(
                "optimizer_type = \"DAdaptAdan\"\nlr_scheduler = \"constant\"\nlr_warmup_steps = 0\n"
                    + "!network_train_unet_only\n!cache_text_encoder_outputs\nunet_lr = 1.0\n"
                    + "text_encoder_lr = [0.5]\n!learning_rate")
            .good(PRODIGY)
            .as(Severity.WARNING)
            .says("one learning rate for everything"),
        rule("adafactor-ignores-rate")
            .bad("optimizer_type = \"Adafactor\"\n!lr_scheduler\n!lr_warmup_steps")
            .good(ADAFACTOR + "optimizer_args = [\"relative_step=False\"]")
            .says("no effect of learning_rate", "relative_step=False"),
        rule("adafactor-scheduler")
            .bad("optimizer_type = \"Adafactor\"\noptimizer_args = [\"relative_step=False\"]")
            .good(ADAFACTOR + "optimizer_args = [\"relative_step=False\"]")
            .says("lr_scheduler cosine with Adafactor"),
        rule("adafactor-scheduler-without-adafactor")
            .bad("lr_scheduler = \"adafactor\"\nlr_warmup_steps = 0")
            .good("optimizer_type = \"Adafactor\"\nlr_scheduler = \"adafactor\"")
            .says("lr_scheduler adafactor with AdamW8bit"),
        rule("adaptive-rate-far-from-one")
            .bad("optimizer_type = \"Prodigy\"\nlr_warmup_steps = 0")
            .good(PRODIGY)
            .says("only 1e-4 times as fast", "learning_rate = 1.0"),
        rule("adaptive-scheduler")
            .bad(PRODIGY + "lr_scheduler = \"cosine_with_restarts\"")
            .good(PRODIGY)
            .says("which is meant for cosine, or constant"),
        rule("adaptive-with-several-rates")
            .bad(
                PRODIGY
                    + "!network_train_unet_only\n!cache_text_encoder_outputs\nunet_lr = 1.0\n"
                    + "text_encoder_lr = [0.5]\n!learning_rate")
            .good(PRODIGY + "!network_train_unet_only\n!cache_text_encoder_outputs")
            .says("one learning rate for everything, not 0.5 and 1"),
        rule("adaptive-with-several-rates")
            .bad(PRODIGY + "network_args = [\"loraplus_unet_lr_ratio=4\"]")
            .good("network_args = [\"loraplus_unet_lr_ratio=4\"]")
            .says("remove loraplus_unet_lr_ratio"),
        rule("empty-timestep-range")
            .bad("min_timestep = 800\nmax_timestep = 600")
            .good("min_timestep = 600\nmax_timestep = 800")
            .says("min_timestep 800 is not below max_timestep 600"),
        rule("fused-backward-pass")
            .bad("fused_backward_pass = true")
            .good("")
            .says("fused_backward_pass with AdamW8bit: sd-scripts stops"),
        rule("fused-backward-pass")
            .bad(
                ADAFACTOR
                    + "optimizer_args = [\"relative_step=False\"]\nfused_backward_pass = true")
            .good(ADAFACTOR)
            .as(Severity.WARNING)
            .says("no effect on LoRA training"),
        rule("huber-schedule-on-flow")
            .bad("family = \"flux\"\nloss_type = \"huber\"")
            .good("family = \"flux\"\nloss_type = \"huber\"\nhuber_schedule = \"constant\"")
            .says("does not work on FLUX.1", "huber_schedule = \"constant\""),
        rule("learning-rate-left-at-default")
            .bad("!learning_rate")
            .good("!learning_rate\nunet_lr = 1e-4")
            .says("it is 2e-6, about 50 times below", "learning_rate = 1e-4"),
        rule("malformed-optimizer-arg")
            .bad("optimizer_args = [\"weight_decay\"]")
            .good("optimizer_args = [\"weight_decay=0.01\"]")
            .says("which is not one key=value"),
        rule("malformed-optimizer-arg")
            .bad(ADAFACTOR + "optimizer_args = [\"relative_step=false\"]")
            .good(ADAFACTOR + "optimizer_args = [\"relative_step=False\"]")
            .alongside("adafactor-ignores-rate", "scheduler-refuses-warmup")
            .says("write relative_step=False"),
        rule("malformed-optimizer-arg")
            .bad("optimizer_args = [\"lr=1e-4\"]")
            .good("optimizer_args = [\"betas=0.9,0.99\"]")
            .says("set learning_rate = 1e-4"),
        rule("prodigy-warmup-without-safeguard")
            .bad("optimizer_type = \"Prodigy\"\nlearning_rate = 1.0")
            .good(
                "optimizer_type = \"Prodigy\"\nlearning_rate = 1.0\n"
                    + "optimizer_args = [\"safeguard_warmup=True\"]")
            .says("optimizer_args = [\"safeguard_warmup=True\"]"),
        rule("rate-not-scaled-with-batch")
            .bad("@batch_size = 4")
            .bad(on -> on.plan(plan -> plan.images(300, 4).batch(4)))
            .good("@batch_size = 4\nlearning_rate = 2e-4")
            .good(on -> on.plan(plan -> plan.images(300, 4).batch(4)))
            .says("4 images make one update", "learning_rate = 2e-4"),
        rule("rate-overridden")
            .bad("unet_lr = 2e-4")
            .good("!learning_rate\nunet_lr = 2e-4")
            .says("learning_rate 1e-4 has no effect: unet_lr 2e-4 override it"),
        rule("scheduler-of-schedule-free")
            .bad("optimizer_type = \"AdamWScheduleFree\"\n!lr_warmup_steps")
            .good(
                "optimizer_type = \"AdamWScheduleFree\"\n!lr_warmup_steps\n"
                    + "lr_scheduler = \"constant\"")
            .says("lr_scheduler cosine has no effect with AdamWScheduleFree"),
        rule("scheduler-refuses-warmup")
            .bad("optimizer_type = \"DAdaptSGD\"\nlearning_rate = 1.0\nlr_scheduler = \"linear\"")
            .good("optimizer_type = \"DAdaptSGD\"\nlearning_rate = 1.0\nlr_warmup_steps = 0")
            .alongside("adaptive-scheduler")
            .says("divides by the rate of the first step"),
        rule("scheduler-refuses-warmup")
            .bad("lr_scheduler = \"constant\"")
            .good("lr_scheduler = \"constant_with_warmup\"")
            .says("lr_warmup_steps 100 with lr_scheduler constant", "constant_with_warmup"),
        rule("scheduler-refuses-warmup")
            .bad(
                "lr_scheduler_type = \"CosineAnnealingLR\"\n!lr_scheduler\n"
                    + "lr_scheduler_args = [\"T_max=1000\"]")
            .good(
                "lr_scheduler_type = \"CosineAnnealingLR\"\n!lr_scheduler\n!lr_warmup_steps\n"
                    + "lr_scheduler_args = [\"T_max=1000\"]")
            .says("with lr_scheduler_type CosineAnnealingLR"),
        rule("scheduler-without-its-settings")
            .bad("lr_scheduler = \"cosine_with_min_lr\"")
            .good("lr_scheduler = \"cosine_with_min_lr\"\nlr_scheduler_min_lr_ratio = 0.1")
            .says("lr_scheduler_min_lr_ratio = 0.1"),
        rule("scheduler-without-its-settings")
            .bad("lr_scheduler = \"piecewise_constant\"\nlr_warmup_steps = 0")
            .good(
                "lr_scheduler = \"piecewise_constant\"\nlr_warmup_steps = 0\n"
                    + "lr_scheduler_args = [\"step_rules='1:500,0.1'\"]")
            .says("has no step_rules"),
        rule("scheduler-without-its-settings")
            .bad("lr_scheduler = \"warmup_stable_decay\"")
            .good("lr_scheduler = \"warmup_stable_decay\"\nlr_decay_steps = 0.2")
            .as(Severity.WARNING)
            .says("the rate never falls"),
        rule("unknown-optimizer")
            .bad("optimizer_type = \"AdamW8bits\"")
            .good("optimizer_type = \"adamw8bit\"")
            .says("did you mean AdamW8bit?"),
        rule("unknown-optimizer")
            .bad("optimizer_type = \"adam\"")
            .good("optimizer_type = \"Adam\"")
            .says("did you mean Adam?"),
        rule("unknown-scheduler")
            .bad("lr_scheduler = \"cosine_restarts\"")
            .good("lr_scheduler = \"cosine\"")
            .says("\"cosine_restarts\" does not exist"),
        rule("unused-flow-option")
            .bad("family = \"flux\"\ndiscrete_flow_shift = 3.1582")
            .good("family = \"flux\"\ndiscrete_flow_shift = 3.1582\ntimestep_sampling = \"shift\"")
            .says("discrete_flow_shift has no effect"),
        rule("unused-huber-option")
            .bad("huber_c = 0.2")
            .good("huber_c = 0.2\nloss_type = \"huber\"")
            .says("huber_c has no effect with loss_type l2"),
        rule("unused-scheduler-option")
            .bad("lr_scheduler_num_cycles = 3")
            .good("lr_scheduler_num_cycles = 3\nlr_scheduler = \"cosine_with_restarts\"")
            .says("lr_scheduler_num_cycles 3 has no effect on lr_scheduler cosine"),
        rule("unused-scheduler-option")
            .bad(
                "lr_scheduler = \"piecewise_constant\"\n"
                    + "lr_scheduler_args = [\"step_rules='1:500,0.1'\"]")
            .good("")
            .says("lr_warmup_steps 100 has no effect"),
        rule("unusual-learning-rate")
            .bad("learning_rate = 0.01")
            .good("learning_rate = 5e-4")
            .says("20 times above what is usual with AdamW8bit", "5e-5 to 5e-4"),
        rule("unusual-learning-rate")
            .bad("network = \"ia3\"\nlearning_rate = 1e-5")
            .bad(on -> on.machine(machine -> machine.installed("lycoris-lora", "4.1.3")))
            .bad(on -> on.machine(machine -> machine.installed("lycoris-lora", "4.1.3")))
            .bad(on -> on.machine(machine -> machine.installed("lycoris-lora", "4.1.3")))
            .bad(on -> on.machine(machine -> machine.installed("lycoris-lora", "4.1.3")))
            .bad(on -> on.machine(machine -> machine.installed("lycoris-lora", "4.1.3")))
            .good("network = \"ia3\"\nlearning_rate = 5e-3")
            .says("100 times below what is usual with (IA)³"),
        rule("warmup-left-out")
            .bad("lr_scheduler = \"constant_with_warmup\"\n!lr_warmup_steps")
            .good("lr_scheduler = \"constant_with_warmup\"")
            .says("it is plain constant", "lr_warmup_steps = 100"),
        rule("warmup-longer-than-run")
            .bad("lr_warmup_steps = 100.0")
            .good("lr_warmup_steps = 0.05")
            .says("lasts 100 times the whole run"),
        rule("warmup-longer-than-run")
            .bad("lr_warmup_steps = 2000")
            .good("lr_warmup_steps = 200")
            .as(Severity.WARNING)
            .says("no shorter than the run of 2000 steps", "lr_warmup_steps = 100"));
  }
}
