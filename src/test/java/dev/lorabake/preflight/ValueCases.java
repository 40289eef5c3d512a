package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.util.List;

/** Names, types and values that nobody can use. */
final class ValueCases {
  private static final String SDXL = "sdxl_train_network.py";

  private ValueCases() {}

  /**
   * A plain config, with a number of tokens that kohya_ss writes and upstream's parser would
   * refuse.
   */
  private static final String KOHYA_SS =
      """
      pretrained_model_name_or_path = "model.safetensors"
      output_dir = "out"
      output_name = "sks-cat"
      train_data_dir = "data"
      resolution = "1024"
      enable_bucket = true
      max_bucket_reso = 2048
      caption_extension = ".txt"
      network_module = "networks.lora"
      network_dim = 16
      network_alpha = 8
      network_train_unet_only = true
      learning_rate = 1e-4
      optimizer_type = "AdamW8bit"
      lr_scheduler = "cosine"
      max_train_epochs = 10
      save_every_n_epochs = 2
      mixed_precision = "bf16"
      save_precision = "bf16"
      gradient_checkpointing = true
      cache_latents = true
      cache_text_encoder_outputs = true
      sdpa = true
      seed = 42
      max_token_length = 75
      """;

  /** A plain config that upstream trains happily. */
  private static final String PLAIN = Fixture.PLAIN;

