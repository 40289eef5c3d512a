package dev.lorabake.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.weights.ModelPart.Layout;
import dev.lorabake.weights.Prediction.Target;
import dev.lorabake.weights.UnreadableWeights.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelContentsTest {
  @TempDir Path folder = Path.of("");

  /** Names and shapes as upstream's own classes have them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LUMINA | noise_refiner.0.attention.qkv.weight:3840x2304 cap_embedder.1.weight:2304x2304
          ANIMA | net.x_embedder.proj.1.weight:2048x68 net.llm_adapter.embed.weight:32128x1024
          COSMOS | net.x_embedder.proj.1.weight:2048x68 net.t_embedding_norm.weight:2048
          FLUX | double_blocks.0.img_attn.proj.weight:3072x3072 img_in.weight:3072x64
          T5_XXL | encoder.block.0.layer.0.SelfAttention.q.weight:4096x4096 encoder.final_layer_norm.weight:4096
          BYT5 | encoder.block.0.layer.0.SelfAttention.q.weight:384x1472 encoder.final_layer_norm.weight:1472
          CLIP_L | text_model.final_layer_norm.weight:768
          CLIP_G | text_model.final_layer_norm.weight:1280
          QWEN3 | model.layers.0.self_attn.q_norm.weight:128 model.norm.weight:1024
          GEMMA2 | layers.0.pre_feedforward_layernorm.weight:2304 norm.weight:2304
          HUNYUAN_IMAGE_VAE | encoder.down.0.block.0.norm1.weight:128 encoder.conv_out.bias:128
          QWEN_IMAGE_VAE | encoder.down_blocks.0.norm1.gamma:96x1x1x1
          LORA | lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight:16x3072
          EMBEDDING | clip_l:4x768 clip_g:4x1280
          """)
  void tellsAModelByItsTensors(ModelKind kind, String tensors) {
    assertEquals(List.of(kind), kinds(contents(tensors)));
  }

  @Test
  void saysNothingOfTensorsThatItDoesNotKnow() {
    assertEquals(List.of(), kinds(contents("some.weight:3x4 other.weight:7")));
    assertEquals(
        List.of(),
        kinds(
            contents(
                "model.diffusion_model.input_blocks.0.0.weight:32x4x3x3"
                    + " model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k"
                    + ".weight:32x64")),
        "a shrunk model for tests is no known one");
  }

  @Test
  void findsEveryPartOfACheckpoint() {
    ModelContents contents =
        contents(
            "model.diffusion_model.input_blocks.0.0.weight:320x9x3x3"
                + " model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k"
                + ".weight:320x768"
                + " cond_stage_model.transformer.text_model.final_layer_norm.weight:768"
                + " first_stage_model.encoder.down.0.block.0.norm1.weight:128"
                + " first_stage_model.encoder.conv_out.bias:8");
    assertEquals(
        List.of(
            new ModelPart(ModelKind.SD1, Layout.ORIGINAL, "model.diffusion_model."),
            new ModelPart(ModelKind.CLIP_L, Layout.ORIGINAL, "cond_stage_model.transformer."),
            new ModelPart(ModelKind.FOUR_CHANNEL_VAE, Layout.ORIGINAL, "first_stage_model.")),
        contents.parts());
    assertEquals(OptionalLong.of(9), contents.inputChannels());
  }

  @Test
  void countsBlocks() {
    ModelContents contents =
        contents("double_blocks.0.img_attn.proj.weight:1 double_blocks.18.x:1 double_blocks.x.y:1");
    assertEquals(19, contents.blocks("double_blocks."));
    assertEquals(0, contents.blocks("single_blocks."));
  }

  @Test
  void readsWhatAModelPredicts() {
    Prediction marked = ModelContents.of(tensors("v_pred: ztsnr:"), Map.of()).prediction();
    assertEquals(new Prediction(Target.VELOCITY, true, true), marked);
    Prediction stated =
        ModelContents.of(tensors("a:1"), Map.of("modelspec.prediction_type", "epsilon"))
            .prediction();
    assertEquals(new Prediction(Target.NOISE, false, false), stated);
  }

  @ParameterizedTest
  @CsvSource({
    "a.weight.absmax:1, NF4",
    "a.qweight:1, PACKED_INTEGERS",
    "a.scale_weight:1, SCALED_FP8",
    "scaled_fp8:0, SCALED_FP8",
    "a.weight:1, NONE"
  })
  void tellsHowWeightsArePacked(String tensors, Quantisation expected) {
    assertEquals(expected, contents(tensors).quantisation());
  }

  @Test
  void readsRanksAndArchitectureOfALora() {
    LoraContents lora =
        contents(
                "lora_te2_text_model_x.lora_down.weight:16x1280"
                    + " lora_unet_a.lora_down.weight:32x320"
                    + " lora_unet_conv.lora_down.weight:4x320x3x3")
            .lora();
    assertTrue(lora.isLora());
    assertEquals(Set.of(16L, 32L), lora.ranks());
    assertEquals(ModelKind.SDXL, lora.architecture().orElseThrow());
  }

  @Test
  void readsADiffusersFolder() throws IOException {
    write("model_index.json", "{\"_class_name\":\"StableDiffusionXLPipeline\"}");
    write("unet/config.json", "{\"cross_attention_dim\":2048,\"in_channels\":4}");
    write("scheduler/scheduler_config.json", "{\"prediction_type\":\"v_prediction\"}");
    ModelContents contents = ModelContents.read(folder);
    assertEquals(List.of(ModelKind.SDXL), kinds(contents));
    assertEquals(OptionalLong.of(4), contents.inputChannels());
    assertEquals(new Prediction(Target.VELOCITY, true, false), contents.prediction());
  }

  @Test
  void takesADamagedFolderForAnUnknownOne() throws IOException {
    write("model_index.json", "no JSON");
    write("unet/config.json", "[]");
    assertEquals(List.of(), kinds(ModelContents.read(folder)));
  }

  @Test
  void joinsTheFilesOfASplitModel() throws IOException {
    byte[] one = SafetensorsBytes.of("F32", SafetensorsBytes.floats(1), 4);
    Path first = Files.write(folder.resolve("m-00001-of-00002.safetensors"), one);
    UnreadableWeights missing =
        assertThrows(UnreadableWeights.class, () -> ModelContents.read(first));
    assertEquals(Reason.PART_MISSING, missing.reason());
    Files.write(folder.resolve("m-00002-of-00002.safetensors"), one);
    assertTrue(ModelContents.read(first).has("w"));
    assertEquals(2, SplitFile.count(first));
    assertEquals(1, SplitFile.number(first));
  }

  private static List<ModelKind> kinds(ModelContents contents) {
    return contents.parts().stream().map(ModelPart::kind).toList();
  }

  private static ModelContents contents(String tensors) {
    return ModelContents.of(tensors(tensors), Map.of());
  }

  /** As {@code name:2x3}. */
  private static Map<String, Tensor> tensors(String text) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String tensor : List.of(text.strip().split(" +", -1))) {
      int colon = tensor.lastIndexOf(':');
      String sides = tensor.substring(colon + 1);
      List<Long> shape =
          sides.isEmpty()
              ? List.of()
              : List.of(sides.split("x", -1)).stream().map(Long::valueOf).toList();
      tensors.put(tensor.substring(0, colon), new Tensor("F16", shape, 0, 0));
    }
    return tensors;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
