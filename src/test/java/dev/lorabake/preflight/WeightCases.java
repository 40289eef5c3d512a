package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Model files against what the recipe says of them. */
final class WeightCases {
  private static final String MODEL = "model.safetensors";
  private static final String UNET = "model.diffusion_model.";

  private WeightCases() {}

  private static SampleTensors marked(String name) {
    return SampleModels.sdxl().and(name);
  }

  private static void link(Path folder, Path target) throws IOException {
    Path link = folder.resolve("link.safetensors");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  static List<RuleCase> rows() {
    return List.of(
        rule("built-in-text-encoder-wins")
            .bad("family = \"sd3\"")
            .bad(on ->
                on.file(
                    MODEL,
                    SampleModels.base("sd3")
                        .and(
                            "text_encoders.clip_g.transformer.text_model.embeddings"
                                + ".position_embedding.weight",
                            1)
                        .file()))
            .good("family = \"sd3\"")
            .says("clip_g has no effect"),
        rule("checkpoint-without-parts")
            .bad("")
            .bad(on ->
                on.file(
                    MODEL,
                    SampleModels.sdxlUnet(UNET, 4)
                        .and("conditioner.embedders.0.transformer.x", 1)
                        .and("conditioner.embedders.1.model.x", 1)
                        .file()))
            .good("")
            .says("has no VAE"),
        rule("checkpoint-without-parts")
            .bad("family = \"sd3\"\n!clip_g\n!t5xxl")
            .good("family = \"sd3\"")
            .says("does not hold clip_g, t5xxl", "set clip_g, t5xxl"),
        rule("extra-input-channels")
            .bad("")
            .bad(on ->
                on.file(
                    MODEL,
                    SampleModels.withRest(SampleModels.sdxlUnet(UNET, 9))
                        .and("conditioner.embedders.0.transformer.x", 1)
                        .and("conditioner.embedders.1.model.x", 1)
                        .file()))
            .good("")
            .says("takes 9 input channels", "made for inpainting"),
        rule("extra-input-channels")
            .bad("family = \"flux\"")
            .bad(on ->
                on.file(
                    MODEL,
                    SampleTensors.of("double_blocks.0.img_attn.proj.weight", 1, 1)
                        .and("img_in.weight", 1, 384)
                        .file()))
            .good("family = \"flux\"")
            .says("takes 384 input channels, FLUX.1 64"),
        rule("incomplete-model-folder")
            .bad("pretrained_model_name_or_path = \"models\"")
            .bad(on -> on.file("models/a.safetensors", SampleModels.sdxl().file()))
            .good("pretrained_model_name_or_path = \"sdxl\"")
            .good(on -> on.file("sdxl/model_index.json", "{}"))
            .says("has no model_index.json", "name one .safetensors file"),
        rule("incomplete-model-folder")
            .bad("family = \"anima\"\nt5_tokenizer_path = \"tokenizer.json\"")
            .bad(on -> on.file("tokenizer.json", "{}"))
            .good("family = \"anima\"\nt5_tokenizer_path = \"t5\"")
            .good(on -> on.file("t5/tokenizer.json", "{}"))
            .says("is a file, and a folder is asked for"),
        rule("lora-of-another-alpha")
            .bad("network_weights = \"old.safetensors\"")
            .bad(on -> on.file("old.safetensors", SampleModels.sdxlLora(16, "16.0").file()))
            .good("network_weights = \"old.safetensors\"")
            .good(on -> on.file("old.safetensors", SampleModels.sdxlLora(16, "8.0").file()))
            .says("was trained with alpha 16, and network_alpha is 8"),
        rule("lora-of-another-model")
            .bad("network_weights = \"flux.safetensors\"")
            .bad(on ->
                on.file(
                    "flux.safetensors",
                    SampleModels.lora("lora_unet_double_blocks_0_img_mlp_0", 16, "8").file()))
            .good("network_weights = \"sdxl.safetensors\"")
            .good(on -> on.file("sdxl.safetensors", SampleModels.sdxlLora(16, "8").file()))
            .says("was trained for FLUX.1, and the recipe trains Stable Diffusion XL"),
        rule("lora-of-another-model")
            .bad("base_weights = [\"peft.safetensors\"]")
            .bad(on ->
                on.file(
                    "peft.safetensors",
                    SampleTensors.of("unet.down_blocks.0.attn.to_q.lora_A.weight", 16, 1).file()))
            .good("base_weights = [\"sdxl.safetensors\"]")
            .good(on -> on.file("sdxl.safetensors", SampleModels.sdxlLora(16, "8").file()))
            .says("has no lora_down weights"),
        rule("lora-of-another-model")
            .bad("network_weights = \"model.safetensors\"")
            .good("")
            .says("is Stable Diffusion XL, not a LoRA"),
        rule("lora-of-another-rank")
            .bad("network_weights = \"old.safetensors\"")
            .bad(on -> on.file("old.safetensors", SampleModels.sdxlLora(32, "8").file()))
            .good("network_weights = \"old.safetensors\"")
            .good(on -> on.file("old.safetensors", SampleModels.sdxlLora(16, "8").file()))
            .says("network_weights has rank 32, and network_dim is 16"),
        rule("model-behind-link")
            .bad("family = \"sd15\"\npretrained_model_name_or_path = \"link.safetensors\"")
            .bad(on ->
                on.file("0a1b", SampleModels.base("sd15").file())
                    .then(folder -> link(folder, folder.resolve("0a1b"))))
            .good("family = \"sd15\"\npretrained_model_name_or_path = \"link.safetensors\"")
            .good(on -> on.then(folder -> link(folder, Path.of("model.safetensors"))))
            .says("whose ending is not .safetensors", "hard link"),
        rule("model-behind-link")
            .bad("pretrained_model_name_or_path = \"link.safetensors\"")
            .bad(on -> on.then(folder -> link(folder, Path.of("model.safetensors"))))
            .good("pretrained_model_name_or_path = \"link.safetensors\"")
            .good(on -> on.then(folder -> link(folder, folder.resolve("model.safetensors"))))
            .says("looks for in the wrong folder"),
        rule("model-in-another-layout")
            .bad("")
            .bad(on -> on.file(MODEL, SampleModels.sdxlUnet("", 4).file()))
            .good("")
            .says("without the rest of a checkpoint", "take the whole checkpoint"),
        rule("model-in-another-layout")
            .bad("vae = \"vae.safetensors\"")
            .bad(on -> on.file("vae.safetensors", SampleModels.diffusersVae(8).file()))
            .good("vae = \"vae.safetensors\"")
            .says("as one of the files of a diffusers folder", "sdxl_vae.safetensors"),
        rule("model-in-another-layout")
            .bad("family = \"flux\"\nclip_l = \"sdxl.safetensors\"")
            .bad(on -> on.file("sdxl.safetensors", SampleModels.sdxl().file()))
            .good("family = \"flux\"")
            .says("inside a larger file", "as transformers names it"),
        rule("model-in-another-layout")
            .bad("family = \"sd3\"\nclip_g = \"open.safetensors\"")
            .bad(
                on -> on.file("open.safetensors", SampleTensors.of("ln_final.weight", 1280).file()))
            .good("family = \"sd3\"")
            .says("under OpenCLIP's names"),
        rule("model-of-another-kind")
            .bad("")
            .bad(on -> on.file(MODEL, SampleModels.base("sd15").file()))
            .good("")
            .says("model.safetensors is Stable Diffusion 1.x", "family = \"sd15\""),
        rule("model-of-another-kind")
            .bad("family = \"sd3\"\nclip_l = \"clip_g.safetensors\"")
            .good("family = \"sd3\"")
            .says("name it as clip_g"),
        rule("model-of-another-kind")
            .bad("family = \"flux\"\nae = \"vae.safetensors\"")
            .good("family = \"flux\"")
            .says("4 channels", "16 channels"),
        rule("model-of-another-kind")
            .bad("")
            .bad(on -> on.file(MODEL, SampleModels.sdxlLora(16, "8").file()))
            .good("")
            .says("is a LoRA", "cannot train on it"),
        rule("model-of-another-kind")
            .bad("family = \"sd15\"\npretrained_model_name_or_path = \"folder\"")
            .bad(on ->
                on.file("folder/model_index.json", "{\"_class_name\":\"StableDiffusionPipeline\"}")
                    .file("folder/unet/config.json", "{\"cross_attention_dim\":1024}"))
            .good("family = \"sd15\"\npretrained_model_name_or_path = \"folder\"")
            .good(on ->
                on.file("folder/model_index.json", "{\"_class_name\":\"StableDiffusionPipeline\"}")
                    .file("folder/unet/config.json", "{\"cross_attention_dim\":32}"))
            .as(Severity.WARNING)
            .says("captions would be read in the wrong way", "family = \"sd2\""),
        rule("pickled-model")
            .bad("pretrained_model_name_or_path = \"model.ckpt\"")
            .bad(on -> on.file("model.ckpt", "PK\u0003\u0004 and more of a zip"))
            .good("")
            .says("loading it may run code"),
        rule("prediction-type-mismatch")
            .bad("")
            .bad(on -> on.file(MODEL, marked("v_pred").file()))
            .good("v_parameterization = true")
            .good(on -> on.file(MODEL, marked("v_pred").file()))
            .says("predicts velocity", "v_parameterization = true"),
        rule("prediction-type-mismatch")
            .bad("v_parameterization = true")
            .bad(on ->
                on.file(
                    MODEL,
                    SampleModels.sdxl().metadata("modelspec.prediction_type", "epsilon").file()))
            .good("v_parameterization = true")
            .as(Severity.WARNING)
            .says("predicts noise"),
        rule("quantised-model")
            .bad("family = \"flux\"")
            .bad(on ->
                on.file(
                    "t5xxl.safetensors",
                    SampleModels.t5(4096)
                        .and("encoder.block.0.layer.0.SelfAttention.q.scale_weight")
                        .file()))
            .good("family = \"flux\"")
            .says("t5xxl t5xxl.safetensors holds scaled fp8", "plain fp8_e4m3fn"),
        rule("quantised-model")
            .bad("family = \"flux\"")
            .bad(on ->
                on.file(
                    MODEL,
                    SampleTensors.of("double_blocks.0.img_attn.proj.weight", 1, 1)
                        .bytes("F8_E5M2", "img_in.weight", 1, 64)
                        .file()))
            .good("family = \"flux\"")
            .good(on ->
                on.file(
                    MODEL,
                    SampleTensors.of("double_blocks.0.img_attn.proj.weight", 1, 1)
                        .bytes("F8_E4M3", "img_in.weight", 1, 64)
                        .file()))
            .says("fp8_e5m2, and fp8_base takes fp8_e4m3fn only"),
        rule("split-model-file")
            .bad("family = \"flux\"\nt5xxl = \"model-00001-of-00002.safetensors\"")
            .bad(on ->
                on.file("model-00001-of-00002.safetensors", SampleModels.t5(4096).file())
                    .file("model-00002-of-00002.safetensors", SampleTensors.of("x", 1).file()))
            .good("family = \"flux\"")
            .says("is one of 2 parts"),
        rule("unusable-model-file")
            .bad("")
            .bad(on -> on.file(MODEL, "<!DOCTYPE html><html>Log in</html>"))
            .good("")
            .says("web page", "download it again"),
        rule("unusable-model-file")
            .bad("family = \"flux\"")
            .bad(on -> on.file("ae.safetensors", "version https://git-lfs.github.com/spec/v1\n"))
            .good("family = \"flux\"")
            .says("Git LFS pointer", "git lfs pull"),
        rule("unusable-model-file")
            .bad("family = \"flux\"\nt5xxl = \"t5.gguf\"")
            .bad(on -> on.file("t5.gguf", "GGUF\u0003\u0000\u0000\u0000"))
            .good("family = \"flux\"")
            .says("GGUF"),
        rule("unusable-model-file")
            .bad("network_weights = \"empty.safetensors\"")
            .bad(on -> on.file("empty.safetensors", ""))
            .good("")
            .says("network_weights empty.safetensors: the file is empty"),
        rule("wrong-model-ending")
            .bad("pretrained_model_name_or_path = \"model.sft\"")
            .bad(on -> on.file("model.sft", SampleModels.sdxl().file()))
            .good("")
            .says("rename it so that it ends in .safetensors"),
        rule("zero-terminal-snr-left-out")
            .bad("v_parameterization = true")
            .bad(on -> on.file(MODEL, marked("v_pred").and("ztsnr").file()))
            .good("v_parameterization = true\nzero_terminal_snr = true")
            .good(on -> on.file(MODEL, marked("v_pred").and("ztsnr").file()))
            .says("zero_terminal_snr = true"));
  }
}
