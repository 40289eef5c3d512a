package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.machine.ComputeCapability;
import java.util.List;

/** What the Python environment and the card can run. */
final class EnvironmentCases {
  private static final String[] PASCAL_KERNELS = {"sm_50", "sm_60", "sm_70", "sm_86", "sm_90"};

  private EnvironmentCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("unusable-python-package")
            .bad("")
            .bad(on -> on.machine(machine -> machine.without("bitsandbytes")))
            .good("optimizer_type = \"AdamW\"")
            .good(on -> on.machine(machine -> machine.without("bitsandbytes")))
            .says(
                "optimizer_type \"AdamW8bit\" needs the Python package bitsandbytes",
                "python -m pip install bitsandbytes"),
        rule("unusable-python-package")
            .bad("")
            .bad(on -> on.machine(machine -> machine.broken("bitsandbytes", "no libcudart.")))
            .good("")
            .good(on -> on.machine(machine -> machine.broken("wandb", "no protobuf")))
            .says("cannot be imported: no libcudart", "--force-reinstall"),
        rule("unusable-python-package")
            .bad("")
            .bad(on -> on.machine(machine -> machine.without("torch")))
            .good("")
            .good(on -> on.machine(machine -> machine.without("torch").noPython()))
            .says("sd-scripts needs the Python package torch"),
        rule("unusable-python-package")
            .bad("network = \"loha\"\nxformers = true\n!sdpa\nlogging_dir = \"logs\"")
            .bad(on ->
                on.machine(machine ->
                    machine.without("lycoris-lora").without("xformers").without("tensorboard")))
            .good("network = \"loha\"\nxformers = true\n!sdpa\nlogging_dir = \"logs\"")
            .says("lycoris-lora", "xformers needs", "logging_dir needs", "sdpa = true; else"),
        rule("unusable-python-package")
            .bad("log_with = \"wandb\"")
            .bad(on -> on.machine(machine -> machine.without("wandb")))
            .good("logging_dir = \"logs\"")
            .good(on -> on.machine(machine -> machine.without("wandb")))
            .says("log_with \"wandb\" needs"),
        rule("unusable-python-package")
            .bad("family = \"hunyuan-image\"\nattn_mode = \"flash\"")
            .good("family = \"hunyuan-image\"\nattn_mode = \"torch\"")
            .says("attn_mode \"flash\" needs the Python package flash-attn"),
        rule("eight-bit-optimizer-on-old-gpu")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on -> on.machine(machine -> machine.gpu("GTX 1080 Ti").torch("12.8")))
            .good("")
            .good(on ->
                on.machine(machine -> machine.gpu("GTX 1080 Ti").torch("12.6", PASCAL_KERNELS)))
            .says(
                "AdamW8bit on a GTX 1080 Ti (compute capability 6.1)",
                "CUDA 12.8 has no kernels",
                "CUDA 11.8 to 12.6"),
        rule("eight-bit-optimizer-on-old-gpu")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on -> on.machine(machine -> machine.gpu("GTX 1080 Ti").noPython()))
            .good("optimizer_type = \"AdamW\"")
            .good(on -> on.machine(machine -> machine.gpu("GTX 1080 Ti").noPython()))
            .as(Severity.ADVICE)
            .says("only where bitsandbytes was built for an older CUDA"),
        rule("eight-bit-optimizer-on-old-gpu")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on ->
                on.machine(
                    machine -> machine.gpu("GTX 980", new ComputeCapability(5, 2)).noPython()))
            .good("")
            .says("no longer have kernels for the GTX 980", "Adafactor"),
        rule("eight-bit-optimizer-without-gpu")
            .bad("")
            .bad(on -> on.machine(MachineFixture::noGpu))
            .good("optimizer_type = \"AdamW\"")
            .good(on -> on.machine(MachineFixture::noGpu))
            .alongside("no-gpu")
            .says("AdamW8bit comes from bitsandbytes", "optimizer_type = \"AdamW\""),
        rule("no-gpu")
            .bad("optimizer_type = \"AdamW\"")
            .bad(on -> on.machine(MachineFixture::noGpu))
            .good("")
            .good(on -> on.machine(MachineFixture::rented))
            .says("2000 steps on the CPU", "[machine] gpu"),
        rule("cpu-torch-on-gpu-machine")
            .bad("")
            .bad(on -> on.machine(machine -> machine.installed("torch", "2.8.0+cpu").torch(null)))
            .good("")
            .good(on -> on.machine(machine -> machine.installed("torch", "2.8.0").torch(null)))
            .says("torch 2.8.0+cpu is built for the CPU", "RTX 3090"),
        rule("torch-without-kernels-for-gpu")
            .bad("")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 5090").torch("12.4", PASCAL_KERNELS)))
            .good("")
            .good(on -> on.machine(machine -> machine.gpu("RTX 4090").torch("12.6", "sm_86")))
            .says("sm_90, and the RTX 5090 has compute capability 12.0", "cu128"),
        rule("xformers-on-new-gpu")
            .bad("xformers = true\n!sdpa")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 5090")))
            .good("xformers = true\n!sdpa")
            .says("No operator found", "sdpa = true"),
        rule("python-too-old")
            .bad("")
            .bad(on -> on.machine(machine -> machine.python("3.9.18")))
            .good("")
            .good(on -> on.machine(machine -> machine.python("3.10.4")))
            .says("needs Python 3.10, and python is 3.9.18"),
        rule("sage-attention-cannot-train")
            .bad("family = \"anima\"\nattn_mode = \"sageattn\"")
            .good("family = \"anima\"\nattn_mode = \"torch\"")
            .says("SageAttention computes no gradients"));
  }
}
