package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.Arrays;
import java.util.List;

/** Rows about text encoders, VAEs and files that are no model; see {@link UpstreamFailure}. */
final class ModelPartFailures {
  private ModelPartFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
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
