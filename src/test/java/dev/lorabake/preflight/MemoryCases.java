package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** What fits the card, and what wastes memory or time. */
final class MemoryCases {
  private MemoryCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("does-not-fit-gpu")
            .bad("@batch_size = 3\ngradient_checkpointing = false")
            .bad(on -> on.plan(plan -> plan.needs(30, 32, 35, 2)))
            .good("")
            .says("needs about 32.0 GiB (30.0 GiB to 35.0 GiB)", "RTX 3090", "batch_size = 2"),
        rule("does-not-fit-gpu")
            .bad("gradient_checkpointing = false")
            .bad(on -> on.plan(plan -> plan.needs(23, 26, 28, 0)))
            .good("gradient_checkpointing = false")
            .as(Severity.WARNING)
            .says("gradient_checkpointing = true; a lower resolution"),
        rule("large-batch")
            .bad("@batch_size = 4")
            .good("@batch_size = 3")
            .says("datasets[0].batch_size is 4", "datasets[0].batch_size = 2"),
        rule("memory-hungry-optimizer")
            .bad("optimizer_type = \"Prodigy\"\nlearning_rate = 1.0\n!lr_warmup_steps")
            .bad(on ->
                on.machine(machine -> machine.gpu("RTX 3060"))
                    .plan(plan -> plan.checkpointBytes(170_000_000)))
            .good("optimizer_type = \"Prodigy\"\nlearning_rate = 1.0")
            .says("Prodigy keeps 1.3 GiB of state beside a LoRA of 85 million values", "12.0 GiB"),
        rule("memory-hungry-optimizer")
            .bad("optimizer_type = \"AdamW\"")
            .bad(on ->
                on.machine(machine -> machine.gpu("RTX 3060"))
                    .plan(plan -> plan.checkpointBytes(340_000_000)))
            .good("optimizer_type = \"AdamW\"")
            .good(on -> on.machine(machine -> machine.gpu("RTX 3060")))
            .says("optimizer_type = \"AdamW8bit\" keeps 0.3 GiB"),
        rule("no-memory-efficient-attention")
            .bad("!sdpa")
            .good("xformers = true\n!sdpa")
            .says("none of sdpa, xformers and mem_eff_attn", "sdpa = true"),
        rule("no-memory-efficient-attention")
            .bad("family = \"sd15\"\n!sdpa")
            .bad(on -> on.plan(plan -> plan.side(512)))
            .good("family = \"flux\"")
            .says("up to 4.45 GiB here"),
        rule("fp8-without-checkpointing")
            .bad("family = \"flux\"\ngradient_checkpointing = false")
            .good("family = \"flux\"")
            .says("fp8_base saves nothing without gradient_checkpointing"),
        rule("latents-not-cached")
            .bad("cache_latents = false")
            .good("cache_latents = false\n@@random_crop = true")
            .says("again in each of 10 epochs"),
        rule("cached-text-encoder-trained")
            .bad("!network_train_unet_only")
            .good("!network_train_unet_only\n!cache_text_encoder_outputs")
            .says("cache_text_encoder_outputs and the text encoder is to be trained"),
        rule("cached-captions-vary")
            .bad("@@shuffle_caption = true")
            .good("@@shuffle_caption = true\n!cache_text_encoder_outputs")
            .says("datasets[0].subsets[0].shuffle_caption = true changes captions"),
        rule("cached-captions-vary")
            .bad("family = \"lumina\"\ncaption_tag_dropout_rate = 0.1")
            .good("family = \"anima\"\ncaption_dropout_rate = 0.1")
            .as(Severity.WARNING)
            .says("nothing will change"),
        rule("cached-latents-vary")
            .bad("@@random_crop = true")
            .good("@@flip_aug = true")
            .says("subsets[0].random_crop changes images"),
        rule("too-many-blocks-swapped")
            .bad("family = \"flux\"\nblocks_to_swap = 36")
            .good("family = \"flux\"\nblocks_to_swap = 35")
            .says("FLUX.1 stops above 35"),
        rule("too-many-blocks-swapped")
            .bad("family = \"sd3\"\nblocks_to_swap = 30")
            .good("family = \"sd3\"\nblocks_to_swap = 22")
            .as(Severity.WARNING)
            .says("only Stable Diffusion 3.5 Large"),
        rule("cpu-offload-unsupported")
            .bad("cpu_offload_checkpointing = true")
            .good("family = \"flux\"\ncpu_offload_checkpointing = true")
            .says("Stable Diffusion XL knows no cpu_offload_checkpointing"),
        rule("persistent-workers-without-workers")
            .bad("persistent_data_loader_workers = true\nmax_data_loader_n_workers = 0")
            .good("persistent_data_loader_workers = true")
            .says("max_data_loader_n_workers is 0"),
        rule("many-data-workers")
            .bad("")
            .bad(on -> on.machine(machine -> machine.memory(16)))
            .good("")
            .says("8 data workers (the default)", "16.0 GiB of main memory"),
        rule("cpu-threads-do-not-fit")
            .bad("[launch]\nnum_cpu_threads_per_process = 32")
            .good("[launch]\nnum_cpu_threads_per_process = 16")
            .says("num_cpu_threads_per_process is 32", "16 cores"));
  }
}
