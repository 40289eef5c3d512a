package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;

/** Rows about what base model files hold; see {@link UpstreamFailure}. */
final class BaseModelFailures {
  private BaseModelFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "sd1-is-sdxl-checkpoint",
                CRASH,
                "an SDXL checkpoint for the script of SD 1 and 2",
                "library/model_util.py:1010")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd15\"\n",
                on -> on.file("model.safetensors", SampleModels.sdxl().file())),
        failure(
                "sd-v2-flag-mismatch",
                CRASH,
                "v2 does not fit the checkpoint",
                "library/model_util.py:1046")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd15\"\n",
                on -> on.file("model.safetensors", SampleModels.base("sd2").file())),
        failure(
                "sd-v2-flag-mismatch-folder",
                CHANGED,
                "v2 does not fit a diffusers folder: captions are cut into the wrong tokens",
                "library/strategy_sd.py:25")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd15\"\npretrained_model_name_or_path = \"sd2\"",
                on ->
                    on.file("sd2/model_index.json", "{\"_class_name\":\"StableDiffusionPipeline\"}")
                        .file("sd2/unet/config.json", "{\"cross_attention_dim\":1024}")),
        failure(
                "sd3-not-sd3-checkpoint",
                CRASH,
                "a checkpoint of another model for SD3",
                "library/sd3_utils.py:35")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd3\"\n",
                on -> on.file("model.safetensors", SampleModels.sdxl().file())),
        failure(
                "sd3-transformer-only",
                CRASH,
                "the transformer of SD3 without the prefix of a checkpoint",
                "library/sd3_utils.py:88")
            .foundBy(
                "model-in-another-layout",
                "family = \"sd3\"\n",
                on -> on.file("model.safetensors", SampleModels.sd3Transformer("").file())),
        failure(
                "sd3-clip-missing",
                CRASH,
                "clip_l, clip_g or t5xxl is neither named nor in the SD3 checkpoint",
                "library/sd3_utils.py:118")
            .foundBy("checkpoint-without-parts", "family = \"sd3\"\n!clip_g"),
        failure(
                "sd3-vae-missing",
                CRASH,
                "the SD3 checkpoint holds no VAE, and vae is not set",
                "library/sd3_utils.py:240")
            .foundBy(
                "checkpoint-without-parts",
                "family = \"sd3\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.sd3Transformer("model.diffusion_model.").file())),
        failure(
                "sd3-built-in-encoder",
                IGNORED,
                "clip_g or t5xxl beside an SD3 checkpoint that holds it",
                "library/sd3_utils.py:160")
            .foundBy(
                "built-in-text-encoder-wins",
                "family = \"sd3\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.base("sd3")
                            .and(
                                "text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.k.weight",
                                1)
                            .file())),
        failure(
                "anima-unexpected-keys",
                ERROR,
                "a transformer without Anima's adapter, such as Cosmos Predict2",
                "library/anima_utils.py:139")
            .foundBy(
                "model-of-another-kind",
                "family = \"anima\"\n",
                on -> on.file("model.safetensors", SampleModels.cosmos().file())),
        failure(
                "sdxl-refiner",
                CRASH,
                "the SDXL refiner as base model",
                "library/sdxl_model_util.py:200")
            .foundBy(
                "model-of-another-kind",
                "",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of(
                                "model.diffusion_model.input_blocks.0.0.weight", 1, 4, 1, 1)
                            .and(
                                "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight",
                                1,
                                1280)
                            .file())),
        failure(
                "inpainting-checkpoint",
                CRASH,
                "an inpainting checkpoint, whose first layer takes 9 channels",
                "library/model_util.py:1023")
            .foundBy(
                "extra-input-channels",
                "family = \"sd15\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.withRest(SampleModels.sd(9, 768))
                            .and("cond_stage_model.transformer.x", 1)
                            .file())),
        failure(
                "inpainting-folder",
                CRASH,
                "a diffusers folder of an inpainting model",
                "library/train_util.py:5556")
            .foundBy(
                "extra-input-channels",
                "family = \"sd15\"\npretrained_model_name_or_path = \"fill\"",
                on ->
                    on.file(
                            "fill/model_index.json",
                            "{\"_class_name\":\"StableDiffusionInpaintPipeline\"}")
                        .file(
                            "fill/unet/config.json",
                            "{\"cross_attention_dim\":768,\"in_channels\":9}")),
        failure(
                "flux-fill",
                CRASH,
                "FLUX.1 Fill, Canny or Depth, which take more channels than FLUX.1",
                "library/flux_utils.py:142")
            .foundBy(
                "extra-input-channels",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("double_blocks.0.img_attn.proj.weight", 1, 1)
                            .and("img_in.weight", 1, 384)
                            .file())),
        failure(
                "flux-is-chroma",
                CRASH,
                "a Chroma file without model_type chroma",
                "library/flux_utils.py:77")
            .foundBy(
                "model-of-another-kind",
                "family = \"flux\"\n",
                on -> on.file("model.safetensors", SampleModels.base("chroma").file())),
        failure(
                "chroma-is-flux",
                CRASH,
                "a FLUX.1 file with model_type chroma",
                "library/flux_utils.py:160")
            .foundBy(
                "model-of-another-kind",
                "family = \"chroma\"",
                on -> on.file("model.safetensors", SampleModels.base("flux").file())),
        failure(
                "flux-is-flux2",
                CRASH,
                "FLUX.2, which sd-scripts does not know",
                "library/flux_utils.py:77")
            .foundBy(
                "model-of-another-kind",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.flux("")
                            .and("double_stream_modulation_img.lin.weight", 1)
                            .file())),
        failure(
                "lumina-is-z-image",
                CRASH,
                "Z-Image, a wider relative of Lumina",
                "library/lumina_util.py:60")
            .foundBy(
                "model-of-another-kind",
                "family = \"lumina\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("noise_refiner.0.attention.qkv.weight", 1, 1)
                            .and("cap_embedder.1.weight", 3840, 1)
                            .file())),
        failure(
                "lumina-diffusers-layout",
                CRASH,
                "Lumina under diffusers' names",
                "library/lumina_util.py:60")
            .foundBy(
                "model-in-another-layout",
                "family = \"lumina\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("time_caption_embed.caption_embedder.1.weight", 2304, 1)
                            .file())),
        failure(
                "hunyuan-comfy-layout",
                CRASH,
                "HunyuanImage repacked under other names",
                "library/hunyuan_image_models.py:483")
            .foundBy(
                "model-in-another-layout",
                "family = \"hunyuan-image\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.base("hunyuan-image")
                            .and("double_blocks.0.img_attn.qkv.weight", 1, 1)
                            .file())),
        failure(
                "hunyuan-distilled",
                CRASH,
                "the distilled HunyuanImage, which has layers more",
                "library/hunyuan_image_models.py:483")
            .foundBy(
                "model-of-another-kind",
                "family = \"hunyuan-image\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.base("hunyuan-image")
                            .and("guidance_in.mlp.0.weight", 3584, 1)
                            .file())),
        failure("lora-as-base", CRASH, "a LoRA as base model", "library/sdxl_model_util.py:200")
            .foundBy(
                "model-of-another-kind",
                "",
                on -> on.file("model.safetensors", SampleModels.sdxlLora(16, "8").file())),
        failure("vae-as-base", CRASH, "a VAE as base model", "library/sdxl_model_util.py:200")
            .foundBy(
                "model-of-another-kind",
                "",
                on -> on.file("model.safetensors", SampleModels.vae(8).file())),
        failure(
                "control-net-as-base",
                CRASH,
                "a ControlNet as base model",
                "library/model_util.py:1018")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd15\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("control_model.input_hint_block.0.weight", 1, 3, 1, 1)
                            .file())),
        failure(
                "embedding-as-base",
                CRASH,
                "a textual inversion embedding as base model",
                "library/sdxl_model_util.py:200")
            .foundBy(
                "model-of-another-kind",
                "",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("clip_l", 1, 768).and("clip_g", 1, 1280).file())),
        failure(
                "unet-only-checkpoint",
                CRASH,
                "a U-Net alone as base model of SD or SDXL",
                "library/sdxl_model_util.py:200")
            .foundBy(
                "model-in-another-layout",
                "",
                on -> on.file("model.safetensors", SampleModels.sdxlUnet("", 4).file())),
        failure(
                "unet-of-diffusers-folder",
                CRASH,
                "the U-Net's file of a diffusers folder as base model",
                "library/sdxl_model_util.py:200")
            .foundBy(
                "model-in-another-layout",
                "",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("down_blocks.0.resnets.0.norm1.weight", 1)
                            .and(
                                "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight",
                                1,
                                2048)
                            .file())),
        failure(
                "checkpoint-without-vae",
                CRASH,
                "an SD or SDXL checkpoint without VAE, even where vae is set",
                "library/model_util.py:1034")
            .foundBy(
                "checkpoint-without-parts",
                "vae = \"vae.safetensors\"",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.sdxlUnet("model.diffusion_model.", 4)
                            .and("conditioner.embedders.0.transformer.x", 1)
                            .and("conditioner.embedders.1.model.x", 1)
                            .file())),
        failure(
                "checkpoint-without-text-encoder",
                CRASH,
                "an SD or SDXL checkpoint without text encoders",
                "library/sdxl_model_util.py:250")
            .foundBy(
                "checkpoint-without-parts",
                "",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.withRest(SampleModels.sdxlUnet("model.diffusion_model.", 4))
                            .file())),
        failure(
                "velocity-model-unmarked",
                CHANGED,
                "a checkpoint marked v_pred without v_parameterization",
                "train_network.py (get_noise_pred_and_target)")
            .foundBy(
                "prediction-type-mismatch",
                "",
                on -> on.file("model.safetensors", SampleModels.sdxl().and("v_pred").file())),
        failure(
                "velocity-folder-unmarked",
                CHANGED,
                "a diffusers folder that predicts velocity without v_parameterization",
                "train_network.py (get_noise_pred_and_target)")
            .foundBy(
                "prediction-type-mismatch",
                "family = \"sd15\"\npretrained_model_name_or_path = \"v\"",
                on ->
                    on.file("v/model_index.json", "{\"_class_name\":\"StableDiffusionPipeline\"}")
                        .file("v/unet/config.json", "{\"cross_attention_dim\":768}")
                        .file(
                            "v/scheduler/scheduler_config.json",
                            "{\"prediction_type\":\"v_prediction\"}")),
        failure(
                "noise-model-marked",
                CHANGED,
                "v_parameterization on a model that says that it predicts noise",
                "train_network.py (get_noise_pred_and_target)")
            .foundBy(
                "prediction-type-mismatch",
                "v_parameterization = true",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.sdxl()
                            .metadata("modelspec.prediction_type", "epsilon")
                            .file())),
        failure(
                "terminal-snr-unmarked",
                CHANGED,
                "a checkpoint marked ztsnr without zero_terminal_snr",
                "library/custom_train_functions.py:45")
            .foundBy(
                "zero-terminal-snr-left-out",
                "v_parameterization = true",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.sdxl().and("v_pred").and("ztsnr").file())));
  }
}