  static List<RuleCase> rows() {
    return List.of(
        rule("empty-text")
            .bad("vae = \"\"")
            .good("vae = \"vae.safetensors\"")
            .says("it loads a VAE without a name"),
        rule("malformed-pair")
            .bad("resolution = \"512x512\"")
            .good("resolution = \"512,768\"")
            .says("resolution is \"512x512\""),
        rule("malformed-pair")
            .bad("face_crop_aug_range = \"4.0,2.0\"\n!cache_latents")
            .good("face_crop_aug_range = \"2.0,4.0\"\n!cache_latents")
            .alongside("latents-not-cached")
            .says("the lower first"),
        rule("unreadable-toml")
            .bad("")
            .bad(on -> on.config(SDXL, PLAIN + "text_encoder_lr = [1e-4, 0]\n"))
            .good("text_encoder_lr = [1e-4, 0]")
            .says("text_encoder_lr = [1e-4, 0.0]"),
        rule("unreadable-toml")
            .bad("")
            .bad(on -> on.config(SDXL, "\uFEFF" + PLAIN))
            .good("")
            .good(on -> on.config(SDXL, PLAIN))
            .says("byte order mark"),
        rule("unread-key")
            .bad("")
            .bad(on -> on.config(SDXL, PLAIN + "[a]\nseed = 1\n[b]\nseed = 2\n"))
            .good("")
            .good(on ->
                on.config(SDXL, PLAIN + "[a]\nmax_grad_norm = 1.0\n[b]\nmax_grad_norm = 1.0\n"))
            .as(Severity.WARNING)
            .says("a.seed does not count", "b.seed comes later"),
        rule("wrong-type")
            .bad("")
            .bad(on -> on.config(SDXL, PLAIN + "resolution = [1024, 768]\n"))
            .good("resolution = [1024, 768]")
            .says("resolution = \"1024,768\""),
        rule("wrong-type")
            .bad("gradient_checkpointing = 1")
            .good("gradient_checkpointing = true")
            .as(Severity.WARNING)
            .says("gradient_checkpointing = true"),
        rule("wrong-type")
            .bad("save_every_n_epochs = 2.0")
            .good("save_every_n_epochs = 2")
            .as(Severity.WARNING)
            .says("save_every_n_epochs = 2"),
        rule("out-of-range").bad("learning_rate = inf").good("").says("learning_rate is inf"),
        rule("missing-file")
            .bad("console_log_file = \"logs/out.txt\"")
            .good("console_log_file = \"out.txt\"")
            .says("there is no folder"),
        rule("option-without-effect")
            .bad("output_config = true")
            .good("")
            .says("lorabake render writes one"),
        rule("conflicting-options")
            .bad("!@max_bucket_reso\n@bucket_no_upscale = true\n@min_bucket_reso = 256")
            .good("!@max_bucket_reso\n@bucket_no_upscale = true")
            .as(Severity.ADVICE)
            .says("min_bucket_reso has no effect"),
        rule("conflicting-options")
            .bad("max_train_steps = 1000")
            .good("!max_train_epochs\nmax_train_steps = 1000")
            .as(Severity.WARNING)
            .says("max_train_epochs decides the length"),
        rule("conflicting-options")
            .bad("use_8bit_adam = true")
            .good("!optimizer_type\nuse_8bit_adam = true")
            .alongside("deprecated-option")
            .says("upstream stops when both are set"),
        rule("dataset-key-at-wrong-level")
            .bad("@@batch_size = 2")
            .good("@batch_size = 2")
            .says("[[datasets.subsets]]", "move it to [general] or [[datasets]]"),
        rule("dataset-key-of-wrong-type")
            .bad("@validation_seed = 1\n@validation_split = 1")
            .good("@validation_seed = 1\n@validation_split = 0.1")
            .says("validation_split = 1.0"),
        rule("deprecated-option")
            .bad("!optimizer_type\nuse_8bit_adam = true")
            .good("")
            .says("use optimizer_type = AdamW8bit instead"),
        rule("ignored-by-family")
            .bad("family = \"flux\"\nmin_snr_gamma = 5")
            .good("min_snr_gamma = 5")
            .says("min_snr_gamma has no effect on FLUX.1"),
        rule("inactive-option")
            .bad("save_last_n_steps = 500")
            .good("save_every_n_steps = 200\nsave_last_n_steps = 500")
            .as(Severity.WARNING)
            .says("save_last_n_steps has no effect without save_every_n_steps"),
        rule("inactive-option")
            .bad("adaptive_noise_scale = 0.01")
            .good("noise_offset = 0.05\nadaptive_noise_scale = 0.01")
            .says("sd-scripts stops without it"),
        rule("inactive-option")
            .bad("!@enable_bucket\n!@max_bucket_reso\n@min_bucket_reso = 512")
            .good("@min_bucket_reso = 512")
            .as(Severity.WARNING)
            .says("min_bucket_reso has no effect without enable_bucket"),
        rule("missing-file")
            .bad("vae = \"models/vae.safetensors\"")
            .good("vae = \"vae.safetensors\"")
            .says("vae: there is no file", "it is right up to"),
        rule("missing-file")
            .bad("vae = \"<VAE file>\"")
            .good("")
            .says("vae still has the placeholder <VAE file>"),
        rule("missing-file").bad("resume = \"state\"").good("").says("resume: there is no folder"),
        rule("missing-file")
            .bad("vae = \"other.safetensors\"")
            .bad(on -> on.machine(MachineFixture::rented))
            .good("vae = \"stabilityai/sdxl-vae\"")
            .as(Severity.WARNING)
            .says("the machine that trains must have it"),
        rule("missing-required-option")
            .bad("!pretrained_model_name_or_path")
            .good("")
            .says("Stable Diffusion XL needs pretrained_model_name_or_path"),
        rule("missing-required-option")
            .bad("family = \"flux\"\n!ae")
            .good("family = \"flux\"")
            .says("FLUX.1 needs ae"),
        rule("option-of-another-family")
            .bad("t5xxl = \"t5xxl.safetensors\"")
            .good("family = \"sd3\"")
            .says("sdxl_train_network.py does not have it"),
        rule("option-without-effect")
            .bad("family = \"anima\"\nself_attn_lr = 1e-4")
            .good("family = \"anima\"")
            .says("self_attn_lr has no effect"),
        rule("out-of-range")
            .bad("network_dropout = 1.5")
            .good("network_dropout = 0.1")
            .says("network_dropout is 1.5", "from 0 to 1"),
        rule("out-of-range")
            .bad("@batch_size = 0")
            .good("@batch_size = 1")
            .says("datasets[0].batch_size is 0", "from 1 upwards"),
        rule("secret-in-recipe")
            .bad(
                "huggingface_token = \"hf_abcdef\"\nhuggingface_repo_id = \"me/cat\"\n"
                    + "huggingface_repo_type = \"model\"\nhuggingface_path_in_repo = \"lora\"")
            .good("")
            .says("set the environment variable HF_TOKEN"),
        rule("unknown-allowed-rule")
            .bad("[check]\nallow = [\"alpha-exceeds-rnk\"]")
            .good("[check]\nallow = [\"alpha-exceeds-rank\"]")
            .says("did you mean \"alpha-exceeds-rank\"?"),
        rule("unknown-dataset-key")
            .bad("@train_batch_size = 2")
            .good("@batch_size = 2")
            .says("no key train_batch_size", "did you mean batch_size?"),
        rule("unknown-option")
            .bad("netwrk_dim = 16\n!network_dim")
            .good("")
            .says("no option netwrk_dim", "did you mean network_dim?"),
        rule("unknown-option")
            .bad("num_repeats = 10")
            .good("")
            .says("no option num_repeats", "move it to [[datasets]]"),
        rule("unread-key")
            .bad("[launch]\nnum_proceses = 2")
            .good("[launch]\nnum_processes = 1")
            .says("nothing reads launch.num_proceses", "did you mean num_processes?"),
        rule("unknown-option")
            .bad(on ->
                on.config("sdxl_train_network.py", KOHYA_SS + "noise_offset_type = \"Original\"\n"))
            .good(on -> on.config("sdxl_train_network.py", KOHYA_SS))
            .as(Severity.ADVICE)
            .says("kohya_ss's own", "nothing is lost"),
        rule("wrong-choice")
            .bad("dynamo_backend = \"no\"")
            .good("")
            .as(Severity.ADVICE)
            .says("dynamo_backend is \"no\""),
        rule("wrong-choice")
            .bad("@resize_interpolation = \"lanczo\"")
            .good("@resize_interpolation = \"lanczos\"")
            .says("resize_interpolation is \"lanczo\""),
        rule("wrong-type")
            .bad(on -> on.config("sdxl_train_network.py", KOHYA_SS.replace("\"1024\"", "1024")))
            .good(on -> on.config("sdxl_train_network.py", KOHYA_SS))
            .says("resolution is 1024", "resolution = \"1024\""),
        rule("wrong-choice")
            .bad("mixed_precision = \"fb16\"")
            .good("mixed_precision = \"fp16\"\nsave_precision = \"fp16\"")
            .says("mixed_precision is \"fb16\"", "no, fp16, bf16"),
        rule("wrong-type")
            .bad("network_dim = \"16\"")
            .good("network_dim = 16")
            .says("network_dim is \"16\", expected a whole number", "network_dim = 16"),
        rule("wrong-type")
            .bad("network_args = \"conv_dim=8\"")
            .good("network_args = [\"conv_dim=8\", \"conv_alpha=4\"]")
            .says("network_args = [\"conv_dim=8\"]"),
        rule("wrong-type")
            .bad("gradient_checkpointing = \"false\"")
            .good("gradient_checkpointing = true")
            .says("gradient_checkpointing = false"));
  }
}
