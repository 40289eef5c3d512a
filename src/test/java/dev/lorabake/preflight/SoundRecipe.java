package dev.lorabake.preflight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recipe of each family with which no rule finds fault. */
final class SoundRecipe {
  private static final Pattern FAMILY = Pattern.compile("family *= *\"([^\"]+)\"");

  private SoundRecipe() {}

  static String familyIn(String changes) {
    Matcher found = FAMILY.matcher(changes);
    return found.find() ? found.group(1) : "sdxl";
  }

  static Map<String, String> top(String family) {
    Map<String, String> top = new LinkedHashMap<>();
    top.put("recipe", "1");
    top.put("name", "\"sks-cat\"");
    top.put("family", '"' + family + '"');
    top.put("network", "\"lora\"");
    return top;
  }

  static Map<String, String> train(String family) {
    Map<String, String> train = new LinkedHashMap<>();
    train.put("pretrained_model_name_or_path", "\"model.safetensors\"");
    train.put("output_dir", "\"out\"");
    train.put("network_dim", "16");
    train.put("network_alpha", "8");
    train.put("network_train_unet_only", "true");
    train.put("learning_rate", "1e-4");
    train.put("optimizer_type", "\"AdamW8bit\"");
    train.put("lr_scheduler", "\"cosine\"");
    train.put("lr_warmup_steps", "100");
    train.put("max_train_epochs", "10");
    train.put("save_every_n_epochs", "2");
    train.put("mixed_precision", "\"bf16\"");
    train.put("save_precision", "\"bf16\"");
    train.put("gradient_checkpointing", "true");
    train.put("cache_latents", "true");
    train.put("seed", "42");
    switch (family) {
      case "sd15" -> train.put("sdpa", "true");
      case "sd2" -> {
        train.put("sdpa", "true");
        train.put("v_parameterization", "true");
      }
      case "sdxl" -> {
        train.put("sdpa", "true");
        train.put("cache_text_encoder_outputs", "true");
      }
      case "flux" -> {
        train.put("clip_l", "\"clip_l.safetensors\"");
        train.put("t5xxl", "\"t5xxl.safetensors\"");
        train.put("ae", "\"ae.safetensors\"");
        train.put("model_prediction_type", "\"raw\"");
        train.put("guidance_scale", "1.0");
        train.put("timestep_sampling", "\"flux_shift\"");
        train.put("cache_text_encoder_outputs", "true");
        train.put("fp8_base", "true");
      }
      case "chroma" -> {
        train.put("t5xxl", "\"t5xxl.safetensors\"");
        train.put("ae", "\"ae.safetensors\"");
        train.put("model_prediction_type", "\"raw\"");
        train.put("guidance_scale", "0.0");
        train.put("timestep_sampling", "\"sigmoid\"");
        train.put("cache_text_encoder_outputs", "true");
      }
      case "sd3" -> {
        train.put("clip_l", "\"clip_l.safetensors\"");
        train.put("clip_g", "\"clip_g.safetensors\"");
        train.put("t5xxl", "\"t5xxl.safetensors\"");
        train.put("cache_text_encoder_outputs", "true");
      }
      case "lumina" -> {
        train.put("gemma2", "\"gemma2.safetensors\"");
        train.put("ae", "\"ae.safetensors\"");
        train.put("cache_text_encoder_outputs", "true");
      }
      case "anima" -> {
        train.put("qwen3", "\"qwen3.safetensors\"");
        train.put("vae", "\"vae.safetensors\"");
        train.put("cache_text_encoder_outputs", "true");
      }
      case "hunyuan-image" -> {
        train.put("text_encoder", "\"text_encoder.safetensors\"");
        train.put("byt5", "\"byt5.safetensors\"");
        train.put("vae", "\"vae.safetensors\"");
        train.put("cache_text_encoder_outputs", "true");
      }
      default -> throw new IllegalArgumentException("no sound recipe for " + family);
    }
    return train;
  }

  static Map<String, String> dataset(String family) {
    Map<String, String> dataset = new LinkedHashMap<>();
    int side =
        switch (family) {
          case "sd15" -> 512;
          case "sd2" -> 768;
          case "hunyuan-image" -> 2048;
          default -> 1024;
        };
    dataset.put("resolution", Integer.toString(side));
    dataset.put("batch_size", "1");
    dataset.put("enable_bucket", "true");
    dataset.put("max_bucket_reso", Integer.toString(2 * side));
    dataset.put("caption_extension", "\".txt\"");
    return dataset;
  }

  static Map<String, String> subset() {
    Map<String, String> subset = new LinkedHashMap<>();
    subset.put("image_dir", "\"images\"");
    subset.put("num_repeats", "10");
    return subset;
  }
}
