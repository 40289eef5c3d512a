package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.plan.PlannedCheckpoint;
import java.util.List;

/** Model, length, saving, samples, logs. */
final class RunCases {
  private static final String SAMPLE =
      """
      [[sample]]
      prompt = "photo of sks cat"
      negative_prompt = "blurry"
      width = 1024
      height = 1024
      """;

  private static final String FLUX_SAMPLE =
      """
      [[sample]]
      prompt = "photo of sks cat"
      width = 1024
      height = 1024
      """;

  private static final String TOO_LATE = "the training would start at its end, step 2000, or later";

  private RunCases() {}

  private static PlanFixture oneSave(PlanFixture plan) {
    return plan.checkpoints(
        new PlannedCheckpoint("sks-cat.safetensors", 10L, 2000, 90_000_000, true));
  }

  static List<RuleCase> rows() {
    return List.of(
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
            .good("!max_train_epochs\nmax_train_steps = 2000")
            .good(on -> on.plan(plan -> plan.images(2000, 1).steps(2000).epochs(1)))
            .says("1500 is less than an epoch of 2000 steps", "max_train_steps = 2000"),
        rule("sample-interval-longer-than-run")
            .bad("sample_every_n_epochs = 11\n" + SAMPLE)
            .good("sample_every_n_epochs = 10\n" + SAMPLE)
            .says("the run has 10 epochs: no sample will be made"),
        rule("sample-size-rounded")
            .bad(
                "family = \"flux\"\nsample_every_n_epochs = 2\n"
                    + FLUX_SAMPLE.replace("width = 1024", "width = 1000"))
            .good("sample_every_n_epochs = 2\n" + SAMPLE.replace("width = 1024", "width = 1000"))
            .says("sample[0].width is 1000, and the image will have 992"),
        rule("save-last-counts-steps")
            .bad("save_every_n_steps = 200\nsave_last_n_steps = 3")
            .good("save_every_n_steps = 200\nsave_last_n_steps = 600")
            .says("each save removes the one before", "save_last_n_steps = 600"),
        rule("skipping-with-accumulation")
            .bad(
                "initial_step = 500\nskip_until_initial_step = true\nlearning_rate = 2e-4\n"
                    + "gradient_accumulation_steps = 4")
            .good("initial_step = 500\nskip_until_initial_step = true")
            .says("gradient_accumulation_steps 4"),
        rule("validation-breaks-accumulation")
            .bad(on ->
                on.plan(plan ->
                    plan.problem(
                        Kind.VALIDATION_BREAKS_ACCUMULATION,
                        "max_validation_steps",
                        "stops after 4 of 5 batches")))
            .says("stops after 4 of 5 batches"),
        rule("unknown-sampler")
            .bad("sample_every_n_epochs = 2\n" + SAMPLE + "sample_sampler = \"dpm++ 2m\"\n")
            .good("sample_every_n_epochs = 2\n" + SAMPLE + "sample_sampler = \"dpmsolver++\"\n")
            .says("it uses ddim", "euler_a"),
        rule("accumulation-longer-than-epoch")
            .bad("gradient_accumulation_steps = 8\nlearning_rate = 3e-4")
            .bad(on -> on.plan(plan -> plan.images(5, 1).steps(600)))
            .good("gradient_accumulation_steps = 2")
            .says("an epoch has 5 batches"),
        rule("already-finished")
            .bad("resume = \"state\"")
            .bad(on ->
                SampleState.at(2000, on, "state")
                    .plan(plan -> plan.problem(Kind.VALUE_INVALID, "initial_epoch", TOO_LATE)))
            .good("")
            .says("resume goes on from a saved state: " + TOO_LATE),
        rule("already-finished")
            .bad("initial_step = 2500")
            .bad(on -> on.plan(plan -> plan.problem(Kind.VALUE_INVALID, "initial_step", TOO_LATE)))
            .good("initial_step = 500")
            .says("initial_step is 2500: " + TOO_LATE),
        rule("chroma-with-guidance")
            .bad("family = \"chroma\"\nguidance_scale = 1.0")
            .good("family = \"chroma\"")
            .says("Chroma is trained with 0"),
        rule("chroma-without-attention-mask")
            .bad("family = \"chroma\"\napply_t5_attn_mask = false")
            .good("family = \"chroma\"")
            .says("apply_t5_attn_mask = true"),
        rule("disk-too-small")
            .bad("")
            .bad(on -> on.plan(plan -> plan.diskBytes(Long.MAX_VALUE / 2)))
            .good("")
            .says("the disk of", "set save_last_n_epochs"),
        rule("flux-guidance")
            .bad("family = \"flux\"\n!guidance_scale")
            .good("family = \"flux\"\nguidance_scale = 1.0")
            .says("guidance_scale is 3.5, because it is not set"),
        rule("flux-prediction-type")
            .bad("family = \"flux\"\n!model_prediction_type")
            .good("family = \"flux\"\nmodel_prediction_type = \"raw\"")
            .says("sigma_scaled, because it is not set"),
        rule("flux-timestep-sampling")
            .bad("family = \"flux\"\n!timestep_sampling")
            .good("family = \"flux\"\ntimestep_sampling = \"sigma\"")
            .says("timestep_sampling = \"flux_shift\""),
        rule("hidden-log")
            .bad("console_log_file = \"log.txt\"")
            .good("console_log_level = \"INFO\"")
            .says("takes the trainer's messages away"),
        rule("hidden-log")
            .bad("console_log_level = \"ERROR\"")
            .good("console_log_level = \"DEBUG\"")
            .says("console_log_level ERROR leaves out"),
        rule("incomplete-state")
            .bad("resume = \"half\"")
            .bad(on ->
                on.file("half/optimizer.bin", "")
                    .file("half/model.safetensors", SampleModels.sdxlLora(16, "8").file()))
            .good("resume = \"whole\"")
            .good(on -> SampleState.at(500, on, "whole"))
            .says("has no scheduler.bin"),
        rule("incomplete-state")
            .bad("resume = \"cut\"")
            .bad(on -> SampleState.at(500, on, "cut").file("cut/optimizer.bin", "PK\u0003\u0004"))
            .good("")
            .says("optimizer.bin is empty or cut off"),
        rule("incomplete-state")
            .bad("resume = \"odd\"")
            .bad(on -> SampleState.at(500, on, "odd").file("odd/train_state.json", "{}"))
            .good("")
            .says("train_state.json has no current_step"),
        rule("incomplete-state")
            .bad("resume = \"file\"")
            .bad(on -> on.file("file", "a LoRA perhaps"))
            .good("")
            .says("is a file, not a training state"),
        rule("incomplete-state")
            .bad(
                "resume = \"bf16\"\nmixed_precision = \"fp16\"\nsave_precision = \"fp16\"\nno_half_vae = true")
            .bad(on -> SampleState.at(500, on, "bf16"))
            .good("resume = \"bf16\"")
            .good(on -> SampleState.at(500, on, "bf16"))
            .says("has no scaler.pt", "only fp16 leaves a scaler.pt"),
        rule("incomplete-state")
            .bad("resume = \"old\"")
            .bad(on -> SampleState.of(SampleModels.sdxlLora(16, "8").file(), on, "old"))
            .good("")
            .as(Severity.WARNING)
            .says("steps are counted from 0 again"),
        rule("malformed-hub-state")
            .bad("resume = \"state\"\nresume_from_huggingface = true")
            .good("resume = \"me/cat/state\"\nresume_from_huggingface = true")
            .says("owner/repository/folder"),
        rule("state-of-another-network")
            .bad("resume = \"state\"\nnetwork_dim = 32")
            .bad(on -> SampleState.at(500, on, "state"))
            .good("resume = \"state\"")
            .good(on -> SampleState.at(500, on, "state"))
            .says("has rank 16, and network_dim is 32"),
        rule("state-of-another-network")
            .bad(
                "resume = \"state\"\n!network_train_unet_only\n!cache_text_encoder_outputs\ntext_encoder_lr = [1e-5]")
            .bad(on -> SampleState.at(500, on, "state"))
            .good("")
            .says("has no trained text encoder"),
        rule("steps-of-state-ignored")
            .bad("resume = \"state\"\ninitial_epoch = 3")
            .bad(on -> SampleState.at(500, on, "state"))
            .good("resume = \"old\"\ninitial_epoch = 3")
            .good(on -> SampleState.of(SampleModels.sdxlLora(16, "8").file(), on, "old"))
            .says("initial_epoch is set"),
        rule("incomplete-upload")
            .bad("huggingface_repo_id = \"me/cat\"\nhuggingface_repo_type = \"model\"")
            .good(
                "huggingface_repo_id = \"me/cat\"\nhuggingface_repo_type = \"model\"\n"
                    + "huggingface_path_in_repo = \"lora\"")
            .says("without huggingface_path_in_repo: the upload fails"),
        rule("length-left-at-default")
            .bad("!max_train_epochs")
            .bad(on -> on.plan(plan -> plan.epochs(8)))
            .good("!max_train_epochs\nmax_train_steps = 2000")
            .says("1600 steps, here 8 epochs of 200 steps"),
        rule("missing-output-folder")
            .bad("!output_dir")
            .good("output_dir = \"out\"")
            .says("fails at the first save"),
        rule("model-is-no-file")
            .bad("family = \"sd3\"\npretrained_model_name_or_path = \"stabilityai/sd3\"")
            .good("pretrained_model_name_or_path = \"stabilityai/sdxl\"")
            .says("is a name on the hub"),
        rule("no-intermediate-saves")
            .bad("!save_every_n_epochs")
            .bad(on -> on.plan(RunCases::oneSave))
            .good("")
            .says("only the end of 2000 steps is saved", "save_every_n_epochs = 2"),
        rule("no-seed").bad("!seed").good("seed = 1").says("seed = 42"),
        rule("output-folder-unusable")
            .bad("output_dir = \"notes.txt/out\"")
            .bad(on -> on.file("notes.txt", "a file"))
            .good("output_dir = \"fresh/out\"")
            .says("is a file"),
        rule("output-name-left-at-default")
            .bad("!name")
            .good("!name\noutput_name = \"cat\"")
            .says("last.safetensors"),
        rule("output-name-unusable")
            .bad("output_name = \"" + "x".repeat(201) + "\"")
            .bad("output_name = \"sks\\ncat\"")
            .good("output_name = \"" + "x".repeat(200) + "\"")
            .says("output_name"),
        rule("output-name-with-separator")
            .bad("output_name = \"cats/sks\"")
            .good("output_name = \"sks\"")
            .says("output_name = \"sks\""),
        rule("output-overwritten")
            .bad("output_dir = \"earlier-run\"")
            .bad(on -> on.file("earlier-run/sks-cat.safetensors", "kept"))
            .good("output_dir = \"empty-run\"")
            .good(on -> on.file("empty-run/other.safetensors", "kept"))
            .says("sks-cat.safetensors would be overwritten"),
        rule("overtraining")
            .bad("")
            .bad(on -> on.plan(plan -> plan.images(10, 10).epochs(80)))
            .good("")
            .says("each of 10 images is used 800 times in 8000 steps", "max_train_epochs = 15"),
        rule("pickled-output")
            .bad("save_model_as = \"ckpt\"")
            .good("save_model_as = \"safetensors\"")
            .says("save_model_as ckpt writes a pickle"),
        rule("plain-fp8-on-hunyuan")
            .bad("family = \"hunyuan-image\"\nfp8_base = true")
            .good("family = \"hunyuan-image\"\nfp8_scaled = true")
            .says("fp8_scaled = true instead"),
        rule("prompt-cut-short")
            .bad("sample_every_n_epochs = 2\n" + SAMPLE.replace("sks cat", "sks cat --ar 16:9"))
            .good("sample_every_n_epochs = 2\n" + SAMPLE)
            .says("\"photo of sks cat\" is what counts"),
        rule("prompt-cut-short")
            .bad("sample_every_n_epochs = 2\n" + SAMPLE.replace("sks cat", "sks\\ncat"))
            .good("sample_every_n_epochs = 2\n" + SAMPLE)
            .says("prompt goes over several lines"),
        rule("prompts-never-used")
            .bad(SAMPLE)
            .good("sample_at_first = true\n" + SAMPLE)
            .says("1 sample prompt", "sample_every_n_epochs = 1"),
        rule("sample-without-negative-prompt")
            .bad("sample_every_n_epochs = 2\n" + FLUX_SAMPLE)
            .good("family = \"flux\"\nsample_every_n_epochs = 2\n" + FLUX_SAMPLE)
            .says("1 of 1 sample prompt without negative_prompt"),
        rule("sample-without-prompt")
            .bad("sample_every_n_epochs = 2\n" + SAMPLE.replace("photo of", "#photo of"))
            .good("sample_every_n_epochs = 2\n" + SAMPLE)
            .says("begins with #"),
        rule("samples-too-often")
            .bad("sample_every_n_steps = 10\n" + SAMPLE)
            .good("sample_every_n_steps = 200\n" + SAMPLE)
            .says("200 sample images in a run of 2000 steps", "sample_every_n_steps = 200"),
        rule("samples-without-prompts")
            .bad("sample_every_n_epochs = 1")
            .good("sample_every_n_epochs = 1\n" + SAMPLE)
            .says("fails at the first"),
        rule("sdxl-with-v2").bad("v2 = true").good("family = \"sd2\"").says("sd-scripts stops"),
        rule("small-samples")
            .bad("sample_every_n_epochs = 2\n" + SAMPLE.replace("1024", "512"))
            .good("sample_every_n_epochs = 2\n" + SAMPLE)
            .says("a sample of 512x512", "width = 1024"),
        rule("tensorboard-without-folder")
            .bad("log_with = \"tensorboard\"")
            .good("log_with = \"tensorboard\"\nlogging_dir = \"logs\"")
            .says("logging_dir = \"logs\""),
        rule("thumbnail-not-found")
            .bad("metadata_thumbnail = \"cat.png\"")
            .bad(on -> on.file("cat.png", "a picture"))
            .good("metadata_thumbnail = \"data:image/png;base64,AAAA\"")
            .says("is looked for in the folder of the run"),
        rule("trains-nothing")
            .bad("debug_dataset = true")
            .good("")
            .says("debug_dataset ends the run before it trains"),
        rule("two-prompt-sources")
            .bad("sample_every_n_epochs = 2\nsample_prompts = \"prompts.txt\"\n" + SAMPLE)
            .bad(on -> on.file("prompts.txt", "a cat"))
            .good("sample_every_n_epochs = 2\nsample_prompts = \"prompts.txt\"")
            .good(on -> on.file("prompts.txt", "a cat"))
            .says("prompts.txt is not used"),
        rule("undertraining")
            .bad("")
            .bad(on -> on.plan(plan -> plan.images(12, 1).epochs(5)))
            .good("")
            .alongside("warmup-longer-than-run")
            .says("each of 12 images is used 5 times in 60 steps", "max_train_epochs = 100"),
        rule("wrong-prompt-file")
            .bad("sample_every_n_epochs = 2\nsample_prompts = \"prompts.md\"")
            .bad(on -> on.file("prompts.md", "a cat"))
            .good("sample_every_n_epochs = 2\nsample_prompts = \"prompts.txt\"")
            .good(on -> on.file("prompts.txt", "a cat"))
            .says("an ending that sd-scripts does not read"),
        rule("zero-seed-on-lumina")
            .bad("family = \"lumina\"\nsample_every_n_epochs = 2\n" + FLUX_SAMPLE + "seed = 0\n")
            .good("family = \"lumina\"\nsample_every_n_epochs = 2\n" + FLUX_SAMPLE + "seed = 7\n")
            .says("seed = 1 or more"));
  }
}
