package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Card, environment, precision, memory. */
final class MachineCases {
  private MachineCases() {}

  /** FLUX.1 with 8 of its 19 double blocks, as pruned models have. */
  private static SampleTensors small() {
    return SampleModels.flux("").and("double_blocks.7.x", 1).and("single_blocks.37.x", 1);
  }

  private static Fixture twoWithDeepspeed(Fixture on) {
    return on.machine(machine -> machine.gpus(2).installed("deepspeed", "0.18.0"));
  }

  static List<RuleCase> rows() {
    return List.of(
        rule("missing-package")
            .bad("optimizer_type = \"pytorch_optimizer.ScheduleFreeAdamW\"")
            .bad(on -> on.machine(machine -> machine.without("pytorch-optimizer")))
            .good("optimizer_type = \"pytorch_optimizer.ScheduleFreeAdamW\"")
            .good(on -> on.machine(machine -> machine.installed("pytorch-optimizer", "3.9.0")))
            .says("needs pytorch-optimizer"),
        rule("deepspeed-batch-size")
            .bad("deepspeed = true\n@batch_size = 2\n[launch]\nnum_processes = 2")
            .bad(MachineCases::twoWithDeepspeed)
            .good(
                "deepspeed = true\n@batch_size = 2\ntrain_batch_size = 2\n[launch]\nnum_processes = 2")
            .good(MachineCases::twoWithDeepspeed)
            .alongside("warmup-divided-by-processes")
            .says("datasets[0].batch_size is 2", "train_batch_size 1"),
        rule("deepspeed-keeps-master")
            .bad(
                "deepspeed = true\nfull_fp16 = true\nmixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true\n[launch]\nnum_processes = 2")
            .bad(MachineCases::twoWithDeepspeed)
            .good(
                "deepspeed = true\noffload_optimizer_device = \"cpu\"\nfull_fp16 = true\nmixed_precision = \"fp16\"\n[launch]\nnum_processes = 2")
            .good(MachineCases::twoWithDeepspeed)
            .alongside("warmup-divided-by-processes")
            .says("full_fp16 reaches DeepSpeed only"),
        rule("deepspeed-on-one-process")
            .bad("deepspeed = true")
            .bad(MachineCases::twoWithDeepspeed)
            .good("deepspeed = true\n[launch]\nnum_processes = 2")
            .good(MachineCases::twoWithDeepspeed)
            .says("WORLD_SIZE"),
        rule("unused-launch-option")
            .bad("ddp_timeout = 60")
            .good("ddp_timeout = 60\n[launch]\nnum_processes = 2")
            .good(on -> on.machine(machine -> machine.gpus(2)))
            .says("ddp_timeout has no effect with one process"),
        rule("unused-launch-option")
            .bad("[launch]\ndynamo_backend = \"inductor\"")
            .good("")
            .says("sd-scripts overrides it"),
        rule("fp8-without-checkpointing")
            .bad("family = \"flux\"\ngradient_checkpointing = false")
            .good("family = \"flux\"")
            .says("fp8_base saves nothing without gradient_checkpointing"),
        rule("python-too-old")
            .bad("")
            .bad(on -> on.machine(machine -> machine.python("3.9.18")))
            .good("")
            .good(on -> on.machine(machine -> machine.python("3.10.4")))
            .says("needs Python 3.10, and python is 3.9.18"),
        rule("attention-cannot-train")
            .bad("family = \"anima\"\nattn_mode = \"sageattn\"")
            .good("family = \"anima\"\nattn_mode = \"torch\"")
            .says("no gradients", "attn_mode = \"torch\""),
        rule("attention-cannot-train")
            .bad("family = \"hunyuan-image\"\nattn_mode = \"xformers\"")
            .good("family = \"hunyuan-image\"\nattn_mode = \"xformers\"\nsplit_attn = true")
            .as(Severity.WARNING)
            .says("xformers needs split_attn on HunyuanImage"),
        rule("bfloat-on-old-gpu")
            .bad("")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 2080 Ti")))
            .good("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .good(on -> on.machine(machine -> machine.gpu("RTX 2080 Ti")))
            .says("RTX 2080 Ti, compute capability 7.5", "mixed_precision = \"fp16\""),
        rule("cpu-offload-unsupported")
            .bad("cpu_offload_checkpointing = true")
            .good("family = \"flux\"\ncpu_offload_checkpointing = true")
            .says("does not exist for Stable Diffusion XL"),
        rule("cpu-torch")
            .bad("")
            .bad(on -> on.machine(machine -> machine.torch(null)))
            .good("")
            .says("this PyTorch 2.8.0 is a CPU build"),
        rule("cpu-torch")
            .bad("")
            .bad(on -> on.machine(machine -> machine.torch(null).blind()))
            .good("")
            .good(on -> on.machine(machine -> machine.torch(null).untried()))
            .says("-m pip install torch==2.8.0+cu128"),
        rule("driver-too-old")
            .bad("")
            .bad(on ->
                on.machine(machine -> machine.torch("13.0", "sm_86").driver("560.35").blind()))
            .good("")
            .good(on -> on.machine(machine -> machine.torch("13.0", "sm_86").driver("560.35")))
            .says("needs driver 580 or later", "runs on 560.35", "torch==2.8.0+cu126"),
        rule("driver-too-old")
            .bad("")
            .bad(on ->
                on.machine(machine -> machine.torch("12.8", "sm_86").driver("470.42").blind()))
            .good("")
            .good(on -> on.machine(machine -> machine.torch("12.8", "sm_86").driver("570.1")))
            .says("update the NVIDIA driver to 525 or later"),
        rule("eight-bit-base-in-full-precision")
            .bad("fp8_base = true\nmixed_precision = \"no\"")
            .good("fp8_base = true")
            .alongside("no-mixed-precision")
            .says("fp8_base with mixed_precision no", "mixed_precision = \"bf16\""),
        rule("eight-bit-optimizer-on-old-gpu")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on ->
                on.machine(machine -> machine.gpu("GTX 1080 Ti").torch("12.8", "sm_61", "sm_75")))
            .good("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .good(on ->
                on.machine(machine -> machine.gpu("GTX 1080 Ti").torch("12.6", "sm_60", "sm_75")))
            .says("bitsandbytes for CUDA 12.8 has no code for it", "cu126"),
        rule("eight-bit-optimizer-on-old-gpu")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on -> on.machine(machine -> machine.gpu("GTX 1080 Ti").noPython()))
            .good("mixed_precision = \"fp16\"\noptimizer_type = \"AdamW\"")
            .good(on -> on.machine(machine -> machine.gpu("GTX 1080 Ti").noPython()))
            .as(Severity.ADVICE)
            .says("works only with a PyTorch for CUDA 11.8 to 12.6"),
        rule("full-half-without-half")
            .bad("full_fp16 = true")
            .good("full_bf16 = true")
            .says("full_fp16 with mixed_precision bf16: sd-scripts stops"),
        rule("gpu-unseen-by-torch")
            .bad("")
            .bad(on -> on.machine(machine -> machine.driver("570.1").blind()))
            .good("")
            .good(on -> on.machine(machine -> machine.driver("570.1")))
            .says("can use no GPU", "CUDA_VISIBLE_DEVICES"),
        rule("half-on-bfloat-model")
            .bad("family = \"flux\"\nmixed_precision = \"fp16\"\nsave_precision = \"fp16\"")
            .good("family = \"flux\"")
            .says("FLUX.1, which was made in bf16"),
        rule("half-on-gtx16")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on ->
                on.machine(machine -> machine.gpu("GTX 1660"))
                    .plan(plan -> plan.needs(4, 5, 5.5, 1)))
            .good("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .good(on -> on.machine(machine -> machine.gpu("RTX 2060")))
            .says("GTX 1660, which is known for NaN in fp16"),
        rule("half-without-gpu")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on -> on.machine(machine -> machine.gpus(0)))
            .good("mixed_precision = \"fp16\"")
            .good(on -> on.machine(machine -> machine.gpus(0).noPython()))
            .alongside("no-gpu")
            .says("the first step fails"),
        rule("incompatible-packages")
            .bad("")
            .bad(on -> on.machine(machine -> machine.installed("transformers", "5.17.0")))
            .good("")
            .good(on -> on.machine(machine -> machine.installed("transformers", "4.57.6")))
            .says("transformers 5.17.0: sd-scripts imports", "transformers==4.54.1"),
        rule("incompatible-packages")
            .bad("")
            .bad(on -> on.machine(machine -> machine.installed("torch", "2.2.2+cu121")))
            .good("")
            .good(on ->
                on.machine(
                    machine -> machine.installed("torch", "2.2.2").broken("numpy", "torch cannot")))
            .good(on -> on.machine(machine -> machine.installed("torch", "2.6.0")))
            .says("numpy 2.2.6 with torch 2.2.2+cu121", "-m pip install \"numpy<2\""),
        rule("incompatible-packages")
            .bad("")
            .bad(on -> on.machine(machine -> machine.installed("torch", "2.5.1+cu124")))
            .good("")
            .as(Severity.WARNING)
            .says("torch 2.5.1+cu124: sd-scripts asks for PyTorch 2.6.0"),
        rule("incompatible-packages")
            .bad("")
            .bad(on -> on.machine(machine -> machine.installed("huggingface-hub", "1.2")))
            .good("")
            .says("huggingface-hub 1.2 with transformers 4.54.1"),
        rule("incomplete-environment")
            .bad("")
            .bad(on -> on.machine(machine -> machine.without("voluptuous")))
            .good("")
            .good(on ->
                on.machine(machine ->
                    machine.without("opencv-python").installed("opencv-python-headless", "4.12")))
            .says("voluptuous is not installed in python", "-m pip install voluptuous==0.15.2"),
        rule("incomplete-environment")
            .bad("")
            .bad(on ->
                on.machine(machine ->
                    machine.broken("torch", "OSError: no DLL").broken("diffusers", "torch")))
            .good("")
            .says("torch does not work, and every training imports it: OSError: no DLL"),
        rule("incomplete-environment")
            .bad("")
            .bad(on ->
                on.machine(machine ->
                    machine.broken("opencv-python", "ImportError: libGL.so.1: cannot open")))
            .good("")
            .says("opencv-python does not work", "-m pip install opencv-python-headless"),
        rule("incomplete-environment")
            .bad("")
            .bad(on ->
                on.machine(machine -> machine.broken("numpy", "torch cannot read its arrays: …")))
            .good("")
            .says("python -m pip install \"numpy<2\""),
        rule("incomplete-environment")
            .bad("")
            .bad(on ->
                on.machine(machine ->
                    machine
                        .installed("diffusers", "0.25.0")
                        .broken("diffusers", "cached_download")))
            .good("")
            .says("-m pip install diffusers==0.32.1"),
        rule("latents-not-cached")
            .bad("!cache_latents")
            .good("!cache_latents\n@@color_aug = true")
            .says("cache_latents = true"),
        rule("memory-hungry-optimizer")
            .bad("optimizer_type = \"Prodigy\"\nlearning_rate = 1.0\nlr_warmup_steps = 0")
            .bad(on ->
                on.machine(machine -> machine.gpu("RTX 3060"))
                    .plan(plan -> plan.needs(10, 11, 12.5, 1)))
            .good("")
            .good(on -> on.machine(machine -> machine.gpu("RTX 3060")))
            .alongside("vram-nearly-full")
            .says("Prodigy keeps 16 bytes", "RTX 3060 12GB has 12.0 GiB"),
        rule("missing-package")
            .bad("")
            .bad(on -> on.machine(machine -> machine.without("bitsandbytes")))
            .good("optimizer_type = \"AdamW\"")
            .good(on -> on.machine(machine -> machine.without("bitsandbytes")))
            .says("optimizer AdamW8bit needs bitsandbytes", "-m pip install bitsandbytes"),
        rule("missing-package")
            .bad("network = \"loha\"")
            .bad(on -> on.machine(machine -> machine.without("lycoris-lora")))
            .good("network = \"loha\"")
            .good(on -> on.machine(machine -> machine.without("lycoris-lora").rented()))
            .says("network loha needs lycoris-lora"),
        rule("missing-package")
            .bad("!sdpa\nxformers = true")
            .bad(on -> on.machine(machine -> machine.broken("xformers", "undefined symbol")))
            .good("!sdpa\nxformers = true")
            .says(
                "which does not work here: undefined symbol",
                "--force-reinstall --no-deps xformers"),
        rule("missing-package")
            .bad("log_with = \"wandb\"")
            .bad(on -> on.machine(machine -> machine.without("wandb")))
            .good("log_with = \"wandb\"")
            .says("log_with wandb needs wandb"),
        rule("missing-package")
            .bad("torch_compile = true")
            .bad(on -> on.machine(machine -> machine.system("Windows").without("triton")))
            .good("torch_compile = true")
            .good(on ->
                on.machine(machine ->
                    machine.without("triton").installed("triton-windows", "3.4.0.post20")))
            .says("torch_compile with inductor needs triton", "-m pip install triton-windows"),
        rule("missing-package")
            .bad("family = \"flux\"")
            .bad(on -> on.machine(machine -> machine.without("sentencepiece")))
            .good("")
            .good(on -> on.machine(machine -> machine.without("sentencepiece")))
            .says("FLUX.1 needs sentencepiece"),
        rule("missing-package")
            .bad("")
            .bad(on ->
                on.machine(
                    machine -> machine.broken("bitsandbytes", "it has no code for CUDA 12.8")))
            .good("optimizer_type = \"AdamW\"")
            .good(on -> on.machine(machine -> machine.broken("bitsandbytes", "no code")))
            .says("AdamW8bit needs bitsandbytes, which does not work", "--upgrade bitsandbytes"),
        rule("more-processes-than-gpus")
            .bad("learning_rate = 2e-4\nlr_warmup_steps = 0.05\n[launch]\nnum_processes = 4")
            .bad(on -> on.machine(machine -> machine.gpus(2)))
            .good("[launch]\nnum_processes = 2")
            .good(on -> on.machine(machine -> machine.gpus(2)))
            .says("num_processes is 4, and there are 2 GPUs"),
        rule("no-fast-attention").bad("!sdpa").good("!sdpa\nxformers = true").says("sdpa = true"),
        rule("no-gpu")
            .bad("")
            .bad(on -> on.machine(machine -> machine.gpus(0)))
            .good("")
            .good(on -> on.machine(machine -> machine.gpus(0).noPython()))
            .says("no NVIDIA GPU was found"),
        rule("no-gradient-checkpointing")
            .bad("!gradient_checkpointing")
            .bad(on -> on.plan(PlanFixture::noVram))
            .good("!gradient_checkpointing")
            .says("gradient_checkpointing = true"),
        rule("no-mixed-precision")
            .bad("!mixed_precision\n!save_precision")
            .good("mixed_precision = \"bf16\"")
            .says("because it is not set", "mixed_precision = \"bf16\""),
        rule("persistent-workers-without-workers")
            .bad("persistent_data_loader_workers = true\nmax_data_loader_n_workers = 0")
            .good("persistent_data_loader_workers = true\nmax_data_loader_n_workers = 2")
            .says("PyTorch stops"),
        rule("save-precision-left-at-default")
            .bad("!save_precision")
            .good("save_precision = \"fp16\"")
            .says("90 MB for each file, half of it in 16 bits"),
        rule("save-precision-mismatch")
            .bad("mixed_precision = \"fp16\"\nno_half_vae = true")
            .good("mixed_precision = \"fp16\"\nno_half_vae = true\nsave_precision = \"fp16\"")
            .says("save_precision = \"fp16\""),
        rule("sdxl-vae-in-half")
            .bad("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"")
            .good(
                "mixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nvae = \"vae.safetensors\"")
            .says("no_half_vae = true"),
        rule("text-encoders-kept-in-memory")
            .bad("!cache_text_encoder_outputs")
            .good("!cache_text_encoder_outputs\n@@shuffle_caption = true\n@@keep_tokens = 1")
            .says("CLIP-L, OpenCLIP-bigG"),
        rule("too-many-blocks-to-swap")
            .bad("family = \"flux\"\nblocks_to_swap = 16")
            .bad(on -> on.file("model.safetensors", small().file()))
            .good("family = \"flux\"\nblocks_to_swap = 13")
            .good(on -> on.file("model.safetensors", small().file()))
            .says("can spare 13 at most"),
        rule("too-many-blocks-to-swap")
            .bad("family = \"flux\"\nblocks_to_swap = 36")
            .good("family = \"flux\"\nblocks_to_swap = 35")
            .says("FLUX.1 can spare 35 at most"),
        rule("too-many-cpu-threads")
            .bad("[launch]\nnum_cpu_threads_per_process = 32")
            .good("[launch]\nnum_cpu_threads_per_process = 2")
            .says("num_cpu_threads_per_process 32 on 16 cores"),
        rule("torch-without-kernels")
            .bad("!sdpa\nsdpa = true")
            .bad(on ->
                on.machine(machine -> machine.gpu("RTX 5090").torch("12.6", "sm_86", "sm_90")))
            .good("")
            .good(on -> on.machine(machine -> machine.gpu("RTX 4090").torch("12.6", "sm_86")))
            .says("has no code for RTX 5090", "torch==2.8.0+cu128"),
        rule("tokenizer-out-of-reach")
            .bad("")
            .bad(on ->
                on.machine(machine -> machine.hub(true, false, "openai/clip-vit-large-patch14")))
            .good("")
            .good(on ->
                on.machine(machine ->
                    machine.hub(
                        true,
                        false,
                        "openai/clip-vit-large-patch14",
                        "laion/CLIP-ViT-bigG-14-laion2B-39B-b160k")))
            .says("laion/CLIP-ViT-bigG-14-laion2B-39B-b160k, which is not in hub", "forbids"),
        rule("tokenizer-out-of-reach")
            .bad("family = \"sd15\"\ntokenizer_cache_dir = \"tokens\"")
            .bad(on -> on.file("tokens/", "").machine(machine -> machine.hub(true, false)))
            .good("family = \"sd15\"\ntokenizer_cache_dir = \"tokens\"")
            .good(on ->
                on.file("tokens/openai_clip-vit-large-patch14/vocab.json", "{}")
                    .machine(machine -> machine.hub(true, false)))
            .says("HF_HUB_OFFLINE"),
        rule("tokenizer-out-of-reach")
            .bad("family = \"lumina\"")
            .bad(on -> on.machine(machine -> machine.hub(false, false)))
            .good("family = \"lumina\"")
            .good(on -> on.machine(machine -> machine.hub(false, true)))
            .says("google/gemma-2-2b", "only with a token", "HF_TOKEN"),
        rule("unknown-dynamo-backend")
            .bad("torch_compile = true\ndynamo_backend = \"ipex\"")
            .good("torch_compile = true\ndynamo_backend = \"inductor\"")
            .says("dynamo_backend ipex is unknown to accelerate"),
        rule("phase-exceeds-vram")
            .bad("")
            .bad(on -> on.plan(plan -> plan.phase("sampling", 25)))
            .good("")
            .says("making control images needs 25.0 GiB", "make them smaller"),
        rule("phase-exceeds-vram")
            .bad("")
            .bad(on -> on.plan(plan -> plan.phase("caching-text", 25)))
            .good("")
            .says("encoding the captions needs 25.0 GiB", "an fp8 file of T5-XXL"),
        rule("vram-nearly-full")
            .bad("")
            .bad(on -> on.plan(plan -> plan.needs(20, 23, 25, 1)))
            .good("")
            .says("needs 23.0 GiB of VRAM, up to 25.0 GiB"),
        rule("vram-too-small")
            .bad("@batch_size = 4")
            .bad(on -> on.plan(plan -> plan.needs(27, 30, 33, 2).batch(4).images(300, 4)))
            .good("")
            .alongside("rate-not-scaled-with-batch")
            .says("needs 30.0 GiB of VRAM (27.0 GiB to 33.0 GiB)", "batch_size = 2"),
        rule("vram-too-small")
            .bad("!gradient_checkpointing")
            .bad(on ->
                on.plan(plan -> plan.needs(23, 26, 29, 0).fits(9, "gradient_checkpointing", true)))
            .good("")
            .as(Severity.WARNING)
            .says("it fits with gradient_checkpointing = true; then it needs 9.0 GiB"),
        rule("vram-too-small")
            .bad("family = \"flux\"")
            .bad(on -> on.plan(plan -> plan.needs(33, 36, 39, 0)))
            .good("family = \"flux\"")
            .says("take a larger card"),
        rule("xformers-on-new-gpu")
            .bad("!sdpa\nxformers = true")
            .bad(on -> on.machine(machine -> machine.gpu("RTX 5090")))
            .good("")
            .good(on -> on.machine(machine -> machine.gpu("RTX 5090")))
            .says("sdpa = true instead of xformers"));
  }
}
