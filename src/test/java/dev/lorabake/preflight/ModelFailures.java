package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rows of one stage: options, paths and the launch; see {@link UpstreamFailure}. */
final class ModelFailures {
  private ModelFailures() {}

  static Stage stage() {
    return new Stage(
        "Loading the models",
        Stream.of(
                LaunchFailures.rows(),
                rows(),
                BaseModelFailures.rows(),
                ModelPartFailures.rows(),
                OldWeightsFailures.rows())
            .flatMap(List::stream)
            .toList());
  }

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "tokenizer-unavailable-offline",
                CRASH,
                "a tokenizer is neither in the cache of the hub nor in tokenizer_cache_dir, and there is no connection",
                "library/strategy_base.py:53")
            .foundBy(
                "tokenizer-out-of-reach",
                "",
                on -> on.machine(machine -> machine.hub(true, false))),
        failure(
                "flux-model-path-none",
                CRASH,
                "no pretrained_model_name_or_path for FLUX.1: its header is read before the dataset",
                "library/flux_utils.py:46")
            .foundBy(
                "missing-required-option", "family = \"flux\"\n!pretrained_model_name_or_path"),
        failure(
                "flux-model-path-missing",
                CRASH,
                "FLUX.1 from a folder without the three parts of its transformer under their usual names",
                "library/flux_utils.py:55")
            .foundBy(
                "model-is-no-file",
                "family = \"flux\"\npretrained_model_name_or_path = \"folder\"",
                on -> on.file("folder/model_index.json", "{}")),
        failure(
                "flux-model-on-hub",
                CRASH,
                "FLUX.1 by its name on the hub, which only SD and SDXL can load",
                "library/flux_utils.py:55")
            .foundBy(
                "model-is-no-file",
                "family = \"flux\"\npretrained_model_name_or_path = \"black-forest-labs/FLUX.1-dev\""),
        failure(
                "chroma-model-folder",
                CRASH,
                "Chroma from a folder: only FLUX.1 itself is read from one",
                "library/flux_utils.py:155")
            .foundBy(
                "model-is-no-file",
                "family = \"chroma\"\npretrained_model_name_or_path = \"folder\"",
                on -> on.file("folder/model_index.json", "{}")),
        failure(
                "anima-t5-path-bad",
                CRASH,
                "t5_tokenizer_path is no folder with a T5 tokenizer",
                "library/anima_utils.py:269")
            .foundBy(
                "incomplete-model-folder",
                "family = \"anima\"\nt5_tokenizer_path = \"tokenizer\"",
                on -> on.file("tokenizer/readme.txt", "")),
        failure(
                "anima-qwen3-folder-bad",
                CRASH,
                "qwen3 is a folder without a model in it",
                "library/anima_utils.py:203")
            .foundBy(
                "incomplete-model-folder",
                "family = \"anima\"\nqwen3 = \"qwen\"",
                on -> on.file("qwen/model.txt", "")),
        failure("sdxl-v2", ERROR, "v2 on SDXL", "library/sdxl_train_util.py:349")
            .foundBy("sdxl-with-v2", "v2 = true"),
        failure("sdxl-clip-skip", IGNORED, "clip_skip on SDXL", "library/sdxl_train_util.py:351")
            .foundBy("ignored-by-family", "clip_skip = 2"),
        failure(
                "max-token-length-dit",
                IGNORED,
                "max_token_length on SD3 and FLUX.1",
                "flux_train_network.py:74")
            .foundBy("ignored-by-family", "family = \"flux\"\nmax_token_length = 225"),
        failure(
                "max-token-length-others",
                IGNORED,
                "max_token_length on Lumina, Anima and HunyuanImage",
                "lumina_train_network.py:88")
            .foundBy("ignored-by-family", "family = \"lumina\"\nmax_token_length = 225"),
        failure(
                "flux-schnell-token-length",
                CHANGED,
                "no t5xxl_max_token_length: 256 for schnell, 512 for dev",
                "flux_train_network.py:171")
            .harmless("each gets the length that it was made for"),
        failure(
                "split-mode-deprecated",
                CHANGED,
                "split_mode swaps 18 blocks",
                "flux_train_network.py:82")
            .foundBy("deprecated-option", "family = \"flux\"\nsplit_mode = true"),
        failure(
                "split-mode-with-swap",
                IGNORED,
                "split_mode beside blocks_to_swap",
                "flux_train_network.py:84")
            .foundBy(
                "conflicting-options", "family = \"flux\"\nsplit_mode = true\nblocks_to_swap = 8"),
        failure(
                "blocks-swap-cpu-offload",
                ERROR,
                "blocks_to_swap with cpu_offload_checkpointing",
                "flux_train_network.py:77")
            .foundBy(
                "conflicting-options",
                "family = \"flux\"\nblocks_to_swap = 8\ncpu_offload_checkpointing = true"),
        failure(
                "anima-unsloth-with-swap",
                ERROR,
                "unsloth_offload_checkpointing with blocks_to_swap",
                "anima_train_network.py:74")
            .foundBy(
                "conflicting-options",
                "family = \"anima\"\nunsloth_offload_checkpointing = true\nblocks_to_swap = 8"),
        failure(
                "anima-fp8",
                IGNORED,
                "fp8_base or fp8_base_unet on Anima",
                "anima_train_network.py:44")
            .foundBy("ignored-by-family", "family = \"anima\"\nfp8_base = true"),
        failure(
                "hunyuan-fp8-scaled-and-base",
                IGNORED,
                "fp8_scaled with fp8_base: the latter is switched off",
                "hunyuan_image_train_network.py:334")
            .foundBy(
                "conflicting-options",
                "family = \"hunyuan-image\"\nfp8_scaled = true\nfp8_base = true"),
        failure(
                "hunyuan-fp8-base",
                WARNING,
                "fp8_base on HunyuanImage, which has fp8_scaled instead",
                "hunyuan_image_train_network.py:329")
            .foundBy("plain-fp8-on-hunyuan", "family = \"hunyuan-image\"\nfp8_base = true"),
        failure(
                "hunyuan-fp16",
                WARNING,
                "mixed_precision fp16 on HunyuanImage",
                "hunyuan_image_train_network.py:325")
            .foundBy(
                "half-on-bfloat-model",
                "family = \"hunyuan-image\"\nmixed_precision = \"fp16\"\nsave_precision = \"fp16\""),
        failure(
                "fp8-base-implied",
                CHANGED,
                "fp8_base_unet switches fp8_base on",
                "flux_train_network.py:56")
            .harmless(
                "only the image part becomes 8 bits all the same, which is what fp8_base_unet is for"),
        failure(
                "model-path-not-found",
                ERROR,
                "the base model is neither a file nor a folder nor on the hub",
                "library/train_util.py:5540")
            .foundBy(
                "missing-file", "pretrained_model_name_or_path = \"nowhere/model.safetensors\""),
        failure(
                "model-folder-is-no-diffusers",
                ERROR,
                "the base model is a folder without model_index.json",
                "library/train_util.py:5538")
            .foundBy(
                "incomplete-model-folder",
                "pretrained_model_name_or_path = \"models\"",
                on -> on.file("models/a.safetensors", SampleModels.sdxl().file())),
        failure(
                "model-file-missing-dit",
                CRASH,
                "the base model of SD3, Lumina, Anima or HunyuanImage is missing, or a folder",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "model-is-no-file",
                "family = \"anima\"\npretrained_model_name_or_path = \"folder\"",
                on -> on.file("folder/model_index.json", "{}")),
        failure(
                "model-link-renamed",
                CRASH,
                "the base model of SD 1 or 2 is a link into the cache of the hub, where files have no ending",
                "library/train_util.py:5528")
            .foundBy(
                "model-behind-link",
                "family = \"sd15\"\npretrained_model_name_or_path = \"link.safetensors\"",
                ModelFailures::linked),
        failure(
                "model-link-relative",
                ERROR,
                "the base model of SDXL is a relative link: its text is taken for the path",
                "library/sdxl_train_util.py:69")
            .foundBy(
                "model-behind-link",
                "pretrained_model_name_or_path = \"link.safetensors\"",
                ModelFailures::linkedBeside),
        failure(
                "sdxl-diffusers-variant",
                CHANGED,
                "an SDXL folder with mixed_precision fp16: the variant fp16 is tried first",
                "library/sdxl_train_util.py:95")
            .harmless("without such files the usual ones are loaded"),
        failure(
                "clip-skip-dit",
                IGNORED,
                "clip_skip on SD3, FLUX.1, Lumina, Anima and HunyuanImage",
                "train_network.py:205")
            .foundBy("ignored-by-family", "family = \"flux\"\nclip_skip = 2"),
        failure(
                "vae-path-missing",
                CRASH,
                "vae is neither a file nor a folder nor on the hub",
                "library/model_util.py:1276")
            .foundBy("missing-file", "vae = \"nowhere/vae.safetensors\""),
        failure(
                "vae-folder-incomplete",
                CRASH,
                "vae is a folder without a VAE of diffusers",
                "library/model_util.py:1272")
            .foundBy(
                "incomplete-model-folder", "vae = \"vaes\"", on -> on.file("vaes/readme.txt", "")),
        failure(
                "vae-ignored-flux",
                IGNORED,
                "vae on FLUX.1 and Lumina, which read ae",
                "flux_train_network.py:157")
            .foundBy("ignored-by-family", "family = \"flux\"\nvae = \"ae.safetensors\""),
        failure(
                "vae-required",
                CRASH,
                "no vae for Anima or HunyuanImage",
                "anima_train_network.py:92")
            .foundBy("missing-required-option", "family = \"anima\"\n!vae"),
        failure("flux-clip-l-missing", CRASH, "no clip_l for FLUX.1", "flux_train_network.py:136")
            .foundBy("missing-required-option", "family = \"flux\"\n!clip_l"),
        failure(
                "flux-t5xxl-missing",
                CRASH,
                "no t5xxl for FLUX.1 or Chroma",
                "flux_train_network.py:148")
            .foundBy("missing-required-option", "family = \"flux\"\n!t5xxl"),
        failure("flux-ae-missing", CRASH, "no ae for FLUX.1 or Chroma", "flux_train_network.py:157")
            .foundBy("missing-required-option", "family = \"flux\"\n!ae"),
        failure(
                "blocks-swap-too-many-flux",
                ERROR,
                "blocks_to_swap beyond what the blocks of FLUX.1 allow",
                "library/flux_models.py:977")
            .foundBy("too-many-blocks-to-swap", "family = \"flux\"\nblocks_to_swap = 36"),
        failure(
                "blocks-swap-too-many-sd3",
                ERROR,
                "blocks_to_swap beyond the blocks of the SD3 model, of which medium has 24",
                "library/sd3_models.py:1078")
            .foundBy(
                "too-many-blocks-to-swap",
                "family = \"sd3\"\nblocks_to_swap = 23",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.base("sd3")
                            .and("model.diffusion_model.joint_blocks.23.x", 1)
                            .file())),
        failure(
                "blocks-swap-negative",
                IGNORED,
                "blocks_to_swap below 0",
                "flux_train_network.py:129")
            .foundBy("out-of-range", "family = \"flux\"\nblocks_to_swap = -1"),
        failure(
                "attention-flag-precedence",
                IGNORED,
                "several of mem_eff_attn, xformers and sdpa: the first of that order wins",
                "library/train_util.py:3363")
            .foundBy("conflicting-options", "xformers = true"),
        failure(
                "attention-none",
                CHANGED,
                "none of sdpa, xformers and mem_eff_attn on SD or SDXL: attention the plain way",
                "library/train_util.py:3363")
            .foundBy("no-fast-attention", "!sdpa"),
        failure(
                "attn-mode-overrides",
                IGNORED,
                "attn_mode beside xformers",
                "anima_train_network.py:105")
            .foundBy(
                "conflicting-options",
                "family = \"anima\"\nattn_mode = \"torch\"\nxformers = true"),
        failure(
                "anima-vae-chunk-odd",
                CHANGED,
                "an odd vae_chunk_size on Anima becomes the next even number",
                "library/qwen_image_autoencoder_kl.py:1613")
            .harmless(
                "it says so, and the latents stay the same: only the strips are cut elsewhere"),
        failure(
                "anima-vae-chunk-nonpositive",
                ERROR,
                "vae_chunk_size of 0 or less",
                "library/qwen_image_autoencoder_kl.py:1032")
            .foundBy("out-of-range", "family = \"anima\"\nvae_chunk_size = 0"),
        failure("no-half-vae-cast", IGNORED, "no_half_vae on HunyuanImage", "train_network.py:599")
            .foundBy("ignored-by-family", "family = \"hunyuan-image\"\nno_half_vae = true"),
        failure(
                "sd3-does-not-work-options",
                IGNORED,
                "save_clip, save_t5xxl, t5xxl_device and t5xxl_dtype on SD3",
                "library/sd3_train_utils.py:163")
            .foundBy("option-without-effect", "family = \"sd3\"\nsave_clip = true"));
  }

  private static Fixture linked(Fixture on) {
    return on.file("blobs/0a1b", SampleModels.base("sd15").file())
        .then(folder ->
            Files.createSymbolicLink(
                folder.resolve("link.safetensors"), folder.resolve("blobs/0a1b")));
  }

  private static Fixture linkedBeside(Fixture on) {
    return on.then(folder ->
        Files.createSymbolicLink(folder.resolve("link.safetensors"), Path.of("model.safetensors")));
  }
}
