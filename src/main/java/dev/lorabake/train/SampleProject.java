package dev.lorabake.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes what the demo works on: pictures, a stand-in for a base model, and a recipe. */
public final class SampleProject {
  /** The key of the metadata by which the stand-in is told from a model. */
  static final String STAND_IN = "lorabake";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Home home;
  private final String python;

  /**
   * @param python any Python of version 3.9 or later
   */
  public SampleProject(Home home, String python) {
    this.home = home;
    this.python = python;
  }

  /** The name of a folder that is not there yet. */
  public static Path freeFolder(Path parent) {
    Path folder = parent.resolve("lorabake-demo");
    for (int number = 2; Files.exists(folder); number++) {
      folder = parent.resolve("lorabake-demo-" + number);
    }
    return folder;
  }

  /**
   * Fills a folder.
   *
   * @return the recipe
   */
  public Path make(Path folder) {
    try {
      Path images = folder.resolve("dataset").resolve("10_sks shape");
      Files.createDirectories(images);
      PythonTool.run(
          List.of(
              python,
              home.pythonEnv().resolve("make_pictures.py").toString(),
              images.toString(),
              "--count",
              "12",
              "--sizes",
              "512x512,640x448,448x640"),
          PATIENCE,
          Map.of());
      Path model = folder.resolve("models").resolve("stand-in-sd15.safetensors");
      Files.createDirectories(model.getParent());
      Files.write(model, standInModel());
      return Files.writeString(folder.resolve("demo.toml"), RECIPE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A valid file of ones with the few tensors by which SD 1.5 is told. */
  public static byte[] standInModel() {
    String header =
        """
        {"__metadata__":{"lorabake":"stand-in, no model"},\
        "cond_stage_model.transformer.text_model.final_layer_norm.bias":\
        {"dtype":"F16","shape":[1],"data_offsets":[0,2]},\
        "first_stage_model.encoder.conv_out.bias":\
        {"dtype":"F16","shape":[8],"data_offsets":[2,18]},\
        "model.diffusion_model.input_blocks.0.0.weight":\
        {"dtype":"F16","shape":[1,4,1,1],"data_offsets":[18,26]},\
        "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight":\
        {"dtype":"F16","shape":[1,768],"data_offsets":[26,1562]}}\
        """;
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + 1562)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text);
    while (file.hasRemaining()) {
      file.putShort((short) 0x3c00);
    }
    return file.array();
  }

  private static final String RECIPE =
      """
      # The demo: coloured shapes, rehearsed, not trained
      recipe = 1
      name = "sks-shape"
      family = "sd15"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "models/stand-in-sd15.safetensors"
      output_dir = "output"
      network_dim = 16
      network_alpha = 8
      max_train_epochs = 4
      save_every_n_epochs = 1
      learning_rate = 1e-4
      lr_scheduler = "cosine"
      lr_warmup_steps = 0.05
      optimizer_type = "AdamW"
      mixed_precision = "fp16"
      save_precision = "fp16"
      gradient_checkpointing = true
      cache_latents = true
      sdpa = true
      caption_extension = ".txt"
      sample_every_n_epochs = 1
      seed = 42

      [[datasets]]
      resolution = 512
      batch_size = 2
      enable_bucket = true
      min_bucket_reso = 256
      max_bucket_reso = 1024

      [[datasets.subsets]]
      image_dir = "dataset/10_sks shape"
      num_repeats = 5

      [[sample]]
      prompt = "sks shape, a red circle on white ground"
      negative_prompt = "blurry"
      width = 512
      height = 512
      seed = 1

      [machine]
      gpu = "RTX 3060 12GB"
      """;
}
