package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.Arrays;
import java.util.List;

/** Rows about what model files hold; see {@link UpstreamFailure}. */
final class ModelFileFailures {
  private ModelFileFailures() {}

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
                        SampleModels.sdxl().and("v_pred").and("ztsnr").file())),
        failure(
                "clip-files-swapped",
                CRASH,
                "clip_l and clip_g the wrong way round",
                "library/sd3_utils.py:150")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd3\"\nclip_l = \"clip_g.safetensors\"\nclip_g = \"clip_l.safetensors\""),
        failure(
                "t5-as-clip",
                CRASH,
                "T5-XXL as clip_l: nothing is loaded, and a layer without weights cannot be moved",
                "library/flux_utils.py:310")
            .foundBy("model-of-another-kind", "family = \"flux\"\nclip_l = \"t5xxl.safetensors\""),
        failure("clip-as-t5", CRASH, "a CLIP as t5xxl", "library/flux_utils.py:365")
            .foundBy("model-of-another-kind", "family = \"flux\"\nt5xxl = \"clip_l.safetensors\""),
        failure("umt5-as-t5", CRASH, "the UMT5-XXL of Wan as t5xxl", "library/flux_utils.py:365")
            .foundBy(
                "model-of-another-kind",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "t5xxl.safetensors",
                        SampleModels.t5(4096)
                            .and(
                                "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight",
                                1)
                            .file())),
        failure(
                "clip-openclip-layout",
                CRASH,
                "a CLIP under OpenCLIP's names",
                "library/sd3_utils.py:200")
            .foundBy(
                "model-in-another-layout",
                "family = \"sd3\"\n",
                on ->
                    on.file(
                        "clip_g.safetensors", SampleTensors.of("ln_final.weight", 1280).file())),
        failure(
                "encoder-inside-checkpoint",
                CRASH,
                "a whole checkpoint as clip_l or t5xxl",
                "library/flux_utils.py:310")
            .foundBy(
                "model-in-another-layout",
                "family = \"flux\"\n",
                on -> on.file("clip_l.safetensors", SampleModels.sdxl().file())),
        failure(
                "gemma-of-another-kind",
                CRASH,
                "another language model as gemma2",
                "library/lumina_util.py:170")
            .foundBy(
                "model-of-another-kind", "family = \"lumina\"\ngemma2 = \"qwen3.safetensors\""),
        failure(
                "larger-qwen3",
                CRASH,
                "a larger Qwen3 than 0.6B for Anima",
                "library/anima_utils.py:243")
            .foundBy(
                "model-of-another-kind",
                "family = \"anima\"\n",
                on -> on.file("qwen3.safetensors", SampleModels.qwen3(2560).file())),
        failure("byt5-is-t5", CRASH, "T5-XXL as byt5", "library/hunyuan_image_text_encoder.py:300")
            .foundBy(
                "model-of-another-kind",
                "family = \"hunyuan-image\"\nbyt5 = \"t5xxl.safetensors\""),
        failure(
                "hunyuan-encoder-of-another-kind",
                CRASH,
                "another language model as text_encoder",
                "library/hunyuan_image_text_encoder.py:405")
            .foundBy(
                "model-of-another-kind",
                "family = \"hunyuan-image\"\ntext_encoder = \"gemma2.safetensors\""),
        failure("sd-vae-as-ae", CRASH, "the VAE of SD or SDXL as ae", "library/flux_utils.py:196")
            .foundBy("model-of-another-kind", "family = \"flux\"\nae = \"vae.safetensors\""),
        failure(
                "ae-as-sd-vae",
                CRASH,
                "FLUX.1's autoencoder as vae of SD or SDXL",
                "library/model_util.py:1312")
            .foundBy("model-of-another-kind", "vae = \"ae.safetensors\""),
        failure("sdxl-vae-on-sd3", CRASH, "the VAE of SDXL on SD3", "library/sd3_utils.py:250")
            .foundBy(
                "model-of-another-kind",
                "family = \"sd3\"\n",
                on ->
                    on.file("v.safetensors", SampleModels.vae(8).file())
                        .withChanges("family = \"sd3\"\nvae = \"v.safetensors\"")),
        failure(
                "vae-of-another-model",
                CRASH,
                "another VAE than its own for Anima or HunyuanImage",
                "library/qwen_image_autoencoder_kl.py:1625")
            .foundBy("model-of-another-kind", "family = \"anima\"\nvae = \"ae.safetensors\""),
        failure(
                "vae-diffusers-layout",
                CRASH,
                "the VAE's file of a diffusers folder as vae or ae",
                "library/model_util.py:1300")
            .foundBy(
                "model-in-another-layout",
                "vae = \"vae.safetensors\"",
                on -> on.file("vae.safetensors", SampleModels.diffusersVae(8).file())),
        failure(
                "scaled-fp8-encoder",
                CHANGED,
                "T5-XXL in scaled fp8: the scales are passed over and the captions are noise",
                "library/flux_utils.py:365")
            .foundBy(
                "quantised-model",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "t5xxl.safetensors",
                        SampleModels.t5(4096)
                            .and("encoder.block.0.layer.0.SelfAttention.q.scale_weight")
                            .file())),
        failure(
                "scaled-fp8-strict",
                CRASH,
                "scaled fp8 for HunyuanImage, whose loader takes no tensor more",
                "library/hunyuan_image_text_encoder.py:405")
            .foundBy(
                "quantised-model",
                "family = \"hunyuan-image\"\n",
                on ->
                    on.file(
                        "text_encoder.safetensors",
                        SampleModels.qwenVl().and("scaled_fp8").file())),
        failure(
                "fp8-of-other-type",
                ERROR,
                "a base model or T5 in fp8_e5m2 with fp8_base",
                "flux_train_network.py:118")
            .foundBy(
                "quantised-model",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleTensors.of("double_blocks.0.img_attn.proj.weight", 1, 1)
                            .bytes("F8_E5M2", "img_in.weight", 1, 64)
                            .file())),
        failure("nf4-model", CRASH, "a base model in NF4", "library/flux_utils.py:150")
            .foundBy(
                "quantised-model",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.flux("")
                            .and("double_blocks.0.img_attn.proj.weight.absmax", 1)
                            .file())),
        failure(
                "packed-integer-model",
                CRASH,
                "a base model of SVDQuant, GPTQ or AWQ",
                "library/flux_utils.py:77")
            .foundBy(
                "quantised-model",
                "family = \"flux\"\n",
                on ->
                    on.file(
                        "model.safetensors",
                        SampleModels.flux("").and("double_blocks.0.img_mlp.0.qweight", 1).file())),
        failure(
                "gguf-model",
                CRASH,
                "a GGUF file",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "unusable-model-file",
                "family = \"flux\"\n",
                on -> on.file("model.safetensors", "GGUF\u0003\u0000\u0000\u0000")),
        failure(
                "web-page-as-model",
                CRASH,
                "a saved web page in place of a model",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "unusable-model-file",
                "",
                on -> on.file("model.safetensors", "<!DOCTYPE html><html></html>")),
        failure(
                "git-lfs-pointer",
                CRASH,
                "the pointer that Git LFS leaves in place of a model",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "unusable-model-file",
                "",
                on ->
                    on.file(
                        "model.safetensors",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")),
        failure(
                "model-cut-off",
                CRASH,
                "a model file whose download ended early",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "unusable-model-file",
                "",
                on ->
                    on.file("model.safetensors", Arrays.copyOf(SampleModels.sdxl().file(), 2000))),
        failure(
                "model-empty",
                CRASH,
                "an empty model file",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy("unusable-model-file", "", on -> on.file("model.safetensors", "")),
        failure(
                "pickle-for-dit",
                CRASH,
                "a pickle where only safetensors are read",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "unusable-model-file",
                "family = \"flux\"\n",
                on -> on.file("ae.safetensors", "PK\u0003\u0004 and more of a zip")),
        failure(
                "pickle-runs-code",
                CHANGED,
                "a .ckpt checkpoint of SD 1 or 2 is unpickled unguarded",
                "library/model_util.py:978")
            .foundBy(
                "pickled-model",
                "family = \"sd15\"\npretrained_model_name_or_path = \"model.ckpt\"",
                on -> on.file("model.ckpt", "PK\u0003\u0004 and more of a zip")),
        failure(
                "safetensors-misnamed",
                CRASH,
                "a safetensors file of SD or SDXL without that ending",
                "library/model_util.py:961")
            .foundBy(
                "wrong-model-ending",
                "pretrained_model_name_or_path = \"model.sft\"",
                on -> on.file("model.sft", SampleModels.sdxl().file())),
        failure(
                "split-text-encoder",
                CRASH,
                "one part of a text encoder that was split into several files",
                "library/safetensors_utils.py (load_safetensors)")
            .foundBy(
                "split-model-file",
                "family = \"flux\"\nt5xxl = \"model-00001-of-00002.safetensors\"",
                on ->
                    on.file("model-00001-of-00002.safetensors", SampleModels.t5(4096).file())
                        .file("model-00002-of-00002.safetensors", SampleTensors.of("x", 1).file())),
        failure(
                "split-model-part-missing",
                CRASH,
                "a split base model of which a part is missing",
                "library/safetensors_utils.py:250")
            .foundBy(
                "unusable-model-file",
                "family = \"anima\"\npretrained_model_name_or_path = \"anima-00001-of-00002.safetensors\"",
                on ->
                    on.file(
                        "anima-00001-of-00002.safetensors", SampleModels.base("anima").file())));
  }
}
