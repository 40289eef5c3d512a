package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Number formats against the GPU, against each other and against the file. */
final class PrecisionCases {
  private PrecisionCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("bf16-unsupported-by-gpu")
            .bad("")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 2080")))
            .good("mixed_precision = \"fp16\"\nno_half_vae = true")
            .good(on -> on.machine(machine -> machine.gpu("RTX 2080")))
            .says("RTX 2080 (compute capability 7.5)", "mixed_precision = \"fp16\""),
        rule("bf16-unsupported-by-gpu")
            .bad("family = \"flux\"")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 2080")))
            .good("family = \"flux\"")
            .as(Severity.WARNING)
            .says("slow and saves no memory"),
        rule("bf16-unsupported-by-gpu")
            .bad("full_bf16 = true")
            .bad(on -> on.machine(machine -> machine.gpu("GTX 1660")).plan(PlanFixture::noVram))
            .good("full_bf16 = true")
            .says("mixed_precision = \"no\""),
        rule("fp16-on-gtx16")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on -> on.machine(machine -> machine.gpu("GTX 1660")).plan(PlanFixture::noVram))
            .good("mixed_precision = \"fp16\"")
            .good(on -> on.machine(machine -> machine.gpu("RTX 2080")))
            .says("GTX 1660 is known to compute NaN"),
        rule("full-half-precision-mismatch")
            .bad("full_fp16 = true")
            .good("full_bf16 = true")
            .says("full_fp16 needs mixed_precision \"fp16\", which is \"bf16\""),
        rule("full-half-precision-mismatch")
            .bad("full_bf16 = true\n!mixed_precision")
            .good("full_bf16 = true")
            .alongside("bf16-checkpoint-loses-digits")
            .says("full_bf16 needs mixed_precision \"bf16\", which is \"no\""),
        rule("fp8-base-unusable")
            .bad("family = \"flux\"\n!mixed_precision\nsave_precision = \"fp16\"")
            .good("family = \"flux\"")
            .says("computes in mixed precision, which is off", "mixed_precision = \"bf16\""),
        rule("fp8-base-unusable")
            .bad("family = \"flux\"")
            .bad(on -> on.machine(machine -> machine.installed("torch", "2.0.1")))
            .good("family = \"flux\"")
            .good(on -> on.machine(machine -> machine.installed("torch", "2.10.0")))
            .says("fp8_base needs PyTorch 2.1, and 2.0.1 is installed"),
        rule("mixed-precision-off")
            .bad("!mixed_precision\nsave_precision = \"fp16\"")
            .good("")
            .says("mixed_precision is not set", "RTX 3090 will compute in fp32"),
        rule("mixed-precision-off")
            .bad("mixed_precision = \"no\"\nsave_precision = \"fp16\"")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 2080")))
            .good("mixed_precision = \"no\"")
            .good(on -> on.machine(machine -> machine.gpu("GTX 1080")))
            .as(Severity.ADVICE)
            .says("mixed_precision = \"fp16\""),
        rule("fp32-checkpoint")
            .bad("!save_precision")
            .good("save_precision = \"fp16\"")
            .says("a file of 90 MB where half would do", "save_precision = \"bf16\""),
        rule("fp32-checkpoint")
            .bad("save_precision = \"float\"")
            .good("!save_precision\nfull_bf16 = true")
            .says("save_precision is \"float\""),
        rule("bf16-checkpoint-loses-digits")
            .bad("mixed_precision = \"fp16\"\nno_half_vae = true")
            .good("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"")
            .says("bf16 keeps 8 bits"),
        rule("sdxl-vae-in-fp16")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"")
            .good("mixed_precision = \"fp16\"\nvae = \"vae.safetensors\"")
            .says("SDXL's original VAE overflows", "no_half_vae = true"));
  }
}
