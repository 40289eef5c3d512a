package dev.lorabake.cli;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Makes a large data set to measure with: {@code ManyImages FOLDER COUNT} writes that many pictures
 * with captions, a recipe for SDXL that names them, and the same dataset for upstream. The pictures
 * are a few real JPEG and PNG files of different sizes, each written many times over.
 */
final class ManyImages {
  private static final int[][] SIZES = {
    {1024, 1024},
    {832, 1216},
    {1216, 832},
    {768, 1344},
    {1536, 640},
    {1920, 1080},
    {900, 1600},
    {2048, 1365}
  };

  private ManyImages() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    int count = Integer.parseInt(arguments[1]);
    Path images = Files.createDirectories(folder.resolve("images"));
    List<byte[]> pictures = new ArrayList<>();
    for (int[] size : SIZES) {
      pictures.add(picture(size[0], size[1], "jpg"));
      pictures.add(picture(size[0], size[1], "png"));
    }
    for (int i = 0; i < count; i++) {
      int kind = i % pictures.size();
      String name = "%05d".formatted(i);
      Files.write(images.resolve(name + (kind % 2 == 0 ? ".jpg" : ".png")), pictures.get(kind));
      Files.writeString(images.resolve(name + ".txt"), "sks cat number " + i + ", in a garden");
    }
    Files.write(folder.resolve("model.safetensors"), "none".getBytes(StandardCharsets.UTF_8));
    Files.writeString(folder.resolve("recipe.toml"), RECIPE + DATASET);
    Files.writeString(folder.resolve("dataset.toml"), DATASET.replace("images", images.toString()));
  }

  private static byte[] picture(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static final String RECIPE =
      """
      recipe = 1
      name = "many"
      family = "sdxl"
      network = "lora"

      [train]
      pretrained_model_name_or_path = "model.safetensors"
      output_dir = "out"
      network_dim = 16
      network_alpha = 8
      network_train_unet_only = true
      learning_rate = 1e-4
      optimizer_type = "AdamW8bit"
      lr_scheduler = "cosine"
      lr_warmup_steps = 100
      max_train_epochs = 10
      save_every_n_epochs = 2
      mixed_precision = "bf16"
      save_precision = "bf16"
      gradient_checkpointing = true
      cache_latents = true
      cache_text_encoder_outputs = true
      sdpa = true
      seed = 42

      """;

  private static final String DATASET =
      """
      [[datasets]]
      resolution = 1024
      batch_size = 4
      enable_bucket = true
      max_bucket_reso = 2048
      caption_extension = ".txt"

      [[datasets.subsets]]
      image_dir = "images"
      num_repeats = 2
      """;
}
